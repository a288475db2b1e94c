package io.spikelake.simulate.scene;

import io.spikelake.image.GrayImage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A still picture under a moving camera.
 *
 * <p>A sensor pixel is the mean of {@code n x n} bilinear samples spread over its area, {@code n}
 * being the number of picture pixels that it spans, rounded up, so that a picture finer than the
 * sensor does not alias. Beyond its borders the picture is mirrored.
 */
public final class MovingCamera extends SizedScene {

  private final GrayImage picture;
  private final double scale;
  private final CameraPath path;
  private final Map<String, Object> origin;

  /**
   * @param picture pixels 0..1; values outside are limited
   * @param scale picture pixels per sensor pixel at the start, above 0
   * @param origin what the picture is, for {@link #parameters()}
   */
  MovingCamera(
      String name,
      GrayImage picture,
      int width,
      int height,
      double scale,
      CameraPath path,
      Map<String, Object> origin) {
    super(name, width, height);
    this.picture = picture;
    this.scale = scale;
    this.path = path;
    this.origin = origin;
  }

  /**
   * A photo in which the sensor starts in the middle and sees as much as leaves a tenth of the
   * tighter side for motion.
   *
   * @param file where the photo is from, for the record
   */
  public static MovingCamera overPhoto(
      String name, String file, GrayImage photo, int width, int height, CameraPath path) {
    double fit = Math.min((double) photo.width() / width, (double) photo.height() / height);
    return new MovingCamera(name, photo, width, height, 0.9 * fit, path, Map.of("photo", file));
  }

  @Override
  public void render(double seconds, float[] luminance) {
    CameraPath.Pose pose = path.at(seconds);
    double step = scale / pose.zoom();
    double cos = step * StrictMath.cos(pose.angle());
    double sin = step * StrictMath.sin(pose.angle());
    double centreX = picture.width() / 2.0 + scale * pose.x();
    double centreY = picture.height() / 2.0 + scale * pose.y();
    int samples = Math.max(1, (int) Math.ceil(step));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int j = 0; j < samples; j++) {
          double dy = y + (j + 0.5) / samples - height / 2.0;
          for (int i = 0; i < samples; i++) {
            double dx = x + (i + 0.5) / samples - width / 2.0;
            sum += sample(centreX + cos * dx - sin * dy, centreY + sin * dx + cos * dy);
          }
        }
        luminance[y * width + x] = (float) Math.min(1, Math.max(0, sum / (samples * samples)));
      }
    }
  }

  /** Bilinear between pixel centres, which lie at halves. */
  private double sample(double px, double py) {
    double floorX = Math.floor(px - 0.5);
    double floorY = Math.floor(py - 0.5);
    double u = px - 0.5 - floorX;
    double v = py - 0.5 - floorY;
    int left = mirrored((int) floorX, picture.width());
    int right = mirrored((int) floorX + 1, picture.width());
    int top = mirrored((int) floorY, picture.height()) * picture.width();
    int bottom = mirrored((int) floorY + 1, picture.height()) * picture.width();
    float[] pixels = picture.pixels();
    double above = pixels[top + left] + u * (pixels[top + right] - pixels[top + left]);
    double below = pixels[bottom + left] + u * (pixels[bottom + right] - pixels[bottom + left]);
    return above + v * (below - above);
  }

  /** Index reflected at the borders, the border pixel repeated: 1 0 | 0 1 2 | 2 1 0 | 0 ... */
  private static int mirrored(int index, int size) {
    if (index >= 0 && index < size) {
      return index;
    }
    int folded = Math.floorMod(index, 2 * size);
    return folded < size ? folded : 2 * size - 1 - folded;
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("scene", name());
    parameters.putAll(origin);
    parameters.put("picturePixelsPerPixel", scale);
    parameters.putAll(path.parameters());
    return parameters;
  }
}
