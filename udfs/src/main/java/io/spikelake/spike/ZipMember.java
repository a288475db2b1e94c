package io.spikelake.spike;

/**
 * A member of a zip archive, as its central directory describes it.
 *
 * @param name the archive's name, {@code !}, and the name in the archive; for messages
 * @param deflated compressed with deflate; stored otherwise
 * @param crc CRC-32 of the uncompressed bytes
 * @param compressedBytes bytes in the archive
 * @param bytes uncompressed bytes
 * @param dataPosition where in the archive the (compressed) bytes start
 */
record ZipMember(
    String name, boolean deflated, long crc, long compressedBytes, long bytes, long dataPosition) {}
