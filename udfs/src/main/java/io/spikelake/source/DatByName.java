package io.spikelake.source;

import io.spikelake.spike.ByteSource;
import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import io.spikelake.spike.SpikeRecordings;
import java.io.IOException;
import java.util.Arrays;

/**
 * A file that planning took for {@code .dat} by its name, since looking into every file would cost
 * a request each. When its first bytes are read anyway and say something else, it is refused.
 */
record DatByName(ByteSource file) implements ByteSource {

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long length() {
    return file.length();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    file.readFully(position, target, offset, count);
    int looked = Math.min(count, SpikeRecordings.START_BYTES);
    if (position == 0
        && SpikeRecordings.isKnownByContent(Arrays.copyOfRange(target, offset, offset + looked))) {
      throw new MalformedSpikeStreamException(
          name(),
          0,
          Reason.NOT_THE_FORMAT,
          "the name ends in .dat, but the file begins as an .npy array or .npz archive does; rename"
              + " it, or give the option '%s'".formatted(SpikeOption.FORMAT.key()));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
