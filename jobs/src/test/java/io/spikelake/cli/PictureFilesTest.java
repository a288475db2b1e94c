package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFilesTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name :
        new String[] {"b.png", "a.JPG", "c.txt", "x[1].bmp", "below/a.png", "below/deep/d.jpeg"}) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | a.JPG b.png x[1].bmp",
        "b.png       | b.png",
        "c.txt       | c.txt",
        "*.png       | b.png",
        "*           | a.JPG b.png c.txt x[1].bmp",
        "x[1].bmp    | x[1].bmp",
        "{b,c}.*     | b.png c.txt",
        "*/*.png     | below/a.png",
        "**/*.png    | below/a.png b.png",
        "below/**    | below/a.png below/deep/d.jpeg"
      })
  void findsWhatIsMeant(String pattern, String expected) throws IOException {
    assertThat(
            PictureFiles.matching(folder + "/" + pattern).stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/')))
        .containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"missing.png", "*.gif", "missing/*.png"})
  void saysWhenThereIsNone(String pattern) {
    String whole = folder + "/" + pattern;
    assertThatThrownBy(() -> PictureFiles.matching(whole))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No picture matches '%s'; give a picture, a folder of PNG, BMP or JPEG files, or a"
                    .formatted(whole)
                + " glob in quotes");
  }

  @Test
  void findsNothingInAFolderWithoutPictures() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> PictureFiles.matching(empty.toString()))
        .hasMessageStartingWith("No picture matches");
  }
}
