package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFilesTest {

  private static final String OPTION = "--images";

  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name :
        List.of(
            "b.png",
            "a.PNG",
            "notes.txt",
            "[1].png",
            "x/c.jpg",
            "x/y/d.bmp",
            "x/y/e.png",
            "x/y/f.JPEG",
            "x/y/g.gif")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | [1].png a.PNG b.png",
        ". | [1].png a.PNG b.png",
        "x/y | x/y/d.bmp x/y/e.png x/y/f.JPEG",
        "b.png | b.png",
        "notes.txt | notes.txt",
        "[1].png | [1].png",
        "*.png | [1].png b.png",
        "* | [1].png a.PNG b.png notes.txt",
        "*.{png,PNG} | [1].png a.PNG b.png",
        "?.png | b.png",
        "[ab].* | a.PNG b.png",
        "{b,notes}.* | b.png notes.txt",
        "x/*.jpg | x/c.jpg",
        "*/*.jpg | x/c.jpg",
        "x/*/*.png | x/y/e.png",
        "**/*.png | [1].png b.png x/y/e.png",
        "x/**/*.png | x/y/e.png",
        "x/**/y/*.png | x/y/e.png",
        "x/** | x/c.jpg x/y/d.bmp x/y/e.png x/y/f.JPEG x/y/g.gif"
      })
  void findsWhatIsMeant(String name, String expected) throws IOException {
    assertThat(found(folder + "/" + name)).containsExactly(expected.split(" "));
  }

  @Test
  void namesEveryFileOnceInTheOrderOfPaths() throws IOException {
    assertThat(found(folder + "/x/c.jpg", folder + "/b.png", folder + "/*.png", folder + "/b*"))
        .containsExactly("[1].png", "b.png", "x/c.jpg");
  }

  @Test
  void findsFilesBelowTheCurrentFolder() throws IOException {
    assertThat(PictureFiles.find(List.of("pom.*"), OPTION)).containsExactly(Path.of("pom.xml"));
    assertThat(PictureFiles.find(List.of("**/PictureFilesTest.jav?"), OPTION))
        .containsExactly(Path.of("src/test/java/io/spikelake/cli/PictureFilesTest.java"));
  }

  @Test
  void followsFoldersBehindSymbolicLinks(@TempDir Path elsewhere) throws IOException {
    Files.createFile(elsewhere.resolve("z.png"));
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    assertThat(found(folder + "/link")).containsExactly("link/z.png");
    assertThat(found(folder + "/*/z.png")).containsExactly("link/z.png");
  }

  @ParameterizedTest
  @CsvSource({"none.png", "*.gif", "none/*.png", "empty", "empty/**/*.png"})
  void saysWhatMatchesNothing(String name) throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    String typed = folder + "/" + name;
    assertThatThrownBy(() -> PictureFiles.find(List.of(folder + "/b.png", typed), OPTION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--images '%s' matches no picture; expected a file, a folder of PNG, BMP or JPEG"
                    .formatted(typed)
                + " files, or a glob in quotes such as 'frames/*.png'");
  }

  private List<String> found(String... names) throws IOException {
    return PictureFiles.find(List.of(names), OPTION).stream()
        .map(file -> folder.relativize(file.normalize()).toString().replace('\\', '/'))
        .toList();
  }
}
