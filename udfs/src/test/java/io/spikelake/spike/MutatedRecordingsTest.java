package io.spikelake.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.spikelake.hadoop.HadoopByteSource;
import io.spikelake.testing.MemoryByteSource;
import io.spikelake.testing.mutation.Mutation;
import io.spikelake.testing.mutation.PlainLayout;
import io.spikelake.testing.mutation.RecordingMutations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is in a file, every reader either reads what stands there or refuses it with a reason,
 * in bounded time and memory.
 */
class MutatedRecordingsTest {

  /** What {@link SpikeRecordings} says that opening takes. */
  private static final long OPEN_BYTES = 8 << 20;

  /** What it says that reading takes beside twice the packed planes. */
  private static final long READ_BYTES = 10 << 20;

  private static final int MOST_PLANE_BYTES = 8 << 20;
  private static final int MOST_PLANES = 64;
  private static final int COMPARED_PIXELS = 4000;
  private static final int FILES_SKIPPED = 11;
  private static final int MOST_MESSAGE_CHARACTERS = 1500;

  /** A hang, and not a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<Mutation> MUTATIONS = mutations();

  private static List<Mutation> mutations() {
    try {
      return RecordingMutations.all();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thereAreAThousandAndMoreOfEveryKind() {
    assertThat(MUTATIONS).hasSizeGreaterThan(1000);
    for (Mutation.Kind kind : Mutation.Kind.values()) {
      assertThat(MUTATIONS).as("%s", kind).anyMatch(mutation -> mutation.kind() == kind);
    }
    assertThat(MUTATIONS).extracting(Mutation::toString).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Mutation.Kind.class)
  void isReadOrRefusedByEveryReader(Mutation.Kind kind) {
    List<String> outcomes = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (Mutation mutation : MUTATIONS) {
      if (mutation.kind() == kind) {
        try {
          outcomes.add(
              assertTimeoutPreemptively(LIMIT, () -> outcomes(mutation), mutation::toString));
        } catch (AssertionError e) {
          failures.add(e);
        }
      }
    }
    assertThat(failures).isEmpty();
    if (kind == Mutation.Kind.INTACT) {
      assertThat(outcomes).allMatch(outcome -> outcome.startsWith("read"));
    }
  }

  private static String outcomes(Mutation mutation) {
    for (SpikeFormat format : SpikeFormat.values()) {
      outcome(mutation, memory(mutation), format);
    }
    return outcome(mutation, memory(mutation), null);
  }

  private static ByteSource memory(Mutation mutation) {
    return new MemoryByteSource(mutation.fileName(), mutation.file());
  }

  /** What became of it, in words that are the same wherever the bytes are kept. */
  private static String outcome(Mutation mutation, ByteSource source, SpikeFormat format) {
    String shownName = Quoted.escaped(source.name());
    try (SpikeRecording recording = opened(mutation, source, format)) {
      SpikeHeader header = recording.header();
      long planeBytes = SpikeStream.planeBytes(header.height(), header.width());
      long most = Math.max(1, Math.min(MOST_PLANES, MOST_PLANE_BYTES / planeBytes));
      int count = (int) Math.min(header.planes(), most);
      compare(mutation, recording, 0, count);
      compare(mutation, recording, header.planes() - count, count);
      compare(mutation, recording, (header.planes() - count) / 2, count);
      return "read as " + header;
    } catch (MalformedSpikeStreamException e) {
      assertThat(e.reason()).isNotNull();
      assertThat(e.getMessage())
          .as("%s as %s", mutation, format)
          .startsWith(shownName)
          .hasSizeLessThan(MOST_MESSAGE_CHARACTERS)
          .matches(text -> text.chars().noneMatch(Character::isISOControl), "on one line");
      return "refused for %s: %s".formatted(e.reason(), e.getMessage().replace(shownName, "FILE"));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new AssertionError("%s as %s".formatted(mutation, format), e);
    }
  }

  private static SpikeRecording opened(Mutation mutation, ByteSource source, SpikeFormat format)
      throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      return SpikeRecordings.open(source, format, mutation.layout());
    } finally {
      requireAllocated(before, OPEN_BYTES, mutation);
    }
  }

  private static void requireAllocated(long before, long most, Mutation mutation) {
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes for %s", mutation)
        .isLessThan(most);
  }

  private static void compare(Mutation mutation, SpikeRecording recording, long from, int count)
      throws IOException {
    SpikeHeader header = recording.header();
    ByteRange range = recording.byteRange(from, count);
    assertThat(range.position()).isNotNegative();
    assertThat(range.position() + range.length()).isBetween(0L, (long) mutation.file().length);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    SpikeStream planes = recording.read(from, count);
    requireAllocated(before, READ_BYTES + 2L * count * planes.planeBytes(), mutation);
    assertThat(planes.planes()).isEqualTo(count);
    long pixels = (long) count * planes.pixels();
    long step = 1 + pixels / COMPARED_PIXELS;
    for (long i = 0; i < pixels; i += step) {
      int plane = (int) (i / planes.pixels());
      int row = (int) (i % planes.pixels() / header.width());
      int column = (int) (i % header.width());
      boolean expected = PlainLayout.spike(mutation, header, from + plane, row, column);
      if (planes.spike(plane, row, column) != expected) {
        throw new AssertionError(
            "%s, %s: plane %d, row %d, column %d is not %s"
                .formatted(mutation, header, from + plane, row, column, expected));
      }
    }
  }

  /** On a disk, read, mapped and by Hadoop, under the names that they have. */
  @Test
  void isTheSameFromEverySource(@TempDir Path folder) throws IOException {
    Configuration conf = new Configuration();
    for (int i = 0; i < MUTATIONS.size(); i += FILES_SKIPPED) {
      Mutation mutation = MUTATIONS.get(i);
      Path file = folder.resolve(Integer.toString(i)).resolve(mutation.fileName());
      Files.createDirectories(file.getParent());
      Files.write(file, mutation.file());
      String expected = outcome(mutation, memory(mutation), null);
      assertThat(
              List.of(
                  outcome(mutation, FileByteSource.open(file), null),
                  outcome(mutation, MappedByteSource.open(file), null),
                  outcome(mutation, HadoopByteSource.open(conf, file.toUri()), null)))
          .as("%s", mutation)
          .containsOnly(expected);
    }
  }
}
