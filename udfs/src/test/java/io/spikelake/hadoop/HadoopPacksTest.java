package io.spikelake.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.spikelake.pack.ModelPack;
import io.spikelake.testing.TestPacks;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopPacksTest {

  private static final ModelPack PACK = TestPacks.pack(TestPacks.CLASSIFIER);

  @TempDir Path folder;

  @Test
  void readsAZip() throws Exception {
    Path zip = folder.resolve("pack.zip");
    Files.write(zip, TestPacks.zip(TestPacks.files(TestPacks.CLASSIFIER)));
    ModelPack pack = read(zip.toUri());
    assertThat(pack.id()).isEqualTo(PACK.id());
    assertThat(pack.location()).isEqualTo(zip.toUri().toString());
  }

  @Test
  void readsAFolderAndNothingThatDoesNotBelongThere() throws Exception {
    for (Map.Entry<String, byte[]> file : TestPacks.files(TestPacks.CLASSIFIER).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.createDirectories(folder.resolve("golden/deep"));
    Files.write(folder.resolve("golden/deep/input.npy"), new byte[1]);
    Files.write(folder.resolve("checkpoint.pth"), new byte[1]);
    ModelPack pack = read(folder.toUri());
    assertThat(pack.id()).isEqualTo(PACK.id());
    assertThat(pack.files().keySet()).isEqualTo(PACK.files().keySet());
  }

  @Test
  void saysWhereNothingIs() {
    URI nothing = folder.resolve("nothing").toUri();
    assertThatIOException()
        .isThrownBy(() -> read(nothing))
        .withMessage("There is no model pack at " + nothing);
    assertThatIOException()
        .isThrownBy(() -> read(folder.toUri()))
        .withMessage(folder.toUri() + " is no model pack: it lacks pack.json; it has []");
  }

  private static ModelPack read(URI uri) throws Exception {
    return HadoopPacks.read(new Configuration(false), uri);
  }
}
