package io.spikelake.testing.mutation;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.testing.mutation.Mutation.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Every mutation of every format. The same ones each time: a case is drawn with a seed of its own,
 * which stands in its name.
 */
public final class RecordingMutations {

  /** Headers and the ends of archives lie within so many bytes of the ends of the small files. */
  private static final int EDGE_BYTES = 200;

  private static final int FLIPS = 60;
  private static final int CUTS = 40;
  private static final int RANGES = 24;

  private RecordingMutations() {}

  public static List<Mutation> all() throws IOException {
    List<Mutation> all = new ArrayList<>();
    for (Mutation recording : IntactRecordings.all()) {
      all.add(recording);
      addFlips(recording, all);
      addCuts(recording, all);
      addRanges(recording, all);
      addNames(recording, all);
    }
    addGeometries(all);
    all.addAll(NpyMutations.all());
    all.addAll(ZipMutations.all());
    return all;
  }

  private static void addFlips(Mutation recording, List<Mutation> all) {
    for (int seed = 0; seed < FLIPS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] file = recording.file().clone();
      int flips = 1 + random.nextInt(3);
      for (int i = 0; i < flips; i++) {
        int at = random.nextInt(EDGE_BYTES);
        int place = random.nextBoolean() ? at : file.length - 1 - at;
        file[place] ^= (byte) (1 << random.nextInt(8));
      }
      all.add(recording.with(Kind.BIT_FLIPPED, "%d bits, seed %d".formatted(flips, seed), file));
    }
  }

  private static void addCuts(Mutation recording, List<Mutation> all) {
    byte[] file = recording.file();
    SplittableRandom random = new SplittableRandom(CUTS);
    SortedSet<Integer> lengths = new TreeSet<>();
    for (int i = 0; i < CUTS / 4; i++) {
      lengths.add(i);
      lengths.add(random.nextInt(EDGE_BYTES));
      lengths.add(file.length - 1 - random.nextInt(EDGE_BYTES));
      lengths.add(random.nextInt(file.length));
    }
    for (int length : lengths) {
      all.add(
          recording.with(Kind.CUT, "to %d bytes".formatted(length), Arrays.copyOf(file, length)));
    }
    for (int more : new int[] {1, 7, 90, 4096, 70_000}) {
      byte[] longer = Arrays.copyOf(file, file.length + more);
      all.add(recording.with(Kind.CONTINUED, "with %d zeros".formatted(more), longer));
    }
    byte[] twice = Arrays.copyOf(file, 2 * file.length);
    System.arraycopy(file, 0, twice, file.length, file.length);
    all.add(recording.with(Kind.CONTINUED, "with itself", twice));
  }

  private static void addRanges(Mutation recording, List<Mutation> all) {
    byte[] file = recording.file();
    all.add(recording.with(Kind.ZEROED, "all", new byte[file.length]));
    for (int seed = 0; seed < RANGES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int from = seed % 2 == 0 ? random.nextInt(EDGE_BYTES) : random.nextInt(file.length);
      int to = Math.min(file.length, from + 1 + random.nextInt(EDGE_BYTES));
      String name = "bytes %d to %d, seed %d".formatted(from, to, seed);
      byte[] zeroed = file.clone();
      Arrays.fill(zeroed, from, to, (byte) 0);
      all.add(recording.with(Kind.ZEROED, name, zeroed));
      byte[] overwritten = file.clone();
      for (int i = from; i < to; i++) {
        overwritten[i] = (byte) random.nextInt();
      }
      all.add(recording.with(Kind.OVERWRITTEN, name, overwritten));
    }
  }

  private static void addNames(Mutation recording, List<Mutation> all) {
    for (String name :
        List.of(
            "a.npz",
            "a.NPY",
            "a.dat",
            "a",
            "a.dat.gz",
            "a b#c%20d?e.dat",
            "Aufnahme_\u00e9\u4e2d.npz",
            "..dat",
            "x".repeat(250) + ".npy",
            "a\nb.dat",
            "a\u001b[31m.npz",
            "a%s%d.npy")) {
      all.add(recording.renamed(name));
    }
  }

  /** What a user may say of a file that does not say it itself. */
  private static void addGeometries(List<Mutation> all) throws IOException {
    int most = Integer.MAX_VALUE;
    int[][] sizes = {
      {1, 1},
      {1, 8},
      {8, 1},
      {3, 5},
      {20, 35},
      {19, 36},
      {36, 20},
      {250, 400},
      {1, most},
      {most, 1},
      {most, most},
      {46_340, 46_341},
      {46_341, 46_341},
      {65_536, 65_536},
      {2, most / 2},
      {8192, 8192},
      {8193, 8192}
    };
    for (int[] size : sizes) {
      for (BitPolicy policy : BitPolicy.values()) {
        int room = most - size[1];
        for (int head : IntStream.of(0, 1, 8, room).filter(h -> h <= room).distinct().toArray()) {
          SpikeLayout layout = new SpikeLayout(size[0], size[1], head != 1, head, policy);
          String name = "%dx%d+%d %s".formatted(size[0], size[1], head, policy.id());
          all.add(IntactRecordings.dat().with(Kind.WRONG_GEOMETRY, name, layout));
        }
      }
      for (Mutation recording : IntactRecordings.all()) {
        String name = "%dx%d".formatted(size[0], size[1]);
        SpikeLayout layout = SpikeLayout.of(size[0], size[1]);
        all.add(recording.with(Kind.WRONG_GEOMETRY, name, layout));
      }
    }
  }
}
