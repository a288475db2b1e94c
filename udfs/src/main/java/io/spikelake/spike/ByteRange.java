package io.spikelake.spike;

/**
 * A piece of a file.
 *
 * @param position first byte, counted from the start of the file
 * @param length number of bytes
 */
public record ByteRange(long position, long length) {}
