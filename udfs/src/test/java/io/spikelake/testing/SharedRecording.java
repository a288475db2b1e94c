package io.spikelake.testing;

import io.spikelake.image.GrayImage;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeStream;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The reference recordings. */
public enum SharedRecording {
  DATA("data", "data", 150),
  PART1("203_part1", "203_part1_key_id151", 150),
  PART2("203_part2", "203_part2_key_id151", 150),
  UHSR("uhsr", "uhsr", 100);

  private final String id;
  private final String stem;
  private final int keyFrame;

  SharedRecording(String id, String stem, int keyFrame) {
    this.id = id;
    this.stem = stem;
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
    return this == UHSR
        ? Spikes.readAll(SharedFiles.require("spikes/uhsr.npz"), SpikeLayout.UNKNOWN)
        : Spikes.readAll(SharedFiles.require("spikes/" + stem + ".dat"), SpikeLayout.of(250, 400));
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
