package io.spikelake.jobs.task;

import io.spikelake.dataset.Crop;
import io.spikelake.hadoop.OpenableFiles;
import io.spikelake.hadoop.S3Refusal;
import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.jobs.task.FrameScorer.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads ground-truth pictures. Grey by OpenCV's rule, as the reference code converts them; a
 * picture of the size of the whole plane is cropped as the planes are.
 */
public final class ReferencePictures {

  private static final Logger LOG = LoggerFactory.getLogger(ReferencePictures.class);

  private final Configuration conf;

  public ReferencePictures(Configuration conf) {
    this.conf = conf;
  }

  /** What a sample has as ground truth. A picture that cannot be read is logged, not thrown. */
  Reference of(RecordingRef recording, long keyFrame) {
    String uri = recording.groundTruth().get(keyFrame);
    if (uri == null) {
      return Reference.NONE;
    }
    try {
      return new Reference(load(recording, uri), false);
    } catch (IOException | RuntimeException e) {
      LOG.warn("Ground truth {} unreadable: {}", uri, S3Refusal.message(e));
      return Reference.UNREADABLE;
    }
  }

  /**
   * The picture of a sample, or empty where there is none.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<GrayImage> picture(RecordingRef recording, long keyFrame) throws IOException {
    String uri = recording.groundTruth().get(keyFrame);
    return uri == null ? Optional.empty() : Optional.of(load(recording, uri));
  }

  private GrayImage load(RecordingRef recording, String uri) throws IOException {
    Path path = new Path(uri);
    GrayImage picture;
    try (InputStream in = OpenableFiles.of(path, conf).open(path)) {
      picture = Pictures.read(in, uri, GreyRule.OPENCV);
    }
    Crop crop = recording.crop();
    boolean whole =
        picture.width() == recording.layout().width()
            && picture.height() == recording.layout().height();
    return crop == null || !whole
        ? picture
        : picture.crop(crop.x(), crop.y(), crop.width(), crop.height());
  }
}
