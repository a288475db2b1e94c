package io.spikelake.spike;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Geometries of public cameras and data sets, to help a user who has a file without header.
 *
 * @param headColumns columns of a row that are not picture
 */
record KnownGeometry(int height, int width, int headColumns, String where) {

  private static final List<KnownGeometry> ALL =
      List.of(
          new KnownGeometry(250, 400, 0, "Vidar, Spike-REDS"),
          new KnownGeometry(250, 400, 16, "Vidar with head"),
          new KnownGeometry(1000, 1000, 0, "second generation camera, spike-X4K"),
          new KnownGeometry(1000, 1000, 24, "second generation camera, 1024 wide rows"),
          new KnownGeometry(480, 854, 0, "simulated"),
          new KnownGeometry(360, 640, 0, "simulated"),
          new KnownGeometry(384, 512, 0, "crops"),
          new KnownGeometry(224, 224, 0, "crops"));

  /** A phrase that lists the geometries of which a file of this length is whole planes. */
  static String fitting(long fileBytes) {
    String fits =
        ALL.stream()
            .filter(g -> fileBytes > 0 && fileBytes % g.planeBytes() == 0)
            .map(g -> g.describe(fileBytes))
            .collect(Collectors.joining(", "));
    return fits.isEmpty()
        ? "no usual geometry divides its %d bytes".formatted(fileBytes)
        : "its %d bytes would be %s".formatted(fileBytes, fits);
  }

  private long planeBytes() {
    return (long) height * (width + headColumns) / 8;
  }

  private String describe(long fileBytes) {
    String head = headColumns == 0 ? "" : " and " + headColumns + " head columns";
    return "%d planes of %dx%d%s (%s)"
        .formatted(fileBytes / planeBytes(), height, width, head, where);
  }
}
