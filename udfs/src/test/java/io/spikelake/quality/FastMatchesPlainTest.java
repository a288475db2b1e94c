package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.quality.nss.Plane;
import io.spikelake.testing.plain.PlainBrisque;
import io.spikelake.testing.plain.PlainNiqe;
import io.spikelake.testing.plain.PlainOpenCvBrisque;
import io.spikelake.testing.plain.PlainPiqe;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every metric against the plain program of its formula, on awkward sizes and extreme images. */
class FastMatchesPlainTest {

  private static final long SEED = 20260101;

  /** Sums of some 10^5 terms in another order; scores are of the order of 1 to 100. */
  private static final Offset<Double> ROUNDING = within(1e-9);

  private static final QualityModels MODELS = QualityModels.bundled();

  private static final PristineModel PRISTINE =
      MODELS.require(ModelSlot.NIQE_SPIKELAKE, PristineModel.class);

  private static final BrisqueModel OPENCV =
      MODELS.require(ModelSlot.BRISQUE_OPENCV, BrisqueModel.class);

  record Case(String name, GrayImage image) {
    @Override
    public String toString() {
      return name + " " + image.width() + "x" + image.height();
    }
  }

  static Stream<Case> images() {
    System.out.println("Seed " + SEED);
    int[][] sizes = {
      {1, 1},
      {1, 29},
      {31, 1},
      {2, 3},
      {7, 7},
      {8, 16},
      {13, 17},
      {15, 33},
      {16, 16},
      {47, 61},
      {97, 101},
      {192, 96},
      {193, 97},
      {199, 211},
      {250, 200},
      {301, 193}
    };
    Stream<Case> textures =
        Arrays.stream(sizes)
            .flatMap(
                size ->
                    Stream.of(
                        new Case("texture", QualityMetricContract.texture(size[0], size[1], SEED)),
                        new Case("noise", noise(size[0], size[1]))));
    Stream<Case> extremes =
        Stream.of(
            new Case("black", made(200, 97, (x, y) -> 0)),
            new Case("white", made(200, 97, (x, y) -> 1)),
            new Case("one pixel", made(200, 97, (x, y) -> x == 83 && y == 41 ? 1 : 0)),
            new Case("alternating", made(200, 97, (x, y) -> (x + y) % 2)),
            new Case("stripes", made(200, 97, (x, y) -> x % 2)),
            new Case("two levels", made(200, 97, (x, y) -> (x * 7 + y * y) % 3 == 0 ? 0.4f : 0.6f)),
            new Case("half flat", halfFlat(200, 193)),
            new Case("dark", dark(250, 200)));
    return Stream.concat(textures, extremes);
  }

  @ParameterizedTest
  @MethodSource("images")
  void niqe(Case example) {
    compare("niqe/spikelake", GreyLevels.EIGHT_BIT, PlainNiqe.matlab(PRISTINE)::score, example);
  }

  @ParameterizedTest
  @MethodSource("images")
  void brisque(Case example) {
    compare("brisque/opencv", GreyLevels.EIGHT_BIT, new PlainOpenCvBrisque(OPENCV)::score, example);
  }

  @ParameterizedTest
  @MethodSource("images")
  void piqe(Case example) {
    compare("piqe/matlab", GreyLevels.EIGHT_BIT, PlainPiqe.matlab()::score, example);
    compare("piqe/pyiqa", GreyLevels.RELATIVE_TO_MAXIMUM, PlainPiqe.pyiqa()::score, example);
  }

  @ParameterizedTest
  @MethodSource("images")
  void metricsOfTheLiveModels(Case example) {
    QualityModels models =
        LiveModel.models()
            .with("brisque/live", LiveBrisque.files("allmodel", "feature_ranges.csv"));
    PristineModel niqe = models.require(ModelSlot.NIQE_LIVE, PristineModel.class);
    BrisqueModel brisque = models.require(ModelSlot.BRISQUE_LIVE, BrisqueModel.class);
    compare(
        metric("niqe/live-pyiqa", models),
        GreyLevels.UNLIMITED,
        PlainNiqe.pyiqa(niqe)::score,
        example);
    compare(
        metric("brisque/live", models),
        GreyLevels.EIGHT_BIT,
        PlainBrisque.matlab(brisque)::score,
        example);
    compare(
        metric("brisque/live-pyiqa", models),
        GreyLevels.UNLIMITED,
        PlainBrisque.pyiqa(brisque)::score,
        example);
  }

  static List<Case> calibrationImages() {
    return ReferenceScores.calibration().stream()
        .map(
            row ->
                new Case(
                    row.image(), CalibrationImages.read(row.image(), CalibrationImages.MATLAB)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("calibrationImages")
  void onCalibrationImages(Case example) {
    niqe(example);
    brisque(example);
    piqe(example);
    metricsOfTheLiveModels(example);
  }

  @FunctionalInterface
  private interface PlainScore {
    double of(double[] grey, int width, int height);
  }

  private static QualityMetric metric(String id, QualityModels models) {
    return QualityMetrics.create(QualityMetrics.resolve(id, models), models);
  }

  private static void compare(String id, GreyLevels rule, PlainScore plain, Case example) {
    compare(metric(id, MODELS), rule, plain, example);
  }

  /** What is refused for its size, its one level or a missing side has nothing to compare. */
  private static void compare(
      QualityMetric metric, GreyLevels rule, PlainScore plain, Case example) {
    GrayImage image = example.image();
    MetricResult result = metric.score(image, null);
    MetricStatus status = result.status();
    if (status == MetricStatus.TOO_SMALL || status == MetricStatus.CONSTANT) {
      return;
    }
    Plane levels = new Plane();
    rule.of(image, levels);
    double expected = plain.of(levels.values(), image.width(), image.height());
    if (Double.isNaN(expected)) {
      assertThat(status).isIn(MetricStatus.NOT_FINITE, MetricStatus.TOO_FEW_BLOCKS);
    } else {
      assertThat(result.score()).as(metric.id().toString()).isCloseTo(expected, ROUNDING);
    }
  }

  @FunctionalInterface
  private interface Pixel {
    float at(int x, int y);
  }

  private static GrayImage made(int width, int height, Pixel pixel) {
    float[] pixels = new float[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel.at(i % width, i / width);
    }
    return new GrayImage(width, height, pixels);
  }

  private static GrayImage noise(int width, int height) {
    Random random = new Random(SEED + 31L * width + height);
    return made(width, height, (x, y) -> random.nextFloat());
  }

  private static GrayImage halfFlat(int width, int height) {
    GrayImage texture = QualityMetricContract.texture(width, height, SEED);
    return made(width, height, (x, y) -> x < width / 2 ? 0.5f : texture.at(x, y));
  }

  private static GrayImage dark(int width, int height) {
    GrayImage texture = QualityMetricContract.texture(width, height, SEED);
    return made(width, height, (x, y) -> 0.05f * texture.at(x, y));
  }
}
