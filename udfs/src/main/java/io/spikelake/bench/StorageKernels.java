package io.spikelake.bench;

import io.spikelake.bench.Kernel.Rival;
import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import io.spikelake.spike.PlaneMemory;
import io.spikelake.spike.SpikeRecording;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.List;
import javax.imageio.ImageIO;

/** Planes from a mapped file, and frames to the two forms in which they are kept and back. */
final class StorageKernels {

  /** Planes that the field's TFP and TFI read. */
  static final int WINDOW = 41;

  static final int FIRST = BenchRecording.KEY_FRAME - WINDOW / 2;

  private StorageKernels() {}

  static List<Kernel> of(BenchRecording recording) throws IOException {
    GrayImage frame = recording.tonedFrame("tfp");
    long frameBytes = (long) Float.BYTES * frame.pixels().length;
    byte[] raw = RawFrame.encode(frame);
    return List.of(
        read(recording),
        new Kernel("raw encode", 1, frameBytes, () -> RawFrame.encode(frame), null),
        new Kernel("raw decode", 1, raw.length, () -> RawFrame.decode(raw), null),
        new Kernel(
            "png encode",
            1,
            frameBytes,
            () -> Pictures.toPng(frame),
            new Rival("ImageIO", () -> imageIo(frame))),
        new Kernel("raw + png encode", 1, frameBytes, () -> stored(frame), null));
  }

  /** A frame as a job keeps it: to compute with, and to look at. */
  static List<byte[]> stored(GrayImage frame) {
    return List.of(RawFrame.encode(frame), Pictures.toPng(frame));
  }

  private static Kernel read(BenchRecording recording) throws IOException {
    SpikeRecording file = recording.recording();
    PlaneMemory memory = new PlaneMemory();
    int bytes = WINDOW * recording.planes().planeBytes();
    return new Kernel(
        "read 41 planes",
        1,
        bytes,
        () -> file.read(FIRST, WINDOW, memory),
        new Rival("copy", copy(recording, bytes)));
  }

  /** A plain copy of the same bytes of the mapped file to memory that is there already. */
  private static Kernel.Work copy(BenchRecording recording, int bytes) throws IOException {
    int from = FIRST * recording.planes().planeBytes();
    byte[] copy = new byte[bytes];
    try (FileChannel channel = FileChannel.open(recording.file())) {
      ByteBuffer mapped = channel.map(MapMode.READ_ONLY, 0, channel.size());
      return () -> {
        mapped.get(from, copy);
        return copy;
      };
    }
  }

  /** An 8-bit grey PNG as the class library writes it. */
  private static byte[] imageIo(GrayImage frame) throws IOException {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_GRAY);
    int[] levels = new int[frame.pixels().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.round(255 * frame.pixels()[i]);
    }
    image.getRaster().setPixels(0, 0, frame.width(), frame.height(), levels);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
