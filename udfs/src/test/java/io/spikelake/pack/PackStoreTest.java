package io.spikelake.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spikelake.testing.TestPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackStoreTest {

  private static final ModelPack PACK = TestPacks.pack(TestPacks.ONNX);
  private static final ModelPack CHANGED = changed("\"before\": 4", "\"before\": 3");

  @TempDir Path home;
  private PackStore store;

  @BeforeEach
  void openStore() {
    store = new PackStore(home.resolve("packs"));
  }

  @Test
  void isInTheHomeFolderUnlessTheEnvironmentSaysElse() {
    Path usual = Path.of(System.getProperty("user.home"), ".spikelake", "packs");
    assertThat(PackStore.defaultFolder(Map.of())).isEqualTo(usual);
    assertThat(PackStore.defaultFolder(Map.of("SPIKELAKE_PACKS", " "))).isEqualTo(usual);
    assertThat(PackStore.defaultFolder(Map.of("SPIKELAKE_PACKS", "/p"))).isEqualTo(Path.of("/p"));
  }

  @Test
  void aFolderThatDoesNotExistIsEmpty() throws Exception {
    assertThat(store.list()).isEmpty();
    assertThat(load().packs()).isEmpty();
    assertThat(store.folder()).doesNotExist();
  }

  @Test
  void installsPacksAndFindsThemAgain() throws Exception {
    Path file = store.install(PACK, false);
    assertThat(file).isEqualTo(store.folder().resolve("tiny-onnx_example_1.zip"));
    store.install(TestPacks.pack(TestPacks.CLASSIFIER), false);
    List<StoredPack> list = store.list();
    assertThat(list)
        .extracting(StoredPack::id)
        .containsExactly(TestPacks.pack(TestPacks.CLASSIFIER).id(), PACK.id());
    assertThat(list.get(1))
        .isEqualTo(new StoredPack(file, PACK.manifest(), PACK.id(), Files.size(file), null));
    assertThat(load().packs())
        .extracting(ModelPack::id)
        .containsExactlyElementsOf(list.stream().map(StoredPack::id).toList());
    assertThat(files()).containsExactly("tiny-classifier_example_1.zip", "tiny-onnx_example_1.zip");
  }

  @Test
  void readsOnlyThePacksThatAreWanted() throws Exception {
    store.install(PACK, false);
    store.install(TestPacks.pack(TestPacks.METRIC), false);
    PackLibrary library = store.load(PackLibrary.empty(), "tiny-metric"::equals);
    assertThat(library.packs()).extracting(p -> p.manifest().name()).containsExactly("tiny-metric");
  }

  @Test
  void replacesOnlyWhenAskedTo() throws Exception {
    Path file = store.install(PACK, false);
    byte[] before = Files.readAllBytes(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.install(PACK, false))
        .withMessage(PACK.id() + " is installed already; give --force to replace it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.install(CHANGED, false))
        .withMessage(
            PACK.id() + " is installed already, with other content; give --force to replace it");
    assertThat(file).hasBinaryContent(before);
    assertThat(store.install(CHANGED, true)).isEqualTo(file);
    assertThat(load().packs()).extracting(ModelPack::id).containsExactly(CHANGED.id());
    assertThat(files()).hasSize(1);
  }

  @Test
  void aPackPutThereByOtherMeansIsNotReplaced() throws Exception {
    Path mine = store.folder().resolve("my network");
    PackFilesTest.write(TestPacks.files(TestPacks.ONNX), mine);
    assertThat(load().packs()).extracting(ModelPack::id).containsExactly(PACK.id());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.install(CHANGED, true))
        .withMessage(PACK.id() + " is installed already, at " + mine + "; remove that first");
  }

  @Test
  void whatIsNoPackInThePlaceOfOneIsReplacedWhenAsked() throws Exception {
    Files.createDirectories(store.folder());
    Path file = store.folder().resolve("tiny-onnx_example_1.zip");
    Files.writeString(file, "junk");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.install(PACK, false))
        .withMessage(file + " exists and is no pack; remove it, or give --force to replace it");
    store.install(PACK, true);
    assertThat(load().packs()).hasSize(1);
  }

  @Test
  void anUnusablePackIsReportedAndBreaksNoOther() throws Exception {
    store.install(PACK, false);
    Path junk = store.folder().resolve("lrn_spikeclip_1.zip");
    Files.writeString(junk, "junk");
    Files.writeString(store.folder().resolve(".hidden"), "not looked at");
    Files.writeString(store.folder().resolve("x.zip.123.part"), "not there yet");
    String reason = junk + " is neither a folder nor a zip with files in it";
    assertThat(store.list()).extracting(StoredPack::trouble).containsExactly(reason, null);
    PackLibrary library = load();
    assertThat(library.packs()).hasSize(1);
    assertThat(library.unusable())
        .containsExactly(new UnusablePack("lrn", "spikeclip", junk.toString(), reason));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> library.requireUsable("lrn"))
        .withMessageContaining(reason);
  }

  @Test
  void aDamagedNetworkIsNoticedWhenItIsRead() throws Exception {
    Path file = store.install(PACK, false);
    byte[] content = Files.readAllBytes(file);
    // Past the manifest, in the last file but the arrays: the stored network.
    int at = new String(content, ISO_8859_1).indexOf("OUTPUT__0", 2500);
    content[at] ^= 1;
    Files.write(file, content);
    assertThat(store.list()).allMatch(StoredPack::usable);
    PackLibrary library = load();
    assertThat(library.packs()).isEmpty();
    UnusablePack unusable = library.unusable().get(0);
    assertThat(unusable.name()).isEqualTo("tiny-onnx");
    assertThat(unusable.release()).isEqualTo("example");
    assertThat(unusable.reason()).startsWith(file + " is a damaged zip: invalid entry CRC");
  }

  @Test
  void ofTwoPacksOfOneNameReleaseAndVersionTheSecondIsUnusable() throws Exception {
    Path first = store.folder().resolve("a");
    PackFilesTest.write(TestPacks.files(TestPacks.ONNX), first);
    store = new PackStore(store.folder());
    Path second = store.folder().resolve("b.zip");
    Files.write(second, TestPacks.zip(new TreeMap<>(CHANGED.files())));
    assertThat(store.list()).extracting(StoredPack::usable).containsExactly(true, false);
    assertThat(store.list().get(1).trouble())
        .isEqualTo(
            first
                + " has the name, release and version tiny-onnx/example@1 too; remove one of them");
  }

  @Test
  void anInstalledPackTakesThePlaceOfABundledOne() throws Exception {
    store.install(CHANGED, false);
    PackLibrary library = store.load(PackLibrary.empty().with(PACK), name -> true);
    assertThat(library.packs()).extracting(ModelPack::id).containsExactly(CHANGED.id());
  }

  private PackLibrary load() throws Exception {
    return store.load(PackLibrary.empty(), name -> true);
  }

  private List<String> files() {
    return Arrays.stream(store.folder().toFile().list()).sorted().toList();
  }

  private static ModelPack changed(String from, String to) {
    String text = new String(TestPacks.files(TestPacks.ONNX).get("pack.json"), UTF_8);
    assertThat(text).contains(from);
    return TestPacks.pack(
        TestPacks.ONNX, Map.of("pack.json", text.replace(from, to).getBytes(UTF_8)));
  }
}
