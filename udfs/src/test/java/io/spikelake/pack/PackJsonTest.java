package io.spikelake.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.spikelake.reconstruct.OutputScale;
import io.spikelake.testing.TestPacks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackJsonTest {

  @Test
  void readsAReconstructor() {
    PackManifest manifest = parse(text(TestPacks.RECURRENT));
    assertThat(manifest.family()).isEqualTo("tiny-recurrent/example@1");
    assertThat(manifest.kind()).isEqualTo("reconstructor");
    assertThat(manifest.format()).isEqualTo(PackFormat.ONNX);
    assertThat(manifest.license()).isEqualTo("Apache-2.0");
    assertThat(manifest.summary())
        .isEqualTo("test: recurrent, three steps, state at full and half size");
    assertThat(manifest.paper()).isEmpty();
    assertThat(manifest.weights())
        .isEqualTo(new WeightRelease(WeightRelease.Origin.RANDOM, "", List.of(), List.of()));
    assertThat(manifest.parameters()).isEqualTo(370);
    assertThat(manifest.cost()).isEqualTo(new PackCost(40, 48, 0.001, 0.1));
    assertThat(manifest.gpuDifference()).isNaN();
    assertThat(manifest.gpuDevice()).isNull();
    assertThat(manifest.tolerance()).isEqualTo(1e-4);
    assertThat(manifest.reconstructor())
        .isEqualTo(
            new ReconstructorContract(
                new WindowContract(
                    "INPUT__0", 12, 11, 2, Binning.MEAN, 3, 0, 0, 1, 1, Padding.NONE),
                List.of(
                    new StateTensor("STATE__0", "STATE_OUT__0", List.of("N", "3", "H", "W")),
                    new StateTensor("STATE__1", "STATE_OUT__1", List.of("N", "2", "H/2", "W/2"))),
                new FrameContract("OUTPUT__0", 0, 1, OutputScale.DISPLAY, 0, 0, 0, 0)));
    assertThatIllegalArgumentException()
        .isThrownBy(manifest::metric)
        .withMessage("Pack tiny-recurrent/example makes frames; expected a metric");
  }

  @Test
  void readsAMetric() {
    PackManifest manifest = parse(text(TestPacks.CLASSIFIER));
    assertThat(manifest.metric())
        .isEqualTo(
            new MetricContract(
                1,
                1,
                List.of(0.5),
                List.of(0.5),
                8,
                8,
                MetricContract.Resize.BILINEAR,
                "OUTPUT__0",
                4,
                false,
                new MetricContract.Classifier("classes.npy", List.of("car", "doll", "fan"))));
    assertThatIllegalArgumentException()
        .isThrownBy(manifest::reconstructor)
        .withMessage("Pack tiny-classifier/example is a metric; expected one that makes frames");
  }

  @Test
  void readsWhatTheExamplesLeaveOut() {
    String text =
        text(TestPacks.ONNX)
            .replace("\"multiple\": 1", "\"multiple\": [16, 8]")
            .replace("\"range\": null", "\"range\": [-1, 1.5]")
            .replace("\"trained_on\": []", "\"trained_on\": [\"u-caltech\"]")
            .replace("\"training_recordings\": []", "\"training_recordings\": [\"train/**\"]")
            .replace(
                "\"largest_difference\": null,\n    \"device\": null",
                "\"largest_difference\": 3e-6, \"device\": \"H200\"");
    PackManifest manifest = parse(text);
    assertThat(manifest.reconstructor().window().multipleHeight()).isEqualTo(16);
    assertThat(manifest.reconstructor().window().multipleWidth()).isEqualTo(8);
    assertThat(manifest.reconstructor().frame().black()).isEqualTo(-1);
    assertThat(manifest.reconstructor().frame().white()).isEqualTo(1.5);
    assertThat(manifest.weights().trainedOn()).containsExactly("u-caltech");
    assertThat(manifest.weights().trainingRecordings()).containsExactly("train/**");
    assertThat(manifest.gpuDifference()).isEqualTo(3e-6);
    assertThat(manifest.gpuDevice()).isEqualTo("H200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost", "gpu", "paper", "summary", "state"})
  void whatIsOptionalMayBeNull(String key) {
    String text =
        text(TestPacks.ONNX)
            .replaceFirst("\"" + key + "\": (\"[^\"]*\"|\\{[^}]*}|\\[])", "\"" + key + "\": null");
    assertThat(text).contains("\"" + key + "\": null");
    assertThatNoException().isThrownBy(() -> parse(text));
  }

  @Test
  void theRuleOfAGraphIsAnyWords() {
    Padding padding =
        parse(text(TestPacks.ONNX).replace("\"rule\": \"reflect\"", "\"rule\": \"as the paper\""))
            .reconstructor()
            .window()
            .padding();
    assertThat(padding).isEqualTo(new Padding(Padding.Rule.NONE, 2, 2, 2, 2, true, "as the paper"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-4", "1E-4", "0.0001", "1.0e-04", "10E-5", "0.00010000", "100e-6"})
  void aToleranceHasManySpellings(String spelled) {
    String text = text(TestPacks.ONNX).replace("0.0001", spelled);
    assertThat(parse(text).tolerance()).isEqualTo(1e-4);
  }

  /** Pack, what is replaced, by what, and the complaint after the name of the file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tiny-onnx       | "schema": 1             | "schema": 2             | key 'schema' is '2'; expected 1; a pack for a later SpikeLake cannot be read by this one
          tiny-onnx       | "schema": 1,            | ``                      | key 'schema' is missing; expected a whole number from 1
          tiny-onnx       | "schema": 1             | "schema": "1"           | key 'schema' is '1'; expected a whole number from 1
          tiny-onnx       | "kind": "reconstructor" | "kind": "denoiser"      | key 'kind' is 'denoiser'; expected reconstructor or metric
          tiny-onnx       | "name": "tiny-onnx"     | "name": "Tiny"          | key 'name': Name 'Tiny' does not match [a-z0-9]+(-[a-z0-9]+)*
          tiny-onnx       | "release": "example"    | "release": "a_b"        | key 'name': Variant 'a_b' does not match [a-z0-9]+(-[a-z0-9]+)*
          tiny-onnx       | "release": "example",   | ``                      | key 'release' is missing; expected text
          tiny-onnx       | "version": 1            | "version": 0            | key 'version' is '0'; expected a whole number from 1
          tiny-onnx       | "version": 1            | "version": 1.5          | key 'version' is '1.5'; expected a whole number from 1
          tiny-onnx       | "format": "onnx"        | "format": "keras"       | key 'format' is 'keras'; expected onnx or torchscript
          tiny-onnx       | "sha256": "a8           | "sha256": "A8           | key 'sha256' is 'A8559b17eceacdc5483c2b8171131c19d6c0c2854e0ce92562fa6ab36da82687'; expected 64 lower-case hexadecimal digits
          tiny-onnx       | "sha256"                | "digest"                | key 'sha256' is missing; expected text
          tiny-onnx       | "Apache-2.0"            | " "                     | key 'license' is ' '; expected text that is not blank
          tiny-onnx       | "origin": "random"      | "origin": "mine"        | key 'weights.origin' is 'mine'; expected original or retrained or ours or random
          tiny-onnx       | "by": ""                | "with": ""              | unknown key 'weights.with'; known here are [by, origin, trained_on, training_recordings]
          tiny-onnx       | "trained_on": []        | "trained_on": "set"     | key 'weights.trained_on' is 'set'; expected a list of data sets
          tiny-onnx       | "trained_on": []        | "trained_on": [1]       | key 'weights.trained_on' is '1'; expected a list of data sets
          tiny-onnx       | "training_recordings": [] | "training_recordings": ["/a"] | key 'weights.training_recordings': '/a' is not a glob: it must be relative to the input root and separated by '/'
          tiny-onnx       | "frames": 8             | "frames": 9             | key 'input': 9 planes do not make 1 steps of 4 channels of sum
          tiny-onnx       | "before": 4             | "before": 8             | key 'input': The key frame is 8 planes after the start of a window of 8; expected it inside
          tiny-onnx       | "before": 4             | "before": -1            | key 'input.before' is '-1'; expected a whole number from 0
          tiny-onnx       | "binning": "sum"        | "binning": "spikes"     | key 'input': 8 planes do not make 1 steps of 4 channels of spikes
          tiny-onnx       | "binning": "sum"        | "binning": "voxels"     | key 'input.binning' is 'voxels'; expected spikes or signed or sum or mean
          tiny-onnx       | "steps": 1              | "steps": 2              | key 'state' is '[]'; expected the tensors that 2 steps share
          tiny-onnx       | "height": null          | "height": 12            | key 'input': A height of 12 and a width of 0, 0 for any; expected both fixed or both free
          tiny-onnx       | "multiple": 1           | "multiple": 0           | key 'input.multiple' is '0'; expected a whole number from 1
          tiny-onnx       | "multiple": 1           | "multiple": [8]         | key 'input.multiple' is '[8]'; expected a whole number from 1, or [height, width]
          tiny-onnx       | "multiple": 1           | "multiple": [8, 0]      | key 'input.multiple' is '[8, 0]'; expected a whole number from 1, or [height, width]
          tiny-onnx       | "where": "graph"        | "where": "here"         | key 'input.padding.where' is 'here'; expected graph or host
          tiny-onnx       | "where": "graph"        | "where": "graph", "x": 1 | unknown key 'input.padding.x'; known here are [bottom, left, right, rule, top, where]
          tiny-torchscript | "rule": "mirror"       | "rule": "wrap"          | key 'input.padding.rule' is 'wrap'; expected none or zero or reflect or edge or mirror
          tiny-onnx       | "dtype": "float32"      | "dtype": "float16"      | key 'input.dtype' is 'float16'; expected float32
          tiny-onnx       | "layout": "NCHW"        | "layout": "NHWC"        | key 'input.layout' is 'NHWC'; expected NCHW
          tiny-onnx       | "layout": "NCHW"        | "layout": "NCHW", "fps": 1 | unknown key 'input.fps'; known here are [before, binning, channels, dtype, frames, height, layout, multiple, padding, steps, tensor, width]
          tiny-onnx       | "channels": 1           | "channels": 3           | key 'output.channels' is '3'; expected 1, a grey frame
          tiny-onnx       | "range": null           | "range": [0]            | key 'output.range' is '[0]'; expected two numbers, or null
          tiny-onnx       | "range": null           | "range": [1, 1]         | key 'output': Output range 1.0 to 1.0; expected a lower and a higher number
          tiny-onnx       | "scale": "relative"     | "scale": "white"        | key 'output.scale' is 'white'; expected firing_rate or display or relative
          tiny-onnx       | "minmax"                | "rate"                  | key 'postprocess' is 'rate'; expected minmax, which is the tone of the output scale relative
          tiny-onnx       | "params": 277           | "params": null          | key 'params' is missing; expected a whole number from 0
          tiny-onnx       | "params": 277           | "params": 3000000000    | key 'params' is '3.0E9'; expected a whole number from 0
          tiny-onnx       | "gmacs": 0.001          | "gmacs": "few"          | key 'cost.gmacs' is 'few'; expected a number
          tiny-onnx       | "gmacs"                 | "gflops"                | unknown key 'cost.gflops'; known here are [gmacs, height, peak_memory_mb, width]
          tiny-onnx       | "device": null          | "name": null            | unknown key 'gpu.name'; known here are [device, largest_difference]
          tiny-onnx       | "tolerance": 0.0001     | "tolerance": 0          | key 'golden.tolerance' is '0'; expected a number above 0
          tiny-onnx       | "tolerance": 0.0001     | "tolerance": null       | key 'golden.tolerance' is missing; expected a number above 0
          tiny-onnx       | "params": 277           | "params": 277, "tone": 1 | unknown key 'tone'; known here are [cost, format, golden, gpu, input, kind, license, name, output, paper, params, postprocess, release, schema, sha256, source, state, summary, version, weights]
          tiny-recurrent  | "H/2"                   | "H/0"                   | key 'state[1].shape': Axis 'H/0' of a state; expected a number, N, H, W, H/k or W/k
          tiny-recurrent  | "STATE_OUT__1"          | 1                       | key 'state[1].output' is '1'; expected text
          tiny-classifier | "images": 1             | "images": 3             | key 'input': 3 images of 1 channels; expected 1 or 2 images of 1 or 3 channels
          tiny-classifier | "height": 8             | "height": null          | key 'input': A height of 0 and a width of 8, 0 for any, with resize bilinear; expected both or none, and both to resize
          tiny-classifier | "bilinear"              | "nearest"               | key 'input.resize' is 'nearest'; expected none or bilinear or bicubic
          tiny-classifier | "values": 4             | "values": 1             | key 'input': A network that gives 1 values has no use for a classifier
          tiny-metric     | "values": 1             | "values": 4             | key 'input': A network that gives 4 values needs a classifier
          tiny-classifier | "classes.npy"           | "../classes.npy"        | key 'classifier.features': Features in '../classes.npy'; expected the name of an .npy file of the pack
          tiny-classifier | "scale": 100.0          | "scale": -1             | key 'classifier.scale' is '-1'; expected a number above 0
          """)
  void refusesAndSaysWhy(String pack, String from, String to, String message) {
    String text = text(pack);
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    if (from.equals("\"channels\": 1")) {
      at = text.lastIndexOf(from);
    }
    String changed = text.substring(0, at) + to + text.substring(at + from.length());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(changed))
        .withMessage("p/pack.json: " + message);
  }

  @Test
  void aMetricHasNoTone() {
    String text =
        text(TestPacks.METRIC).replace("\"params\"", "\"postprocess\": \"clip\", \"params\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(text))
        .withMessageStartingWith("p/pack.json: unknown key 'postprocess'");
  }

  private static PackManifest parse(String text) {
    return PackJson.parse(text, "p/pack.json");
  }

  private static String text(String pack) {
    return new String(TestPacks.files(pack).get("pack.json"), UTF_8);
  }
}
