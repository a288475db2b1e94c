package io.spikelake.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spikelake.pack.TrainingOverlap.Evaluated;
import io.spikelake.testing.TestPacks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingOverlapTest {

  private static final String VERSION = "1250000-" + "0123456789abcdef".repeat(2);

  /** Data set, split and path of a recording; what the release names; whether it was trained on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          u-caltech | -          | 1.npz         | u-caltech       | -              | true
          u-caltech | train      | 1.npz         | u-caltech       | -              | true
          u-caltech | test       | 1.npz         | u-caltech       | -              | false
          u-caltech | validation | 1.npz         | u-caltech       | -              | false
          u-cifar   | train      | 1.npz         | u-caltech       | -              | false
          u-cifar   | -          | 1.npz         | u-caltech,u-cifar | -            | true
          u-caltech | test       | train/1.npz   | u-caltech       | train/*        | true
          own       | -          | train/1.npz   | -               | train/*        | true
          own       | -          | train/a/1.npz | -               | train/*        | false
          own       | -          | train/a/1.npz | -               | x,train/**     | true
          own       | -          | 1.npz         | -               | **/1.npz       | true
          own       | test       | 1.npz         | -               | 1250000-0123456789abcdef0123456789abcdef | true
          own       | -          | 1.npz         | -               | 1250000-0123456789abcdef0123456789abcdee | false
          own       | -          | 1.npz         | -               | -              | false
          """)
  void aRecordingWasTrainedOnIfTheReleaseNamesItOrItsDataSet(
      String dataset, String split, String path, String sets, String recordings, boolean trained) {
    Evaluated recording = new Evaluated(dataset, split, path, VERSION);
    WeightRelease release = release(list(sets), list(recordings));
    assertThat(TrainingOverlap.among(release, List.of(recording)))
        .isEqualTo(trained ? List.of(recording) : List.of());
  }

  @Test
  void theWarningNamesSomeAndCountsAll() {
    PackManifest manifest = TestPacks.pack(TestPacks.ONNX, Map.of()).manifest();
    PackManifest trained = manifest(manifest, release(List.of("set"), List.of()));
    List<Evaluated> recordings =
        Arrays.asList(
            new Evaluated("set", "train", "a.dat", VERSION),
            new Evaluated("set", "test", "b.dat", VERSION),
            new Evaluated("set", null, "c.dat", VERSION));
    assertThat(TrainingOverlap.warning(manifest, recordings)).isEmpty();
    assertThat(TrainingOverlap.warning(trained, recordings))
        .contains(
            "tiny-onnx/example@1 was trained on 2 of the 3 recordings (a.dat, c.dat); its scores"
                + " there are no fair comparison");
    List<Evaluated> many =
        IntStream.range(0, 9)
            .mapToObj(i -> new Evaluated("set", null, i + ".dat", VERSION))
            .toList();
    assertThat(TrainingOverlap.warning(trained, many).orElseThrow())
        .contains("9 of the 9 recordings (0.dat, 1.dat, 2.dat, ...);");
  }

  @Test
  void anEntryThatIsNoGlobIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> release(List.of(), List.of("a{b")))
        .withMessage("'a{b' is not a glob: a '{' without '}'");
  }

  private static WeightRelease release(List<String> sets, List<String> recordings) {
    return new WeightRelease(WeightRelease.Origin.RETRAINED, "us", sets, recordings);
  }

  private static List<String> list(String text) {
    return text == null ? List.of() : List.of(text.split(","));
  }

  private static PackManifest manifest(PackManifest of, WeightRelease weights) {
    return new PackManifest(
        of.name(),
        of.release(),
        of.version(),
        of.format(),
        of.sha256(),
        of.license(),
        of.source(),
        of.paper(),
        of.summary(),
        weights,
        of.contract(),
        of.parameters(),
        of.cost(),
        of.gpuDifference(),
        of.gpuDevice(),
        of.tolerance());
  }
}
