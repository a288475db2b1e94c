package io.spikelake.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFoldersTest {

  @TempDir Path folder;
  private final InputFolders folders = new InputFolders(new Configuration());

  @Test
  void findsFilesByTheirPathBelowTheRoot() throws IOException {
    Files.createDirectories(folder.resolve("gt/deep"));
    Files.writeString(folder.resolve("gt/a b:1.png"), "");
    URI root = folder.toUri();
    assertThat(folders.exists(root, "gt/a b:1.png")).isTrue();
    assertThat(folders.exists(root, "gt/other.png")).isFalse();
    assertThat(folders.exists(root, "gt/deep")).as("a folder").isFalse();
    assertThat(folders.exists(root, "none/a.png")).isFalse();
  }

  @Test
  void asksAboutAFolderOnce() throws IOException {
    URI root = folder.toUri();
    assertThat(folders.exists(root, "late.png")).isFalse();
    Files.writeString(folder.resolve("late.png"), "");
    assertThat(folders.exists(root, "late.png")).isFalse();
    assertThat(new InputFolders(new Configuration()).exists(root, "late.png")).isTrue();
  }

  @Test
  void readsTexts() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), "spike_w: 400 # breit: größer\n");
    assertThat(folders.text(folder.toUri(), "config.yaml"))
        .contains("spike_w: 400 # breit: größer\n");
    assertThat(folders.text(folder.toUri(), "below/config.yaml")).isEmpty();
  }

  @Test
  void doesNotLookAboveTheRoot() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), "spike_w: 400\n");
    URI root = folder.resolve("below").toUri();
    for (String path : new String[] {"../config.yaml", "a/../../config.yaml", ".."}) {
      assertThatThrownBy(() -> folders.text(root, path))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "'%s' would lead out of %s; expected a path below it, without '..'", path, root);
    }
  }

  @Test
  void aDescriptionIsShort() throws IOException {
    Files.write(folder.resolve("config.yaml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> folders.text(folder.toUri(), "config.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("config.yaml has 1048577 bytes; a description has at most 1048576");
  }
}
