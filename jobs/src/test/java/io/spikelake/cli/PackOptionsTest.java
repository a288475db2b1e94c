package io.spikelake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.pack.PackStore;
import io.spikelake.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PackOptionsTest {

  private static final ModelPack ONNX = TestPacks.pack(TestPacks.ONNX);
  private static final ModelPack CHANGED = changed();
  private static final ModelPack SIGNED = TestPacks.pack(TestPacks.SIGNED);

  @TempDir Path folder;
  private PackStore store;

  @BeforeEach
  void install() throws IOException {
    store = new PackStore(folder.resolve("store"));
    store.install(ONNX, false);
    store.install(SIGNED, false);
  }

  @Test
  void allPacksAreTheBundledTheInstalledAndTheGiven() throws IOException {
    ModelPack metric = TestPacks.pack(TestPacks.METRIC);
    List<String> expected = new ArrayList<>(ids(PackLibrary.bundled()));
    for (ModelPack pack : List.of(ONNX, SIGNED, metric)) {
      expected.add(pack.id().toString());
    }
    assertThat(ids(options("--pack", zip(metric).toString()).load())).isEqualTo(expected);
  }

  @Test
  void onlyInstalledPacksThatAnIdMayMeanAreRead() throws IOException {
    assertThat(ids(options().load(List.of("tfp:window=41", "tiny-signed/example@1"))))
        .contains(SIGNED.id().toString())
        .doesNotContain(ONNX.id().toString());
  }

  @Test
  void aGivenPackTakesThePlaceOfAnInstalledOne() throws IOException {
    PackLibrary library = options("--pack", zip(CHANGED).toString()).load();
    assertThat(ids(library)).contains(CHANGED.id().toString()).doesNotContain(ONNX.id().toString());
  }

  @Test
  void twoGivenPacksOfOneNameReleaseAndVersionAreRefused() throws IOException {
    PackOptions options =
        options("--pack", zip(CHANGED).toString(), "--pack", zip(ONNX).toString());
    assertThatIllegalArgumentException()
        .isThrownBy(options::load)
        .withMessageContaining("have one name, release and version, and different content");
    assertThat(ids(options("--pack", zip(ONNX).toString(), "--pack", zip(ONNX).toString()).load()))
        .contains(ONNX.id().toString());
  }

  @Test
  void anUnusableInstalledPackStopsOnlyThoseWhoNameIt() throws IOException {
    Files.writeString(store.folder().resolve("lrn_spikeclip_1.zip"), "junk");
    PackOptions options = options();
    assertThat(ids(options.load(List.of("tiny-onnx")))).contains(ONNX.id().toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.load(List.of("tfp", "lrn/spikeclip")))
        .withMessageContaining("'lrn/spikeclip': The installed pack " + store.folder());
  }

  @Test
  void findsPacksByIdFirstThenByPlace() throws IOException {
    Path place = zip(CHANGED);
    assertThat(options().find("tiny-onnx")).extracting(ModelPack::id).containsExactly(ONNX.id());
    for (String location : List.of(place.toString(), place.toUri().toString())) {
      assertThat(options().find(location)).extracting(ModelPack::id).containsExactly(CHANGED.id());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options().find("tiny-onnx/none"))
        .withMessage(
            "'tiny-onnx/none' is neither a pack at hand nor the location of one; see 'spikelake packs"
                + " list'");
    assertThatIOException()
        .isThrownBy(() -> options().find("nosuchstore://bucket/pack.zip"))
        .withMessageContaining("nosuchstore");
  }

  @Test
  void torchScriptRunsOnlyWhenAllowed() throws IOException {
    ModelPack torchScript = TestPacks.pack(TestPacks.TORCHSCRIPT);
    String given = zip(torchScript).toString();
    for (List<String> ids : List.of(List.<String>of(), List.of("tfp"), List.of("tiny-onnx"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options("--pack", given).load(ids))
          .withMessageStartingWith("Pack " + torchScript.id())
          .withMessageContaining("--allow-torchscript");
    }
    assertThat(options("--pack", given, "--allow-torchscript").load().packs())
        .allMatch(ModelPack::mayRun)
        .extracting(ModelPack::id)
        .contains(torchScript.id());
    assertThat(ids(options("--pack", given).known())).contains(torchScript.id().toString());

    store.install(torchScript, false);
    assertThat(ids(options().load())).doesNotContain(torchScript.id().toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options().load(List.of("tiny-torchscript")))
        .withMessageStartingWith("'tiny-torchscript': The installed pack ")
        .withMessageContaining("--allow-torchscript");
    assertThat(ids(options("--allow-torchscript").load(List.of("tiny-torchscript"))))
        .contains(torchScript.id().toString());
  }

  private PackOptions options(String... arguments) {
    PackOptions options = new PackOptions();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    spec.addMixin("packs", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    String[] all = new String[arguments.length + 2];
    all[0] = "--pack-dir";
    all[1] = store.folder().toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    new CommandLine(spec).parseArgs(all);
    return options;
  }

  private Path zip(ModelPack pack) throws IOException {
    Path zip = Files.createTempFile(folder, "pack", ".zip");
    Files.write(zip, TestPacks.zip(pack.files()));
    return zip;
  }

  private static List<String> ids(PackLibrary library) {
    return library.packs().stream().map(pack -> pack.id().toString()).toList();
  }

  private static ModelPack changed() {
    String text = new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), UTF_8);
    return TestPacks.pack(
        TestPacks.ONNX,
        Map.of("pack.json", text.replace("\"before\": 4", "\"before\": 3").getBytes(UTF_8)));
  }
}
