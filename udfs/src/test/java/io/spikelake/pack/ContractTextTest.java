package io.spikelake.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.reconstruct.OutputScale;
import io.spikelake.testing.TestPacks;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTextTest {

  private static final String SHA = "0123456789abcdef".repeat(4);

  private static final WindowContract WINDOW =
      new WindowContract(
          "IN",
          12,
          5,
          2,
          Binning.MEAN,
          3,
          20,
          16,
          8,
          4,
          new Padding(Padding.Rule.MIRROR, 1, 2, 3, 4, false));

  private static final StateTensor STATE =
      new StateTensor("S", "T", List.of("N", "64", "H/8", "W/8"));

  private static final FrameContract FRAME =
      new FrameContract("", -1, 0.1, OutputScale.DISPLAY, 1, 2, 3, 4);

  private static final MetricContract METRIC =
      new MetricContract(
          2,
          3,
          List.of(0.5, 0.25, -0.0),
          List.of(1.0, 2.0, 0.1),
          224,
          160,
          MetricContract.Resize.BICUBIC,
          "OUT",
          4,
          true,
          new MetricContract.Classifier("classes.npy", List.of("a\nclass=1:b", "é")));

  @Test
  void theTextOfAReconstructorIsPartOfStoredIdsAndNeverChanges() {
    assertThat(text(new ReconstructorContract(WINDOW, List.of(STATE), FRAME)))
        .isEqualTo(
            """
            model=%s
            format=onnx
            kind=reconstructor
            input.tensor=2:IN
            input.frames=12
            input.before=5
            input.channels=2
            input.binning=mean
            input.steps=3
            input.height=20
            input.width=16
            input.multiple=8x4
            input.padding=mirror
            input.padding.sides=1,2,3,4
            state.input=1:S
            state.output=1:T
            state.axes=4
            state.axis=1:N
            state.axis=2:64
            state.axis=3:H/8
            state.axis=3:W/8
            output.tensor=0:
            output.black=-0x1.0p0
            output.white=0x1.999999999999ap-4
            output.scale=display
            output.crop.sides=1,2,3,4
            """
                .formatted(SHA));
  }

  @Test
  void theTextOfAMetricIsPartOfStoredIdsAndNeverChanges() {
    assertThat(text(METRIC))
        .isEqualTo(
            """
            model=%s
            format=onnx
            kind=metric
            input.images=2
            input.channels=3
            input.mean=0x1.0p-1
            input.mean=0x1.0p-2
            input.mean=0x0.0p0
            input.std=0x1.0p0
            input.std=0x1.0p1
            input.std=0x1.999999999999ap-4
            input.height=224
            input.width=160
            input.resize=bicubic
            output.tensor=3:OUT
            output.values=4
            output.lower-is-better=true
            class=11:a
            class=1:b
            class=1:é
            """
                .formatted(SHA));
  }

  /**
   * Whoever adds a component decides what it does to ids: a line of the text, written only where it
   * is not at its default, or none because it decides no number.
   */
  @Test
  void everyComponentOfAContractHasBeenThoughtOf() {
    assertThat(components(ReconstructorContract.class)).containsExactly("window", "state", "frame");
    assertThat(components(WindowContract.class))
        .containsExactly(
            "tensor",
            "frames",
            "before",
            "channels",
            "binning",
            "steps",
            "height",
            "width",
            "multipleHeight",
            "multipleWidth",
            "padding");
    assertThat(components(Padding.class))
        .containsExactly("rule", "top", "bottom", "left", "right", "inGraph", "stated");
    assertThat(components(StateTensor.class)).containsExactly("input", "output", "shape");
    assertThat(components(FrameContract.class))
        .containsExactly(
            "tensor", "black", "white", "scale", "cropTop", "cropBottom", "cropLeft", "cropRight");
    assertThat(components(MetricContract.class))
        .containsExactly(
            "images",
            "channels",
            "mean",
            "deviation",
            "height",
            "width",
            "resize",
            "tensor",
            "values",
            "lowerIsBetter",
            "classifier");
    assertThat(components(MetricContract.Classifier.class)).containsExactly("features", "classes");
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** Pack, what is replaced in its manifest, by what: the id changes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tiny-onnx        | "tensor": "INPUT__0" | "tensor": "INPUT__1"
          tiny-onnx        | "frames": 8          | "frames": 12
          tiny-onnx        | "before": 4          | "before": 3
          tiny-onnx        | "binning": "sum"     | "binning": "mean"
          tiny-onnx        | "height": null, "width": null | "height": 10, "width": 10
          tiny-onnx        | "multiple": 1        | "multiple": 2
          tiny-onnx        | "where": "graph"     | "where": "host"
          tiny-onnx        | "range": null        | "range": [0, 255]
          tiny-onnx        | "OUTPUT__0"          | "OUTPUT__1"
          tiny-onnx        | "relative", "crop": { "top": 0, "bottom": 0, "left": 0, "right": 0 } }, "postprocess": "minmax" | "display" }, "postprocess": "clip"
          tiny-torchscript | "crop": { "top": 0   | "crop": { "top": 1
          tiny-torchscript | "rule": "mirror"     | "rule": "edge"
          tiny-torchscript | "top": 0             | "top": 1
          tiny-recurrent   | "H/2"                | "H/3"
          tiny-recurrent   | "STATE__1"           | "STATE__2"
          tiny-classifier  | "car"                | "cat"
          tiny-classifier  | "mean": [0.5]        | "mean": [0.4]
          tiny-classifier  | "lower_is_better": false | "lower_is_better": true
          tiny-metric      | "release": "example" | "release": "other"
          tiny-metric      | "version": 1         | "version": 2
          """)
  void theIdChangesWithTheContract(String pack, String from, String to) {
    assertThat(changed(pack, from, to).id()).isNotEqualTo(TestPacks.pack(pack).id());
  }

  /** Pack, what is replaced in its manifest, by what: the id stays. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tiny-onnx       | "Apache-2.0"         | "none stated"
          tiny-onnx       | "paper": ""          | "paper": "P"
          tiny-onnx       | "summary": "test     | "summary": "a test
          tiny-onnx       | "source": "models    | "source": "from models
          tiny-onnx       | "origin": "random"   | "origin": "ours"
          tiny-onnx       | "trained_on": []     | "trained_on": ["x"]
          tiny-onnx       | "params": 277        | "params": 278
          tiny-onnx       | "gmacs": 0.001       | "gmacs": 0.002
          tiny-onnx       | "device": null       | "device": "H200"
          tiny-onnx       | "tolerance": 0.0001  | "tolerance": 0.001
          tiny-onnx       | "range": null        | "range": [0.0, 1]
          tiny-onnx       | "range": null        | "range": [-0.0, 10e-1]
          tiny-onnx       | "rule": "reflect"    | "rule": "mirrored in the graph"
          tiny-onnx       | "layout": "NCHW"     | "layout": null
          tiny-classifier | "scale": 100.0       | "scale": 1
          tiny-classifier | "mean": [0.5]        | "mean": [50e-2]
          """)
  void theIdDoesNotChangeWithWhatDecidesNoNumber(String pack, String from, String to) {
    assertThat(changed(pack, from, to).id()).isEqualTo(TestPacks.pack(pack).id());
  }

  @Test
  void theIdOfAClassifierChangesWithItsFeatures() {
    byte[] features = TestPacks.files(TestPacks.CLASSIFIER).get("classes.npy");
    features[features.length - 1] ^= 1;
    assertThat(TestPacks.pack(TestPacks.CLASSIFIER, Map.of("classes.npy", features)).id())
        .isNotEqualTo(TestPacks.pack(TestPacks.CLASSIFIER).id());
  }

  private static ModelPack changed(String pack, String from, String to) {
    // One line, whatever the layout of the file.
    String text =
        new String(TestPacks.files(pack).get("pack.json"), UTF_8)
            .replaceAll("\\s*\\n\\s*", " ")
            .replace("[ ", "[")
            .replace(" ]", "]");
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    String other = text.substring(0, at) + to + text.substring(at + from.length());
    return TestPacks.pack(pack, Map.of("pack.json", other.getBytes(UTF_8)));
  }

  private static String text(PackContract contract) {
    return ContractText.of(
        new PackManifest(
            "n",
            "r",
            1,
            PackFormat.ONNX,
            SHA,
            "l",
            "s",
            "",
            "",
            new WeightRelease(WeightRelease.Origin.OURS, "", List.of(), List.of()),
            contract,
            0,
            null,
            Double.NaN,
            null,
            1e-4));
  }
}
