package io.spikelake.simulate.scene;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The pictures of a folder, in the order of their names, shown at a steady rate.
 *
 * <p>Grey levels are taken as luminance; colour is made grey as OpenCV does it. Between two
 * pictures the light is either that of the earlier one or a linear blend of both. The last picture
 * stays for one frame time. Pictures are read when they are needed; a few are kept. A sensor
 * smaller than the pictures sees their middle.
 */
public final class ImageSequence extends SizedScene {

  private static final int KEPT = 4;

  /** What is seen between two pictures. */
  public enum Between {
    /** The earlier picture, unchanged. */
    HOLD,
    /** A linear blend of the earlier and the later picture. */
    LINEAR;

    /** The name on the command line: {@code hold}, {@code linear}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Path folder;
  private final List<Path> files;
  private final double framesPerSecond;
  private final Between between;
  private final int pictureWidth;
  private final int pictureHeight;
  private final Map<Integer, GrayImage> recent =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, GrayImage> eldest) {
          return size() > KEPT;
        }
      };

  private ImageSequence(
      Path folder,
      List<Path> files,
      double framesPerSecond,
      Between between,
      GrayImage first,
      int width,
      int height) {
    super(folder.toAbsolutePath().normalize().getFileName().toString(), width, height);
    this.folder = folder;
    this.files = files;
    this.framesPerSecond = framesPerSecond;
    this.between = between;
    this.pictureWidth = first.width();
    this.pictureHeight = first.height();
  }

  /**
   * Opens a folder of {@code .png}, {@code .jpg}, {@code .jpeg} or {@code .bmp} files.
   *
   * @param width of the middle part that is seen, or null for all
   * @param height of the middle part that is seen, or null for all
   * @throws IllegalArgumentException if the rate is not positive, the folder has no pictures, or
   *     they are smaller than the part to be seen
   * @throws IOException if the folder or the first picture cannot be read
   */
  public static ImageSequence open(
      Path folder, double framesPerSecond, Between between, Integer width, Integer height)
      throws IOException {
    if (!(framesPerSecond > 0) || Double.isInfinite(framesPerSecond)) {
      throw new IllegalArgumentException(
          "Frame rate %s of %s must be a positive number".formatted(framesPerSecond, folder));
    }
    List<Path> files = Pictures.inFolder(folder);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no pictures; expected .png, .jpg, .jpeg or .bmp files".formatted(folder));
    }
    GrayImage first = Pictures.read(files.get(0), GreyRule.OPENCV);
    int seenWidth = width == null ? first.width() : width;
    int seenHeight = height == null ? first.height() : height;
    if (seenWidth > first.width() || seenHeight > first.height()) {
      throw new IllegalArgumentException(
          "%s is %dx%d (height x width), too small to cut %dx%d out of; ask for less or leave height and width out"
              .formatted(files.get(0), first.height(), first.width(), seenHeight, seenWidth));
    }
    return new ImageSequence(folder, files, framesPerSecond, between, first, seenWidth, seenHeight);
  }

  @Override
  public double durationSeconds() {
    return files.size() / framesPerSecond;
  }

  @Override
  public void render(double seconds, float[] luminance) throws IOException {
    double position = seconds * framesPerSecond;
    int index = Math.min((int) position, files.size() - 1);
    float[] earlier = frame(index).pixels();
    float share = (float) (position - index);
    if (between == Between.HOLD || share <= 0 || index + 1 == files.size()) {
      System.arraycopy(earlier, 0, luminance, 0, earlier.length);
      return;
    }
    float[] later = frame(index + 1).pixels();
    for (int i = 0; i < luminance.length; i++) {
      luminance[i] = earlier[i] + share * (later[i] - earlier[i]);
    }
  }

  private GrayImage frame(int index) throws IOException {
    synchronized (recent) {
      GrayImage frame = recent.get(index);
      if (frame == null) {
        frame = Pictures.read(files.get(index), GreyRule.OPENCV);
        if (frame.width() != pictureWidth || frame.height() != pictureHeight) {
          throw new IOException(
              "%s is %dx%d (height x width); the sequence began with %dx%d"
                  .formatted(
                      files.get(index),
                      frame.height(),
                      frame.width(),
                      pictureHeight,
                      pictureWidth));
        }
        frame = frame.crop((pictureWidth - width) / 2, (pictureHeight - height) / 2, width, height);
        recent.put(index, frame);
      }
      return frame;
    }
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("images", folder.toString());
    parameters.put("count", files.size());
    parameters.put("framesPerSecond", framesPerSecond);
    parameters.put("between", between.id());
    return parameters;
  }
}
