package io.spikelake.simulate.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingCameraTest {

  /** Luminance grows by 1/64 per column. */
  private static final GrayImage RAMP = ramp(64, 40);

  private static GrayImage ramp(int width, int height) {
    float[] pixels = new float[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i % width) / 64f;
    }
    return new GrayImage(width, height, pixels);
  }

  private static float[] look(GrayImage picture, double scale, CameraPath path, double seconds) {
    float[] seen = new float[20 * 10];
    new MovingCamera("ramp", picture, 20, 10, scale, path, Map.of()).render(seconds, seen);
    return seen;
  }

  private static CameraPath path(double panX, double turns, double zoom) {
    return new CameraPath(panX, 0, turns, zoom, 0, 0, 1);
  }

  @Test
  void startsInTheMiddleOfThePicture() {
    float[] seen = look(RAMP, 1, path(5, 0.1, 2), 0);
    for (int x = 0; x < 20; x++) {
      assertThat(seen[x]).isCloseTo((22 + x) / 64f, within(1e-6f));
    }
  }

  @Test
  void pansByFractionsOfAPixel() {
    float[] before = look(RAMP, 1, path(8, 0, 1), 0);
    float[] after = look(RAMP, 1, path(8, 0, 1), 0.03125);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i] - before[i]).isCloseTo(0.25f / 64, within(1e-6f));
    }
  }

  @Test
  void aQuarterTurnMakesColumnsRows() {
    float[] seen = look(RAMP, 1, path(0, 0.25, 1), 1);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 20; x++) {
        // The camera turned from x towards y, so that its rows run down the picture's columns.
        assertThat(seen[y * 20 + x]).isCloseTo((36 - y) / 64f, within(1e-5f));
      }
    }
  }

  @Test
  void zoomMagnifiesAboutTheMiddle() {
    float[] seen = look(RAMP, 1, path(0, 0, 2), 1);
    assertThat(seen[11] - seen[10]).isCloseTo(0.5f / 64, within(1e-6f));
    assertThat((seen[9] + seen[10]) / 2).isCloseTo(31.5f / 64, within(1e-6f));
  }

  @Test
  void aPictureFinerThanTheSensorIsAveraged() {
    float[] stripes = new float[80 * 40];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = i % 2;
    }
    float[] seen = look(new GrayImage(80, 40, stripes), 4, path(0, 0, 1), 0);
    assertThat(seen).containsOnly(0.5f);
  }

  @Test
  void beyondItsBordersThePictureIsMirrored() {
    float[] seen = look(ramp(16, 10), 1, path(0, 0, 1), 0);
    assertThat(seen[1]).isEqualTo(0);
    assertThat(seen[2]).isEqualTo(0);
    assertThat(seen[0]).isEqualTo(1 / 64f);
    assertThat(seen[17]).isEqualTo(15 / 64f);
    assertThat(seen[18]).isEqualTo(15 / 64f);
    assertThat(seen[19]).isEqualTo(14 / 64f);
  }

  @Test
  void shakesAsMuchAsAsked() {
    CameraPath path = new CameraPath(0, 0, 0, 1, 2.5, 80, 77);
    double sum = 0;
    int instants = 20_000;
    for (int i = 0; i < instants; i++) {
      CameraPath.Pose pose = path.at(i * 0.01);
      sum += pose.x() * pose.x() + pose.y() * pose.y();
    }
    assertThat(Math.sqrt(sum / (2 * instants))).isCloseTo(2.5, within(0.1));
    assertThat(path.at(0.37)).isEqualTo(new CameraPath(0, 0, 0, 1, 2.5, 80, 77).at(0.37));
    assertThat(path.at(0.37)).isNotEqualTo(new CameraPath(0, 0, 0, 1, 2.5, 80, 78).at(0.37));
  }

  @Test
  void aPhotoFillsTheSensorWithRoomToMove() {
    MovingCamera camera = MovingCamera.overPhoto("p", "p.png", RAMP, 20, 10, path(0, 0, 1));
    assertThat(camera.parameters())
        .containsEntry("photo", "p.png")
        .containsEntry("picturePixelsPerPixel", 0.9 * 3.2);
  }

  @Test
  void refusesImpossiblePaths() {
    assertThatThrownBy(() -> path(0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Not a camera path: zoom 0.0 (above 0), shake 0.0 pixels (0 or more), 0.0 Hz (0 or"
                + " more)");
  }
}
