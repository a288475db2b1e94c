package io.spikelake.quality.models;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.spikelake.files.Sha256;
import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.QualityModels;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {

  /** A model that anybody has: the bundled one of NIQE, given as the user's own. */
  private static final String OWN = "niqe/own";

  @TempDir Path folder;
  @TempDir Path downloads;
  private ModelStore store;
  private byte[] content;
  private String digest;

  @BeforeEach
  void readTheBundledModel() throws IOException {
    store = new ModelStore(folder.resolve("models"));
    try (InputStream in = ModelSlot.class.getResourceAsStream("niqe-spikelake-2.txt")) {
      content = in.readAllBytes();
    }
    digest = Sha256.of(content);
  }

  @Test
  void isEmptyWhereThereIsNoFolder() throws IOException {
    assertThat(store.files()).isEmpty();
    assertThat(store.status(ModelSlot.NIQE_OWN)).isEqualTo(ModelStatus.ABSENT);
    assertThat(store.status(ModelSlot.NIQE_SPIKELAKE)).isEqualTo(ModelStatus.BUNDLED);
    assertThat(store.load(QualityModels.bundled()).digests()).isEmpty();
    assertThat(store.folder()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void installsFromAPathAndFromAFileUrl(boolean url) throws IOException {
    Path file = Files.write(downloads.resolve("my model.txt"), content);
    InstalledFile installed =
        store.install(url ? file.toUri().toString() : file.toString(), OWN, digest);
    assertThat(installed.path()).isEqualTo(folder.resolve("models/niqe/own/model.txt"));
    assertThat(installed.path()).hasBinaryContent(content);
    assertThat(installed.path().resolveSibling("model.txt.sha256"))
        .hasContent(digest + "  model.txt\n");
    assertThat(store.files()).containsExactly(installed);
    assertThat(store.status(ModelSlot.NIQE_OWN)).isEqualTo(ModelStatus.INSTALLED);
    assertThat(store.load(QualityModels.bundled()).digests()).containsOnlyKeys(OWN);
    assertThat(names(installed.path().getParent()))
        .containsExactly("model.txt", "model.txt.sha256");
  }

  @Test
  void installsFromAServerThatRedirects() throws IOException {
    HttpServer server = server();
    try {
      String root = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(store.install(root + "/moved", OWN, digest).sha256()).isEqualTo(digest);
      assertThatThrownBy(() -> store.install(root + "/absent", OWN, digest))
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot download " + root + "/absent: the server answered 404");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesAnotherDigestAndChangesNothing() throws IOException {
    Path file = Files.write(downloads.resolve("model.txt"), content);
    String other = "0".repeat(64);
    assertThatThrownBy(() -> store.install(file.toString(), OWN, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s has SHA-256 %s, expected %s; not installed".formatted(file, digest, other));
    assertThat(store.folder()).doesNotExist();
  }

  @Test
  void refusesAFileThatNobodyVouchesFor() throws IOException {
    Path file = Files.write(downloads.resolve("model.txt"), content);
    String message =
        "%s (SHA-256 %s) is not a known model file; if you trust it, give --slot and --sha256"
            .formatted(file, digest);
    assertThatThrownBy(() -> store.install(file.toString(), OWN, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> store.install(file.toString(), null, digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> store.install(file.toString(), OWN, "abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'abc' is not a SHA-256 digest; expected 64 hexadecimal digits");
  }

  @Test
  void refusesWhatIsNoModelAndKeepsTheOldOne() throws IOException {
    Path file = Files.write(downloads.resolve("model.txt"), content);
    store.install(file.toString(), OWN, digest);
    Path bad = Files.writeString(downloads.resolve("bad.txt"), "1,2,3");
    String badDigest = Sha256.of("1,2,3".getBytes(US_ASCII));
    assertThatThrownBy(() -> store.install(bad.toString(), OWN, badDigest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(bad + " is not a NIQE model: ");
    assertThat(store.load(QualityModels.bundled()).digests()).containsOnlyKeys(OWN);
  }

  @Test
  void refusesAnotherNameThanThePublishedOnes() throws IOException {
    Path file = Files.write(downloads.resolve("renamed.csv"), content);
    assertThatThrownBy(() -> store.install(file.toString(), "brisque/live", digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A file for brisque/live must have one of the names [allmodel, allrange,"
                + " feature_ranges.csv, support_vectors.csv], not 'renamed.csv'; rename it");
  }

  @Test
  void refusesSlotsAndSchemesThatDoNotExist() throws IOException {
    Path file = Files.write(downloads.resolve("model.txt"), content);
    assertThatThrownBy(() -> store.install(file.toString(), "niqe/spikelake", digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'niqe/spikelake'");
    assertThatThrownBy(() -> store.install("ftp://host/model.txt", OWN, digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read ftp://host/model.txt: scheme ftp is not supported; expected a path, or a"
                + " file, http or https URL");
    assertThatThrownBy(() -> store.install("no such file", OWN, digest))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no file no such file");
  }

  @Test
  void seesWhatWasChangedOrPutThere() throws IOException {
    Path file = Files.write(downloads.resolve("model.txt"), content);
    Path installed = store.install(file.toString(), OWN, digest).path();
    Files.writeString(installed, "spoiled");
    assertThat(store.files().get(0).state()).isEqualTo(InstalledFile.State.CHANGED);
    assertThat(store.status(ModelSlot.NIQE_OWN)).isEqualTo(ModelStatus.CHANGED);
    assertThatThrownBy(() -> store.load(QualityModels.bundled()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The installed model of niqe/own is unusable: ")
        .hasMessageEndingWith(
            "; see 'spikelake models verify', or remove " + installed.getParent());
    Files.write(installed, content);
    Files.delete(installed.resolveSibling("model.txt.sha256"));
    assertThat(store.files().get(0).state()).isEqualTo(InstalledFile.State.NOT_RECORDED);
    assertThat(store.load(QualityModels.bundled()).digests()).containsOnlyKeys(OWN);
  }

  @Test
  void knowsPublishedFilesAndNeedsAllOfAModel() throws IOException {
    Path live = SharedFiles.require("iqa/brisque_live_model");
    InstalledFile file = store.install(live.resolve("allmodel").toString(), null, null);
    assertThat(file.slot()).isEqualTo(ModelSlot.BRISQUE_LIVE);
    assertThat(store.status(ModelSlot.BRISQUE_LIVE)).isEqualTo(ModelStatus.INCOMPLETE);
    assertThat(store.load(QualityModels.bundled()).digests()).isEmpty();
    store.install(live.resolve("feature_ranges.csv").toUri().toString(), null, null);
    assertThat(store.status(ModelSlot.BRISQUE_LIVE)).isEqualTo(ModelStatus.INSTALLED);
    assertThat(store.load(QualityModels.bundled()).digests()).containsOnlyKeys("brisque/live");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/allmodel", "/support_vectors.csv", "/feature_ranges.csv"})
  void findsTheWholeModelFromItsFolderOrAnyOfItsFiles(String name) throws IOException {
    Path live = SharedFiles.require("iqa/brisque_live_model");
    assertThat(ModelFiles.at(ModelSlot.BRISQUE_LIVE, Path.of(live + name))).hasSize(2);
  }

  @Test
  void saysWhichFilesAreLookedFor() {
    assertThatThrownBy(() -> ModelFiles.at(ModelSlot.NIQE_LIVE, folder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Folder %s does not hold the model of niqe/live; expected niqe_image_params.mat, or"
                    .formatted(folder)
                + " modelparameters.mat, or niqe_mu.csv and niqe_cov.csv");
    assertThatThrownBy(() -> ModelFiles.at(ModelSlot.NIQE_OWN, folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("There is no model file " + folder.resolve("none"));
  }

  @Test
  void isInTheHomeFolderUnlessTheEnvironmentSaysOtherwise() {
    assertThat(ModelStore.defaultFolder(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".spikelake", "models"));
    assertThat(ModelStore.defaultFolder(Map.of("SPIKELAKE_MODELS", "/data/models")))
        .isEqualTo(Path.of("/data/models"));
  }

  private HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/moved")) {
            exchange.getResponseHeaders().add("Location", "/model.txt");
            exchange.sendResponseHeaders(302, -1);
          } else if (path.equals("/model.txt")) {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
