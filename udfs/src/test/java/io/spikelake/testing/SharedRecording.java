package io.spikelake.testing;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;

/** The reference recordings, read without the readers under test. */
public enum SharedRecording {
  DATA("data", "data", 301, 150),
  PART1("203_part1", "203_part1_key_id151", 301, 150),
  PART2("203_part2", "203_part2_key_id151", 301, 150),
  UHSR("uhsr", "uhsr", 200, 100);

  private final String id;
  private final String stem;
  private final int planes;
  private final int keyFrame;

  SharedRecording(String id, String stem, int planes, int keyFrame) {
    this.id = id;
    this.stem = stem;
    this.planes = planes;
    this.keyFrame = keyFrame;
  }

  /** The name that the goldens use. */
  public String id() {
    return id;
  }

  public int keyFrame() {
    return keyFrame;
  }

  public boolean hasGroundTruth() {
    return this != UHSR;
  }

  public SpikeStream load() throws IOException {
    if (this != UHSR) {
      byte[] bits = Files.readAllBytes(SharedFiles.require("spikes/" + stem + ".dat"));
      return SpikeStream.wrap(bits, planes, 250, 400, RowOrder.BOTTOM_UP, 0);
    }
    Path path = SharedFiles.require("spikes/uhsr.npz");
    try (ZipFile archive = new ZipFile(path.toFile());
        InputStream in = archive.getInputStream(archive.getEntry("spk.npy"))) {
      return SpikeStreams.pack(NpyArray.read(in).bytes(), planes, 250, 250, RowOrder.TOP_DOWN);
    }
  }

  /** The sharp picture at the key frame, 0..1. */
  public GrayImage groundTruth() throws IOException {
    Path path = SharedFiles.require("spikes/" + stem + ".png");
    // Samples, not colours: the Java colour model would apply a gamma.
    Raster raster = ImageIO.read(path.toFile()).getRaster();
    float[] pixels = new float[raster.getWidth() * raster.getHeight()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = raster.getSample(i % raster.getWidth(), i / raster.getWidth(), 0) / 255f;
    }
    return new GrayImage(raster.getWidth(), raster.getHeight(), pixels);
  }
}
