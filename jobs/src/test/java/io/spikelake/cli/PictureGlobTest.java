package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureGlobTest {

  @TempDir Path root;

  @BeforeEach
  void createFiles() throws IOException {
    for (String name :
        List.of("b.png", "a.PNG", "notes.txt", "x/c.jpg", "x/y/d.bmp", "x/y/e.png", "[1].png")) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b.png | b.png",
        "*.png | [1].png b.png",
        "*.{png,PNG} | [1].png a.PNG b.png",
        "?.png | b.png",
        "[ab].* | a.PNG b.png",
        "[1].png | [1].png",
        "x/*.jpg | x/c.jpg",
        "*/*.jpg | x/c.jpg",
        "x/*/*.png | x/y/e.png",
        "**/*.png | [1].png b.png x/y/e.png",
        "x/**/*.png | x/y/e.png",
        "x/**/y/*.png | x/y/e.png",
        "x/** | x/c.jpg x/y/d.bmp x/y/e.png",
        ". | [1].png a.PNG b.png",
        "x/y | x/y/d.bmp x/y/e.png"
      })
  void expands(String name, String expected) throws IOException {
    List<Path> files = PictureGlob.expand(List.of(root + "/" + name), "--images");
    assertThat(files.stream().map(file -> root.relativize(file.normalize()).toString()))
        .containsExactlyInAnyOrder(expected.split(" "));
    assertThat(files).isSorted();
  }

  @Test
  void namesEveryFileOnce() throws IOException {
    List<Path> files =
        PictureGlob.expand(List.of(root + "/b.png", root + "/*.png", root + "/b*"), "--images");
    assertThat(files).containsExactly(root.resolve("[1].png"), root.resolve("b.png"));
  }

  @Test
  void findsFilesBelowTheCurrentFolder() throws IOException {
    assertThat(PictureGlob.expand(List.of("pom.*"), "--images"))
        .containsExactly(Path.of("pom.xml"));
    assertThat(PictureGlob.expand(List.of("**/PictureGlobTest.jav?"), "--images"))
        .containsExactly(Path.of("src/test/java/io/spikelake/cli/PictureGlobTest.java"));
  }

  @ParameterizedTest
  @CsvSource({"none.png", "*.gif", "none/*.png", "x", "**/*.gif"})
  void saysWhatMatchesNothing(String name) throws IOException {
    Path folder = Files.createDirectories(root.resolve("empty/x"));
    assertThat(folder).isEmptyDirectory();
    String typed = root + "/empty/" + name;
    assertThatThrownBy(() -> PictureGlob.expand(Arrays.asList(typed), "--images"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--images '%s' matches no picture; expected a file, a folder or a glob such as"
                    .formatted(typed)
                + " 'frames/*.png'");
  }
}
