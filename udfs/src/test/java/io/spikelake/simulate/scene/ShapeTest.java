package io.spikelake.simulate.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

  private static final int SIZE = 64;

  private static double painted(Shape shape) {
    float[] picture = new float[SIZE * SIZE];
    new Canvas(SIZE, SIZE, picture).draw(shape, Surface.plain(1));
    double sum = 0;
    for (float pixel : picture) {
      sum += pixel;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 4.7, 11.25, 25})
  void discsCoverTheirAreaAtAnyPlace(double radius) {
    for (double shift : new double[] {0, 0.25, 0.5, 0.83}) {
      assertThat(painted(new Disc(31 + shift, 32 - shift, radius)))
          .isCloseTo(Math.PI * radius * radius, within(0.01 * Math.PI * radius * radius));
    }
  }

  @Test
  void boxesCoverTheirAreaExactly() {
    assertThat(painted(new Box(3.25, 7.5, 20.75, 9))).isCloseTo(17.5 * 1.5, within(1e-4));
    assertThat(painted(new Box(5.1, 5.1, 5.3, 5.2))).isCloseTo(0.02, within(1e-6));
  }

  @Test
  void polygonsKeepTheirAreaWhenTurned() {
    ConvexPolygon square =
        ConvexPolygon.inCircle(20, 0, Math.PI / 2, Math.PI, 1.5 * Math.PI).at(32.2, 31.6);
    for (int degrees = 0; degrees < 90; degrees += 7) {
      assertThat(painted(square.turned(Math.toRadians(degrees))))
          .as("%d degrees", degrees)
          .isCloseTo(800, within(8.0));
    }
  }

  @Test
  void whatLiesInFrontHidesWhatLiesBehind() {
    float[] picture = new float[SIZE * SIZE];
    Canvas canvas = new Canvas(SIZE, SIZE, picture);
    canvas.draw(new Box(0, 0, 32.25, 64), Surface.plain(0.2f));
    canvas.draw(new Box(0, 0, 64, 64), Surface.plain(0.6f));
    canvas.background(Surface.plain(1));
    assertThat(picture[31]).isEqualTo(0.2f);
    assertThat(picture[32]).isCloseTo(0.25f * 0.2f + 0.75f * 0.6f, within(1e-6f));
    assertThat(picture[33]).isEqualTo(0.6f);
  }

  @Test
  void textHasTheInkOfItsCellsAtAnySubPixelPlace() {
    SplittableRandom random = new SplittableRandom(21);
    String text = "A1:";
    int cells = 0;
    for (char sign : text.toCharArray()) {
      for (int row = 0; row < BitmapFont.GLYPH_HEIGHT; row++) {
        for (int column = 0; column < BitmapFont.GLYPH_WIDTH; column++) {
          cells += BitmapFont.ink(sign, column, row) ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < 20; i++) {
      double cell = random.nextDouble(1, 3);
      TextLine line = new TextLine(text, random.nextDouble(5), random.nextDouble(20), cell);
      assertThat(painted(line)).as("%s", line).isCloseTo(cells * cell * cell, within(1e-3));
    }
  }

  @Test
  void lettersAreUpright() {
    StringBuilder picture = new StringBuilder();
    for (int row = 0; row < BitmapFont.GLYPH_HEIGHT; row++) {
      for (int column = 0; column < BitmapFont.GLYPH_WIDTH; column++) {
        picture.append(BitmapFont.ink('l', column, row) ? '#' : '.');
      }
      picture.append('\n');
    }
    assertThat(picture).hasToString("#....\n".repeat(6) + "#####\n");
  }

  @Test
  void refusesTextBelowOnePixelPerCell() {
    assertThatThrownBy(() -> new TextLine("A", 0, 0, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A font cell of 0.9 pixels is below one pixel");
  }
}
