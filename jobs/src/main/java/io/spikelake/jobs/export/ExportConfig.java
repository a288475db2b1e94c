package io.spikelake.jobs.export;

/**
 * What is to be written where.
 *
 * @param selection name of a selection in {@code hq_images}
 * @param target folder, local or remote
 * @param perShard images per shard, at most
 * @param lowQuality of {@link ExportFormat#PAIRS}: complete method key of the other image of a
 *     pair; otherwise null
 * @param lowQualityTone its tone, or null where the method has one
 * @param allowMissing whether what lacks its other image, or its class number, is left out
 * @param fps of {@link ExportFormat#VIDEO}: frames per second
 * @param overwrite whether an export that is at the target goes
 */
public record ExportConfig(
    String selection,
    String target,
    ExportFormat format,
    int perShard,
    String lowQuality,
    String lowQualityTone,
    boolean allowMissing,
    double fps,
    boolean overwrite) {

  public static final int PER_SHARD = 1000;
  public static final double FPS = 25;

  public ExportConfig {
    if (perShard < 1) {
      throw new IllegalArgumentException(
          "%d images per shard; expected 1 or more".formatted(perShard));
    }
    if (!(fps >= 0.01 && fps <= 100_000)) {
      throw new IllegalArgumentException(
          "%s frames per second; expected 0.01 to 100000".formatted(fps));
    }
    if ((format == ExportFormat.PAIRS) != (lowQuality != null)) {
      throw new IllegalArgumentException(
          format == ExportFormat.PAIRS
              ? "Pairs need a method for the low-quality images; give it with --lq"
              : "--lq is for --format pairs; this is " + format.id());
    }
  }

  /** An export with the defaults. */
  public static ExportConfig of(String selection, String target, ExportFormat format) {
    return new ExportConfig(selection, target, format, PER_SHARD, null, null, false, FPS, false);
  }
}
