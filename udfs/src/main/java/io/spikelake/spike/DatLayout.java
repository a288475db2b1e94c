package io.spikelake.spike;

/**
 * Where the bits of a {@code .dat} plane are.
 *
 * @param width columns without head columns
 * @param rowBits columns with head columns
 */
record DatLayout(int height, int width, int rowBits, BitPolicy policy) {

  static DatLayout of(SpikeLayout given) {
    return new DatLayout(
        given.height(), given.width(), given.width() + given.headColumns(), given.bitPolicy());
  }

  long planeBits() {
    return (long) height * rowBits;
  }

  private boolean wholeBytes() {
    return (planeBits() & 7) == 0;
  }

  boolean allowed() {
    return wholeBytes() || policy != BitPolicy.REFUSE;
  }

  /** Bits from the start of a plane to the start of the next. */
  long stride() {
    return policy == BitPolicy.CONTINUOUS ? planeBits() : (planeBits() + 7) & ~7L;
  }

  /** Whether the bytes of the file are those of {@link SpikeStream} but for padding bits. */
  boolean asInMemory() {
    return rowBits == width && (stride() & 7) == 0;
  }

  long firstBit(long plane) {
    return plane * stride();
  }

  /** Byte after the last one of the planes before {@code plane}. */
  long endByte(long plane) {
    return (firstBit(plane) + 7) >>> 3;
  }

  /** Whole planes in a file. */
  long planes(long fileBytes) {
    return Math.multiplyExact(fileBytes, 8L) / stride();
  }

  /** Bytes after the last whole plane; a last byte that a continuous stream fills up is none. */
  long leftOverBytes(long fileBytes) {
    return fileBytes - endByte(planes(fileBytes));
  }

  /**
   * Copies a plane from the file's bits to memory, without head columns.
   *
   * @param target (Input, Output) zeros where the plane goes
   */
  void toMemory(byte[] file, long fileBit, byte[] target, long targetBit) {
    copyRows(file, fileBit, rowBits, target, targetBit, width);
  }

  /**
   * Copies a plane from memory to the file's bits; head columns stay zero.
   *
   * @param file (Input, Output) zeros where the plane goes
   */
  void toFile(byte[] source, long sourceBit, byte[] file, long fileBit) {
    copyRows(source, sourceBit, width, file, fileBit, rowBits);
  }

  private void copyRows(
      byte[] source, long sourceBit, int sourceRow, byte[] target, long targetBit, int targetRow) {
    if (rowBits == width) {
      Bits.copy(source, sourceBit, target, targetBit, planeBits());
      return;
    }
    for (int row = 0; row < height; row++) {
      Bits.copy(
          source,
          sourceBit + (long) row * sourceRow,
          target,
          targetBit + (long) row * targetRow,
          width);
    }
  }
}
