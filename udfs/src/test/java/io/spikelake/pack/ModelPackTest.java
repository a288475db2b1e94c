package io.spikelake.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spikelake.files.Sha256;
import io.spikelake.testing.TestPacks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPackTest {

  @Test
  void hasAnIdThatNamesReleaseAndContent() {
    ModelPack pack = TestPacks.pack(TestPacks.ONNX);
    assertThat(pack.digest()).matches("[0-9a-f]{64}");
    assertThat(pack.id().toString())
        .isEqualTo("tiny-onnx/example@1:pack=" + pack.digest().substring(0, 12));
    assertThat(pack).hasToString(pack.id() + " from tiny-onnx");
  }

  @Test
  void givesItsGoldenArrays() throws Exception {
    ModelPack recurrent = TestPacks.pack(TestPacks.RECURRENT);
    assertThat(recurrent.goldenInput().shape()).startsWith(3, 2);
    assertThat(recurrent.goldenOutput().shape()).startsWith(1, 1);
    ModelPack pair = TestPacks.pack(TestPacks.PAIR_METRIC);
    assertThat(pair.goldenReference().shape()).isEqualTo(pair.goldenInput().shape());
    assertThat(pair.goldenReference().values()).isNotEqualTo(pair.goldenInput().values());
  }

  @Test
  void aChangedNetworkIsRefused() {
    Map<String, byte[]> files = TestPacks.files(TestPacks.ONNX);
    files.get("model.onnx")[100] ^= 1;
    String found = Sha256.of(files.get("model.onnx"));
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessage(
            "x/model.onnx has SHA-256 %s, its manifest says %s; the pack is damaged or was changed by"
                    .formatted(
                        found, "a8559b17eceacdc5483c2b8171131c19d6c0c2854e0ce92562fa6ab36da82687")
                + " hand");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pack.json", "model.onnx", "golden/input.npy", "golden/output.npy", "classes.npy"})
  void everyFileMustBeThere(String name) {
    Map<String, byte[]> files = TestPacks.files(TestPacks.CLASSIFIER);
    assertThat(files.remove(name)).isNotNull();
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessage(
            "x is no model pack: it lacks %s; it has %s"
                .formatted(name, new TreeMap<>(files).keySet()));
  }

  @Test
  void aMetricThatComparesHasTwoImages() {
    Map<String, byte[]> files = TestPacks.files(TestPacks.PAIR_METRIC);
    files.remove("golden/input1.npy");
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessageStartingWith("x is no model pack: it lacks golden/input1.npy; it has [");
  }

  @Test
  void theManifestNamesTheFileInItsComplaints() {
    Map<String, byte[]> files = TestPacks.files(TestPacks.ONNX);
    files.put("pack.json", "{}".getBytes(UTF_8));
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessage("x/pack.json: key 'schema' is missing; expected a whole number from 1");
  }

  /** Pack, an array of another shape, where it is put, and the complaint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tiny-onnx        | golden/output.npy | golden/input.npy  | x/golden/input.npy has the shape [1, 1, 10, 12]; expected [1, 4, height, width], as the manifest says
          tiny-pair-metric | golden/output.npy | golden/input1.npy | x/golden/input1.npy has the shape [1, 1]; expected [1, 3, height, width], as the manifest says
          tiny-classifier  | golden/output.npy | classes.npy       | x/classes.npy has the shape [1, 4]; expected [3, 4], classes x values, as the manifest says
          """)
  void arraysMustFitTheContract(String pack, String from, String to, String message) {
    Map<String, byte[]> files = TestPacks.files(pack);
    files.put(to, files.get(from));
    assertThatIOException().isThrownBy(() -> PackFiles.of(files, "x")).withMessage(message);
  }

  @Test
  void arraysMustBeOfSinglePrecisionAndComplete() {
    Map<String, byte[]> files = TestPacks.files(TestPacks.ONNX);
    byte[] output = files.get("golden/output.npy");
    files.put("golden/output.npy", Arrays.copyOf(output, output.length - 4));
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessage(
            "x/golden/output.npy holds 119 values of type <f4, shape [1, 1, 10, 12]; expected <f4 in C"
                + " order, as many as the shape says");
    String text = new String(output, ISO_8859_1);
    files.put("golden/output.npy", text.replace("<f4", "<i4").getBytes(ISO_8859_1));
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessageContaining("holds 120 values of type <i4");
    // Objects that Python would bring to life.
    files.put("golden/output.npy", text.replace("<f4", "|O ").getBytes(ISO_8859_1));
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessageContaining("values of type |O , shape [1, 1, 10, 12]; expected <f4 in C order");
    files.put("golden/output.npy", text.replace("False", " True").getBytes(ISO_8859_1));
    assertThatIOException()
        .isThrownBy(() -> PackFiles.of(files, "x"))
        .withMessageContaining("shape [1, 1, 10, 12] in Fortran order; expected");
  }

  @Test
  void keepsOnlyWhatBelongsToIt() throws Exception {
    Map<String, byte[]> files = TestPacks.files(TestPacks.ONNX);
    for (String name :
        new String[] {
          "checkpoint.pth", "model.pt", "golden/deep/x.npy", "/pack.json", "../LICENSE", "a b.md"
        }) {
      files.put(name, new byte[1]);
    }
    for (String name : new String[] {"LICENSE", "LICENSE.weights", "README.md"}) {
      files.put(name, new byte[1]);
    }
    assertThat(PackFiles.of(files, "x").files().keySet())
        .containsExactly(
            "LICENSE",
            "LICENSE.weights",
            "README.md",
            "golden/input.npy",
            "golden/output.npy",
            "model.onnx",
            "pack.json",
            "serving.properties");
  }

  @Test
  void travelsAsItIs() throws Exception {
    ModelPack pack = TestPacks.pack(TestPacks.RECURRENT);
    ModelPack other = sent(TestPacks.library(TestPacks.RECURRENT)).packs().get(0);
    assertThat(other.id()).isEqualTo(pack.id());
    assertThat(other.manifest()).isEqualTo(pack.manifest());
    assertThat(other.model()).isEqualTo(pack.model());
  }

  @Test
  void torchScriptMayRunOnlyIfItWasAllowed() throws Exception {
    ModelPack pack = TestPacks.pack(TestPacks.TORCHSCRIPT);
    assertThat(pack.mayRun()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(pack::requireMayRun)
        .withMessage(
            "Pack %s may not run: it is TorchScript, a program that would run with all rights of this"
                    .formatted(pack)
                + " process; export it as ONNX, or, if you trust whom it is from, allow it:"
                + " --allow-torchscript on the command line, engine PyTorch in a pipeline");
    ModelPack allowed = pack.allowingTorchScript();
    assertThat(allowed.mayRun()).isTrue();
    assertThat(allowed.id()).isEqualTo(pack.id());
    assertThat(TestPacks.pack(TestPacks.ONNX).mayRun()).isTrue();
    PackLibrary library = PackLibrary.empty().with(pack);
    assertThat(sent(library).packs()).noneMatch(ModelPack::mayRun);
    assertThat(sent(library.allowingTorchScript()).packs()).allMatch(ModelPack::mayRun);
  }

  private static PackLibrary sent(PackLibrary library) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(library);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PackLibrary) in.readObject();
    }
  }
}
