package io.spikelake.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small recordings of random spikes, by rules written down here a second time. */
final class RecordingFiles {

  private RecordingFiles() {}

  /** Bytes of 0 or 1, upright, time x height x width. */
  static byte[] spikes(int planes, int height, int width, long seed) {
    byte[] spikes = new byte[planes * height * width];
    Random random = new Random(seed);
    for (int i = 0; i < spikes.length; i++) {
      spikes[i] = (byte) (random.nextInt(4) == 0 ? 1 : 0);
    }
    return spikes;
  }

  /** PKU/Vidar: bottom row first, eight pixels to a byte, planes padded to whole bytes. */
  static Path dat(Path file, byte[] spikes, int height, int width) throws IOException {
    return Files.write(folderOf(file), packed(spikes, height, width, true));
  }

  /** Packs upright bytes of 0 or 1, each plane from a new byte on. */
  static byte[] packed(byte[] spikes, int height, int width, boolean bottomFirst) {
    int pixels = height * width;
    int planes = spikes.length / pixels;
    int planeBytes = (pixels + 7) / 8;
    byte[] packed = new byte[planes * planeBytes];
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          int p = (bottomFirst ? height - 1 - row : row) * width + column;
          if (spikes[plane * pixels + row * width + column] != 0) {
            packed[plane * planeBytes + p / 8] |= (byte) (1 << (p % 8));
          }
        }
      }
    }
    return packed;
  }

  /** UHSR: bytes, a class number and a name. */
  static Path uhsr(
      Path file, byte[] spikes, int height, int width, int method, long label, String labelName)
      throws IOException {
    int planes = spikes.length / (height * width);
    byte[] number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, label).array();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folderOf(file)))) {
      zip.setMethod(method);
      entry(zip, method, "spk.npy", npy("|u1", planes + ", " + height + ", " + width, spikes));
      entry(zip, method, "label.npy", npy("<i8", "", number));
      byte[] name = labelName.getBytes(Charset.forName("UTF-32LE"));
      entry(zip, method, "label_name.npy", npy("<U" + labelName.length(), "", name));
    }
    return file;
  }

  private static Path folderOf(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return file;
  }

  private static void entry(ZipOutputStream zip, int method, String name, byte[] content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (method == ZipEntry.STORED) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      entry.setSize(content.length);
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] npy(String type, String shape, byte[] content) throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
    int padding = 63 - (10 + header.length()) % 64;
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream npy = new ByteArrayOutputStream();
    npy.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    npy.write(new byte[] {(byte) text.length, (byte) (text.length >> 8)});
    npy.write(text);
    npy.write(content);
    return npy.toByteArray();
  }
}
