package io.spikelake.testing.mutation;

import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;

/**
 * A recording that something was done to.
 *
 * @param kind what was done
 * @param name what exactly; with the kind it names the case and no other
 * @param fileName how the file is called
 * @param format what it was before
 * @param layout what a reader is told
 * @param file its bytes
 * @param elements for an archive, the elements of the array of spikes as they were written: its
 *     checksum lets a reader accept nothing else. Elements past the end are zeros. For other
 *     formats empty: what they hold is what stands in the file
 */
@SuppressWarnings("ArrayRecordComponent") // a row of a table, never compared
public record Mutation(
    Kind kind,
    String name,
    String fileName,
    SpikeFormat format,
    SpikeLayout layout,
    byte[] file,
    byte[] elements) {

  /** What can happen to a file. */
  public enum Kind {
    INTACT,
    BIT_FLIPPED,
    CUT,
    CONTINUED,
    ZEROED,
    OVERWRITTEN,
    WRONG_GEOMETRY,
    WRONG_NAME,
    ABSURD_SHAPE,
    HOSTILE_HEADER,
    BOUNDARY_IN_DIRECTORY,
    ZIP64,
    ZIP_BOMB
  }

  Mutation with(Kind newKind, String newName, byte[] newFile) {
    return new Mutation(newKind, newName, fileName, format, layout, newFile, elements);
  }

  Mutation with(Kind newKind, String newName, SpikeLayout newLayout) {
    return new Mutation(newKind, newName, fileName, format, newLayout, file, elements);
  }

  Mutation renamed(String newFileName) {
    return new Mutation(Kind.WRONG_NAME, newFileName, newFileName, format, layout, file, elements);
  }

  @Override
  public String toString() {
    return "%s %s of %s (%s, %d bytes)".formatted(kind, name, fileName, format, file.length);
  }
}
