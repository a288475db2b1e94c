package io.spikelake.dataset;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import java.io.Serializable;

/**
 * What a user says about recordings on the command line; it wins over the data set. Null stands for
 * not given.
 *
 * @param format how the files store the planes
 * @param height rows of a plane
 * @param width columns of a plane, without head columns
 * @param flip whether {@code .dat} files store the bottom row first
 * @param headColumns sensor columns after the picture in a {@code .dat} row
 * @param bitPolicy what to do where the bits of a plane do not fill whole bytes
 * @param whiteRate spikes per plane at white
 * @param readoutHz planes per second
 */
public record DatasetOverrides(
    SpikeFormat format,
    Integer height,
    Integer width,
    Boolean flip,
    Integer headColumns,
    BitPolicy bitPolicy,
    Double whiteRate,
    Double readoutHz)
    implements Serializable {

  /** Nothing given. */
  public static final DatasetOverrides NONE =
      new DatasetOverrides(null, null, null, null, null, null, null, null);

  /** Nothing given but the size of a plane. */
  public static DatasetOverrides geometry(int height, int width) {
    return new DatasetOverrides(null, height, width, null, null, null, null, null);
  }

  public DatasetOverrides {
    require(height == null || height > 0, "Height", height, "1 or more rows");
    require(width == null || width > 0, "Width", width, "1 or more columns");
    require(headColumns == null || headColumns >= 0, "Head columns", headColumns, "0 or more");
    require(positive(whiteRate), "White rate", whiteRate, "spikes per plane above 0");
    require(positive(readoutHz), "Readout rate", readoutHz, "planes per second above 0");
  }

  /** A layout with what was given in place of what it says. */
  SpikeLayout applyTo(SpikeLayout layout) {
    return new SpikeLayout(
        height == null ? layout.height() : height,
        width == null ? layout.width() : width,
        flip == null ? layout.flip() : flip,
        headColumns == null ? layout.headColumns() : headColumns,
        bitPolicy == null ? layout.bitPolicy() : bitPolicy);
  }

  private static boolean positive(Double value) {
    return value == null || (value > 0 && !value.isInfinite());
  }

  private static void require(boolean holds, String what, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s; expected %s".formatted(what, value, expected));
    }
  }
}
