package io.spikelake.cli;

import io.spikelake.files.Download;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackLibrary;
import io.spikelake.pack.PackStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model packs there are: those that come with SpikeLake, installed ones, and given ones. */
final class PackOptions {

  private static final Logger LOG = LoggerFactory.getLogger(PackOptions.class);

  @Mixin PackFolderOption folder;
  @Mixin TorchScriptOption torchScript;

  @Option(
      names = "--pack",
      paramLabel = "LOCATION",
      description = {
        "a model pack besides the installed ones, may be given several times: a folder or zip, as a",
        "path, s3a:// or other Hadoop URI, or a zip as http(s) URL"
      })
  List<String> locations = new ArrayList<>();

  /**
   * All packs that may run.
   *
   * @throws IllegalArgumentException if two given packs have one name, release and version, and
   *     different content, or one {@link ModelPack#mayRun may not run}
   * @throws IOException if a given pack cannot be read or is none
   */
  PackLibrary load() throws IOException {
    return runnable(name -> true);
  }

  /**
   * All packs, those too that may not run: for work that runs none.
   *
   * @throws IllegalArgumentException if two given packs have one name, release and version, and
   *     different content
   * @throws IOException as {@link #load()}
   */
  PackLibrary known() throws IOException {
    return library(name -> true, given());
  }

  /**
   * The packs that come with SpikeLake, the given ones, and those installed ones that ids may mean.
   *
   * @param ids methods or metrics as typed, such as {@code lrn} or {@code lrn/spikeclip@1}
   * @throws IllegalArgumentException as {@link #load()}, or if an id means an installed pack that
   *     cannot be used
   * @throws IOException as {@link #load()}
   */
  PackLibrary load(Collection<String> ids) throws IOException {
    PackLibrary library = runnable(meantBy(ids));
    ids.forEach(library::requireUsable);
    return library;
  }

  private static Predicate<String> meantBy(Collection<String> ids) {
    Set<String> names =
        ids.stream().map(id -> id.strip().split("[/@:]", 2)[0]).collect(Collectors.toSet());
    return names::contains;
  }

  /** Where packs are installed. */
  PackStore store() {
    return folder.store();
  }

  /**
   * The packs that were given.
   *
   * @throws IllegalArgumentException as {@link #known()}
   * @throws IOException as {@link #load()}
   */
  List<ModelPack> given() throws IOException {
    PackLibrary given = PackLibrary.empty();
    for (String location : locations) {
      given = given.with(read(location));
    }
    return given.packs();
  }

  /**
   * The packs that a text means: those at hand that it is the id of, in full or in part, else the
   * one at the location that it is. They need not be such that may run.
   *
   * @throws IllegalArgumentException if it means an installed pack that cannot be used, or nothing
   * @throws IOException if there is no pack at the location
   */
  List<ModelPack> find(String typed) throws IOException {
    PackLibrary library = library(meantBy(List.of(typed)), given());
    library.requireUsable(typed);
    List<ModelPack> found = library.matching(typed);
    if (!found.isEmpty()) {
      return found;
    }
    boolean location = !Download.scheme(typed).isEmpty() || Files.exists(Path.of(typed));
    if (!location) {
      throw new IllegalArgumentException(
          "'%s' is neither a pack at hand nor the location of one; see 'spikelake packs list'"
              .formatted(typed));
    }
    return List.of(read(typed));
  }

  private ModelPack read(String location) throws IOException {
    return torchScript.applied(PackLocation.read(location));
  }

  private PackLibrary runnable(Predicate<String> wanted) throws IOException {
    List<ModelPack> given = given();
    given.forEach(ModelPack::requireMayRun);
    return library(wanted, given).runnable();
  }

  private PackLibrary library(Predicate<String> wanted, List<ModelPack> given) throws IOException {
    PackLibrary library = store().load(PackLibrary.bundled(), wanted);
    for (ModelPack pack : given) {
      Optional<ModelPack> known = library.find(pack.manifest().family());
      if (known.isPresent() && !known.get().id().equals(pack.id())) {
        LOG.warn("{} takes the place of {}", pack, known.get());
      }
      library = library.replacing(pack);
    }
    return torchScript.applied(library);
  }
}
