package io.spikelake.simulate.scene;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a camera moves over a still picture: steady pan, turn and zoom, and a shake made of five
 * random oscillations per axis.
 *
 * @param panX speed towards the right of the picture, in sensor pixels per second
 * @param panY speed towards its bottom, in sensor pixels per second
 * @param turnsPerSecond speed of rotation, positive from x towards y
 * @param zoomPerSecond factor by which things grow in each second, above 0; 1 for no zoom
 * @param shakePixels standard deviation of the shake per axis, in sensor pixels
 * @param shakeHz highest frequency in the shake
 * @param seed of the shake
 */
public record CameraPath(
    double panX,
    double panY,
    double turnsPerSecond,
    double zoomPerSecond,
    double shakePixels,
    double shakeHz,
    long seed) {

  private static final int OSCILLATIONS = 5;

  public CameraPath {
    if (!(zoomPerSecond > 0) || !(shakePixels >= 0) || !(shakeHz >= 0)) {
      throw new IllegalArgumentException(
          "Not a camera path: zoom %s (above 0), shake %s pixels (0 or more), %s Hz (0 or more)"
              .formatted(zoomPerSecond, shakePixels, shakeHz));
    }
  }

  /** Where the camera is: offset from the start in sensor pixels, angle in radians, zoom factor. */
  record Pose(double x, double y, double angle, double zoom) {}

  Pose at(double seconds) {
    CounterRandom random = new CounterRandom(seed);
    return new Pose(
        panX * seconds + shake(random.stream(0), seconds),
        panY * seconds + shake(random.stream(1), seconds),
        2 * Math.PI * turnsPerSecond * seconds,
        StrictMath.pow(zoomPerSecond, seconds));
  }

  private double shake(CounterRandom random, double seconds) {
    double sum = 0;
    for (int i = 0; i < OSCILLATIONS; i++) {
      double phase = random.uniform(2L * i) + random.uniform(2L * i + 1) * shakeHz * seconds;
      sum += StrictMath.sin(2 * Math.PI * phase);
    }
    // Each sine has a variance of 1/2.
    return shakePixels * sum * Math.sqrt(2.0 / OSCILLATIONS);
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("panX", panX);
    parameters.put("panY", panY);
    parameters.put("turnsPerSecond", turnsPerSecond);
    parameters.put("zoomPerSecond", zoomPerSecond);
    parameters.put("shakePixels", shakePixels);
    parameters.put("shakeHz", shakeHz);
    parameters.put("shakeSeed", seed);
    return parameters;
  }
}
