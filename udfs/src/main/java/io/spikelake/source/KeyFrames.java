package io.spikelake.source;

/** The key frames of a recording, ascending. */
sealed interface KeyFrames {

  long count();

  /** The key frame with the given number, from 0. */
  long at(long index);

  /** Planes from one key frame to the next; 0 where that differs. */
  long stride();

  /** Key frames at equal distances: {@code first, first + stride, ...}. */
  record Regular(long first, long stride, long count) implements KeyFrames {
    @Override
    public long at(long index) {
      return first + index * stride;
    }
  }

  /** Key frames at any distances. */
  final class Listed implements KeyFrames {
    private final long[] ascending;

    Listed(long[] ascending) {
      this.ascending = ascending;
    }

    @Override
    public long count() {
      return ascending.length;
    }

    @Override
    public long at(long index) {
      return ascending[(int) index];
    }

    @Override
    public long stride() {
      return 0;
    }
  }
}
