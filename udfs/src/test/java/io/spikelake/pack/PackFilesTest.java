package io.spikelake.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.spikelake.testing.TestPacks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackFilesTest {

  private static final Map<String, byte[]> FILES = TestPacks.files(TestPacks.ONNX);
  private static final ModelPack PACK = TestPacks.pack(TestPacks.ONNX);

  @TempDir Path folder;

  @Test
  void readsAFolder() throws Exception {
    write(FILES, folder);
    Files.createDirectories(folder.resolve("golden/more"));
    Files.write(folder.resolve("golden/more/input.npy"), new byte[1]);
    ModelPack pack = PackFiles.at(folder);
    assertThat(pack.id()).isEqualTo(PACK.id());
    assertThat(pack.files().keySet()).isEqualTo(PACK.files().keySet());
    assertThat(pack.location()).isEqualTo(folder.toString());
    assertThat(PackFiles.manifestAt(folder)).isEqualTo(PACK.manifest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pack/", "a pack.v2/", "./"})
  void readsAZipWithOrWithoutAFolderAroundIt(String around) throws Exception {
    byte[] zip = TestPacks.zip(prefixed(around));
    assertThat(PackFiles.zip(zip, "x").files().keySet()).isEqualTo(PACK.files().keySet());
    Path file = folder.resolve("any name");
    Files.write(file, zip);
    assertThat(PackFiles.at(file).id()).isEqualTo(PACK.id());
    assertThat(PackFiles.manifestAt(file)).isEqualTo(PACK.manifest());
  }

  /** Such names reach nothing outside: they are keys, and none that belongs to a pack. */
  @Test
  void namesThatLeadOutsideAreNoFiles() throws Exception {
    Map<String, byte[]> files = new TreeMap<>(FILES);
    byte[] junk = "junk".getBytes(UTF_8);
    for (String name :
        new String[] {
          "../pack.json",
          "../../golden/input.npy",
          "/model.onnx",
          "golden/../model.onnx",
          "C:\\model.onnx",
          "golden\\input.npy"
        }) {
      files.put(name, junk);
    }
    ModelPack pack = PackFiles.zip(TestPacks.zip(files), "x");
    assertThat(pack.files().keySet()).isEqualTo(PACK.files().keySet());
    assertThat(pack.id()).isEqualTo(PACK.id());
  }

  @Test
  void aZipOfSeveralPacksIsRefused() throws Exception {
    Map<String, byte[]> files = prefixed("a/");
    files.putAll(prefixed("b/"));
    byte[] zip = TestPacks.zip(files);
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(zip, "x"))
        .withMessage("x holds several packs, in [a/, b/]; give one pack at a time");
  }

  @Test
  void whatIsNoZipIsRefused() throws Exception {
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip("junk".getBytes(UTF_8), "x"))
        .withMessage("x is neither a folder nor a zip with files in it");
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(TestPacks.zip(Map.of("a.txt", new byte[3])), "x"))
        .withMessage("x is no model pack: it lacks pack.json; it has []");
    assertThatIOException()
        .isThrownBy(() -> PackFiles.at(folder))
        .withMessage(folder + " is no model pack: it lacks pack.json; it has []");
    Path nothing = folder.resolve("nothing");
    assertThatIOException()
        .isThrownBy(() -> PackFiles.at(nothing))
        .withMessage("There is no model pack at " + nothing);
  }

  @Test
  void aDamagedZipIsRefused() throws Exception {
    byte[] zip = TestPacks.zip(FILES);
    for (int length : new int[] {40, 500, zip.length / 2}) {
      assertThatIOException()
          .isThrownBy(() -> PackFiles.zip(Arrays.copyOf(zip, length), "x"))
          .withMessageMatching(
              "x (is a damaged zip: .*; copy or export it again|is no model pack: .*)");
    }
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(Arrays.copyOf(zip, 35), "x"))
        .withMessage("x is a damaged zip: it ends too early; copy or export it again");
    zip[100] ^= 0x55;
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(zip, "x"))
        .withMessageStartingWith("x is a damaged zip: ");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws Exception {
    // The stream refuses to write them, so that the name is changed in the bytes.
    Map<String, byte[]> files = new TreeMap<>(FILES);
    files.put("model.omnx.md", new byte[1]);
    files.put("model.onnx.md", new byte[1]);
    byte[] zip =
        new String(TestPacks.zip(files), ISO_8859_1)
            .replace("model.omnx.md", "model.onnx.md")
            .getBytes(ISO_8859_1);
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(zip, "x"))
        .withMessage("x has two entries named model.onnx.md");
  }

  @Test
  void manyEntriesAreNoPack() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i <= 10_000; i++) {
        zip.putNextEntry(new ZipEntry(Integer.toString(i)));
      }
    }
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(bytes.toByteArray(), "x"))
        .withMessage("x has more than 10000 entries; it is no model pack");
  }

  @Test
  void aBudgetCountsWhatIsReadAndWhatIsSkipped() throws Exception {
    PackBudget budget = new PackBudget("x", 10);
    assertThat(budget.read(new ByteArrayInputStream(new byte[4]))).hasSize(4);
    budget.skip(new ByteArrayInputStream(new byte[6]));
    assertThat(budget.read(InputStream.nullInputStream())).isEmpty();
    assertThatIOException()
        .isThrownBy(() -> budget.read(new ByteArrayInputStream(new byte[1])))
        .withMessage("x is larger than 10 bytes, the most that a pack may have");
  }

  /** Files small and large, wanted or not: unpacking ends where the budget does. */
  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "golden/input.npy", "large.bin", "a/b/c"})
  void aBombIsNotUnpackedToItsEnd(String name) throws Exception {
    byte[] bomb = TestPacks.zip(Map.of(name, new byte[64 << 20]));
    assertThat(bomb.length).isLessThan(100_000);
    CountingStream in = new CountingStream(bomb);
    assertThatIOException()
        .isThrownBy(() -> PackZip.files(in, new PackBudget("x", 1 << 20)))
        .withMessage("x is larger than 1048576 bytes, the most that a pack may have");
    assertThat(in.read).isLessThan(bomb.length / 10);
  }

  /** Counts what is taken of a file. */
  private static final class CountingStream extends ByteArrayInputStream {
    private long read;

    CountingStream(byte[] content) {
      super(content);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      int count = super.read(target, offset, length);
      read += Math.max(0, count);
      return count;
    }
  }

  @Test
  void writesAZipThatDependsOnContentOnlyAndStartsWithTheManifest() throws Exception {
    byte[] zip = zipOf(PACK);
    assertThat(zip).isEqualTo(zipOf(TestPacks.pack(TestPacks.ONNX)));
    assertThat(PackFiles.zip(zip, "x").id()).isEqualTo(PACK.id());
    assertThat(PackFiles.zip(zip, "x").files().keySet()).isEqualTo(PACK.files().keySet());
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      ZipEntry first = in.getNextEntry();
      assertThat(first.getName()).isEqualTo("pack.json");
      assertThat(first.getTimeLocal()).hasToString("1980-01-01T00:00");
    }
  }

  private static byte[] zipOf(ModelPack pack) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PackFiles.writeZip(pack, bytes);
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> prefixed(String around) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    FILES.forEach((name, content) -> files.put(around + name, content));
    return files;
  }

  static void write(Map<String, byte[]> files, Path folder) throws Exception {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @Test
  void aNameThatIsNoTextIsADamagedZip() throws Exception {
    byte[] zip =
        new String(TestPacks.zip(Map.of("\u00e9.md", new byte[1])), ISO_8859_1)
            .replace("\u00c3\u00a9", "\u00ff\u00ff")
            .getBytes(ISO_8859_1);
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(zip, "x"))
        .withMessageStartingWith("x is a damaged zip: ");
  }

  @Test
  void aManifestIsShort() throws Exception {
    Map<String, byte[]> files = new TreeMap<>(FILES);
    files.put("pack.json", new byte[(1 << 20) + 1]);
    byte[] zip = TestPacks.zip(files);
    assertThatIOException()
        .isThrownBy(() -> PackFiles.zip(zip, "x"))
        .withMessage("x/pack.json has 1048577 bytes; a manifest has at most 1048576");
  }
}
