package io.spikelake.pack;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The packs at hand: those that come with SpikeLake, and those that the user gave. An immutable
 * value, made on the driver and sent to whoever computes.
 */
public final class PackLibrary implements Serializable {

  private static final long serialVersionUID = 1;

  private static final List<String> BUNDLED_NAMES = List.of("spikelake-lrn");

  private final List<ModelPack> packs;
  private final List<UnusablePack> unusable;

  private PackLibrary(List<ModelPack> packs, List<UnusablePack> unusable) {
    this.packs = List.copyOf(packs);
    this.unusable = List.copyOf(unusable);
  }

  /** No packs at all. */
  public static PackLibrary empty() {
    return new PackLibrary(List.of(), List.of());
  }

  /** The packs that come with SpikeLake. */
  public static PackLibrary bundled() {
    return Bundled.LIBRARY;
  }

  private static final class Bundled {
    static final PackLibrary LIBRARY = new PackLibrary(read(), List.of());

    private static List<ModelPack> read() {
      List<ModelPack> packs = new ArrayList<>();
      try {
        for (String name : BUNDLED_NAMES) {
          packs.add(PackFiles.bundled(name));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The jar of SpikeLake is damaged", e);
      }
      return packs;
    }
  }

  /**
   * These packs and one more. A pack that is there already, by its id, is not added again.
   *
   * @throws IllegalArgumentException if there is another pack of its name, release and version
   */
  public PackLibrary with(ModelPack pack) {
    Optional<ModelPack> known = find(pack.manifest().family());
    if (known.isPresent() && !known.get().id().equals(pack.id())) {
      throw new IllegalArgumentException(
          "%s and %s have one name, release and version, and different content; give one of them"
                  .formatted(known.get(), pack)
              + " another release or version");
    }
    return known.isPresent() ? this : replacing(pack);
  }

  /** These packs and one more, which takes the place of one of its name, release and version. */
  public PackLibrary replacing(ModelPack pack) {
    List<ModelPack> all = new ArrayList<>(packs);
    int place = find(pack.manifest().family()).map(all::indexOf).orElse(all.size());
    if (place < all.size()) {
      all.set(place, pack);
    } else {
      all.add(pack);
    }
    return new PackLibrary(all, unusable);
  }

  /** These packs, and the knowledge that one more is there that cannot be used. */
  PackLibrary withUnusable(UnusablePack pack) {
    List<UnusablePack> all = new ArrayList<>(unusable);
    all.add(pack);
    return new PackLibrary(packs, all);
  }

  /** These packs, all of which may run, TorchScript too. */
  public PackLibrary allowingTorchScript() {
    return new PackLibrary(packs.stream().map(ModelPack::allowingTorchScript).toList(), unusable);
  }

  /** Those of these packs that {@link ModelPack#mayRun may run}; the others cannot be used. */
  public PackLibrary runnable() {
    List<UnusablePack> others = new ArrayList<>(unusable);
    packs.stream()
        .filter(pack -> !pack.mayRun())
        .map(pack -> UnusablePack.of(pack.manifest(), pack.location(), ModelPack.NOT_ALLOWED))
        .forEach(others::add);
    return new PackLibrary(packs.stream().filter(ModelPack::mayRun).toList(), others);
  }

  /** The pack of a name, release and version. */
  public Optional<ModelPack> find(String family) {
    return packs.stream().filter(pack -> pack.manifest().family().equals(family)).findFirst();
  }

  /**
   * The packs that an id means, in full or without what the user need not type: {@code lrn}, {@code
   * lrn/spikeclip}, {@code lrn/spikeclip@1} and the complete id are all the same pack.
   */
  public List<ModelPack> matching(String typed) {
    String text = typed.strip();
    return packs.stream()
        .filter(
            pack -> {
              PackManifest manifest = pack.manifest();
              return text.equals(manifest.name())
                  || text.equals(manifest.name() + "/" + manifest.release())
                  || text.equals(manifest.family())
                  || text.equals(pack.id().toString());
            })
        .toList();
  }

  /** Installed packs that cannot be used. */
  public List<UnusablePack> unusable() {
    return unusable;
  }

  /**
   * Refuses an id that means an installed pack which cannot be used.
   *
   * @param typed an id as typed, such as {@code lrn} or {@code lrn/spikeclip}
   * @throws IllegalArgumentException if it does; the message says why the pack cannot be used
   */
  public void requireUsable(String typed) {
    String[] words = typed.strip().split("[@:]", 2)[0].split("/", 2);
    String release = words.length == 2 ? words[1] : "";
    boolean atHand =
        packs.stream()
            .map(ModelPack::manifest)
            .anyMatch(
                pack ->
                    pack.name().equals(words[0])
                        && (release.isEmpty() || pack.release().equals(release)));
    unusable.stream()
        .filter(pack -> !atHand && pack.name().equals(words[0]))
        .filter(
            pack -> release.isEmpty() || pack.release().isEmpty() || pack.release().equals(release))
        .findFirst()
        .ifPresent(
            pack -> {
              throw new IllegalArgumentException("'%s': %s".formatted(typed, pack));
            });
  }

  /** In the order in which they were added. */
  public List<ModelPack> packs() {
    return packs;
  }

  /** Those that make frames. */
  public List<ModelPack> reconstructors() {
    return packs.stream()
        .filter(pack -> pack.manifest().contract() instanceof ReconstructorContract)
        .toList();
  }

  /** Those that score images. */
  public List<ModelPack> metrics() {
    return packs.stream()
        .filter(pack -> pack.manifest().contract() instanceof MetricContract)
        .toList();
  }
}
