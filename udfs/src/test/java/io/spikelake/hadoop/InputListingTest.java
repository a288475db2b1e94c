package io.spikelake.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputListingTest {

  @TempDir Path folder;
  private final Configuration conf = new Configuration();

  @BeforeEach
  void write() throws IOException {
    for (String name :
        List.of(
            "b.dat",
            "a.npz",
            "train/x 1.dat",
            "train/deep/y.dat",
            "test/[z].dat",
            "_tmp/h.dat",
            ".h.dat",
            "train/_SUCCESS")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[name.length()]);
    }
  }

  private List<String> relative(InputListing listing) throws IOException {
    return listing.list(conf).stream().map(InputFile::relativePath).toList();
  }

  private InputListing of(String... below) {
    return InputListing.of(
        List.of(below).stream().map(name -> folder + (name.isEmpty() ? "" : "/" + name)).toList());
  }

  @Test
  void listsAFolderWithoutHiddenNames() throws IOException {
    assertThat(relative(of("")))
        .containsExactly("a.npz", "b.dat", "test/[z].dat", "train/deep/y.dat", "train/x 1.dat");
  }

  @Test
  void listsTheTopLevelOnly() throws IOException {
    assertThat(relative(of("").topLevelOnly())).containsExactly("a.npz", "b.dat");
  }

  @Test
  void filtersByName() throws IOException {
    assertThat(relative(of("").withPathGlobFilter("*.{npz,npy}"))).containsExactly("a.npz");
    assertThat(relative(of("b.dat").withPathGlobFilter("*.npz"))).isEmpty();
    assertThatThrownBy(() -> of("").withPathGlobFilter("{a").list(conf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pathGlobFilter '{a' is not a glob");
  }

  @Test
  void describesAFile() throws IOException {
    Path file = folder.resolve("train/x 1.dat");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    assertThat(of("train/x 1.dat").list(conf))
        .singleElement()
        .isEqualTo(
            new InputFile(
                new org.apache.hadoop.fs.Path("file:" + file.getParent()).toUri(),
                "x 1.dat",
                new org.apache.hadoop.fs.Path("file:" + file).toUri(),
                13,
                1_700_000_000_000L,
                null,
                List.of()));
  }

  @Test
  void aGlobIsRelativeToTheFolderBeforeItsFirstPattern() throws IOException {
    assertThat(relative(of("t*/*.dat"))).containsExactly("test/[z].dat", "train/x 1.dat");
    assertThat(relative(of("t*"))).contains("train/deep/y.dat");
  }

  @Test
  void aNameWithGlobCharactersThatExistsIsThatFile() throws IOException {
    assertThat(relative(of("test/[z].dat"))).containsExactly("[z].dat");
  }

  @Test
  void aHiddenNameThatIsGivenIsListed() throws IOException {
    assertThat(relative(of(".h.dat", "_tmp"))).containsExactlyInAnyOrder(".h.dat", "h.dat");
  }

  @Test
  void aFileBelowTwoInputsBelongsToTheFirst() throws IOException {
    assertThat(of("train/deep", "train").list(conf))
        .extracting(InputFile::relativePath)
        .containsExactly("y.dat", "x 1.dat");
    assertThat(of("train", "train/deep").list(conf))
        .extracting(InputFile::relativePath, InputFile::length)
        .containsExactly(tuple("deep/y.dat", 16L), tuple("x 1.dat", 13L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "none/*.dat", "_*"})
  void namesTheInputThatIsMissing(String name) {
    assertThatThrownBy(() -> of("train", name).list(conf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Input '%s/%s' does not exist; give an existing file or folder, or a glob that matches",
            folder, name);
  }

  @Test
  void refusesAnEmptyName() {
    assertThatThrownBy(() -> InputListing.of(List.of(" ")).list(conf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An input is empty; give a file, a folder or a glob");
  }

  /** Two links that lead back would be listed over and over, twice as often at every level. */
  @Test
  void followsLinksButNotRoundInCircles() throws IOException {
    Files.createSymbolicLink(folder.resolve("train/up"), folder);
    Files.createSymbolicLink(folder.resolve("train/same"), folder.resolve("train"));
    Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
    Files.createSymbolicLink(folder.resolve("more"), folder.resolve("test"));
    Files.createSymbolicLink(folder.resolve("link.dat"), folder.resolve("b.dat"));
    assertThat(relative(of("")))
        .containsExactly(
            "a.npz",
            "b.dat",
            "link.dat",
            "more/[z].dat",
            "self",
            "test/[z].dat",
            "train/deep/y.dat",
            "train/x 1.dat");
  }

  @Test
  void listsALinkToNothingAsAFileWithoutBytes() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.dat"), folder.resolve("nothing.dat"));
    Files.createSymbolicLink(folder.resolve(".gone.dat"), folder.resolve("nothing.dat"));
    assertThat(of("").list(conf))
        .filteredOn(file -> file.relativePath().endsWith("gone.dat"))
        .extracting(InputFile::relativePath, InputFile::length)
        .containsExactly(tuple("gone.dat", 0L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b#c%20d?e.dat",
        "x:y.dat",
        "back\\slash.dat",
        "*.dat",
        "a\nb.dat",
        "\u4e2d.dat",
        "'\".dat"
      })
  void listsOddNamesAsTheyAre(String name) throws IOException {
    Path file = folder.resolve("odd").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[7]);
    assertThat(of("odd").list(conf))
        .extracting(InputFile::relativePath, InputFile::length)
        .containsExactly(tuple(name, 7L));
    InputFile listed = of("odd").list(conf).get(0);
    try (HadoopByteSource source = HadoopByteSource.open(conf, listed.uri(), 7)) {
      source.readFully(0, new byte[7], 0, 7);
    }
    String stored = listed.uri().toString();
    assertThat(new org.apache.hadoop.fs.Path(URI.create(stored)).toUri().getPath())
        .isEqualTo(file.toString());
  }
}
