package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Tone;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.testing.Goldens;
import io.spikelake.testing.SharedRecording;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores of reconstructions against ground truth are those of the reference code. */
class GoldenReferenceScoresTest {

  /**
   * Half of the last digit printed there, which is the fourth of a decibel and the fifth of a
   * similarity; for the latter a whole one, because four of the values lie so near to the border of
   * two that double precision, here and in numpy, rounds them the other way.
   */
  private static final Map<String, Double> PRINTED = Map.of("psnr", 0.5e-4 + 1e-9, "ssim", 1e-5);

  private static final Map<String, String> METRICS =
      Map.of(
          "psnr", "psnr/standard",
          "psnr_zoo", "psnr/spike-zoo",
          "ssim_uniform7", "ssim/standard",
          "ssim_gauss11", "ssim/gaussian",
          "ssim_zoo", "ssim/spike-zoo");

  private static final Map<String, String> TONES =
      Map.of("raw", "none", "div_rate", "rate=0.6", "minmax", "minmax");

  static Stream<Arguments> goldens() {
    Map<String, String> methods =
        Map.of(
            "tfp_w11", "tfp:window=11",
            "tfp_w21", "tfp:window=21",
            "tfp_w41", "tfp",
            "tfp_w61", "tfp:window=61",
            "tfp_w301", "tfp:window=301",
            "tfi_zoo_w41", "tfi",
            "tfi_middle", "tfi/middle");
    return Stream.of(SharedRecording.values())
        .filter(SharedRecording::hasGroundTruth)
        .flatMap(
            recording ->
                methods.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> Arguments.of(recording, e.getValue(), e.getKey())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("goldens")
  void areReproduced(SharedRecording recording, String method, String golden) throws Exception {
    GrayImage frame = frame(recording, method);
    GrayImage truth = recording.groundTruth();
    Map<String, Map<String, Double>> scores = Goldens.scores(recording, golden);
    assertThat(scores).containsOnlyKeys(TONES.keySet());
    scores.forEach(
        (tone, byMetric) -> {
          assertThat(byMetric).containsOnlyKeys(METRICS.keySet());
          GrayImage toned = Tone.parse(TONES.get(tone)).apply(frame);
          byMetric.forEach(
              (metric, expected) ->
                  assertThat(score(METRICS.get(metric), toned, truth))
                      .as("%s of tone %s", metric, tone)
                      .isCloseTo(expected, within(PRINTED.get(metric.substring(0, 4)))));
        });
  }

  /** The table of the reference measurements, as far as it is printed. */
  @ParameterizedTest
  @CsvSource({
    "DATA, tfp, 31.603, .8017",
    "DATA, tfp:window=21, 29.101, .6803",
    "DATA, tfp:window=301, 23.938, .6095",
    "DATA, tfi, 21.780, .4762",
    "DATA, tfi/middle, 21.783, .4784",
    "PART1, tfp, 23.495, .6884",
    "PART1, tfp:window=21, 25.859, .7462",
    "PART1, tfp:window=301, 16.116, .2948",
    "PART1, tfi, 24.358, .8027",
    "PART1, tfi/middle, 24.374, .8080",
    "PART2, tfp, 23.496, .6969",
    "PART2, tfp:window=21, 25.794, .7231",
    "PART2, tfp:window=301, 16.563, .3379",
    "PART2, tfi, 24.679, .7620",
    "PART2, tfi/middle, 24.723, .7749"
  })
  void giveTheReferenceTable(SharedRecording recording, String method, double psnr, double ssim)
      throws Exception {
    GrayImage toned = Tone.parse("rate=0.6").apply(frame(recording, method));
    GrayImage truth = recording.groundTruth();
    assertThat(score("psnr", toned, truth)).isCloseTo(psnr, within(0.001));
    assertThat(score("ssim", toned, truth)).isCloseTo(ssim, within(0.0001));
  }

  private static GrayImage frame(SharedRecording recording, String method) throws Exception {
    return Reconstructors.create(Reconstructors.resolve(method))
        .reconstruct(recording.load(), recording.keyFrame());
  }

  private static double score(String metric, GrayImage image, GrayImage reference) {
    QualityModels models = QualityModels.bundled();
    return QualityMetrics.create(QualityMetrics.resolve(metric, models), models)
        .score(image, reference)
        .score();
  }
}
