package io.spikelake.simulate.scene;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The scenes that are drawn from a seed. */
public enum ProceduralScene {
  /** Occluding discs and polygons of all sizes, moving with parallax: {@link DeadLeaves}. */
  DEAD_LEAVES(1_200, DeadLeaves::new),
  /** Turning shapes and moving text in front of a wall: {@link ShapesAndText}. */
  SHAPES(10_000, ShapesAndText::new),
  /** A resolution chart under a slowly moving camera. */
  CHART(400, ResolutionChart::scene),
  /** Fast blades behind a still grille: {@link Fan}. */
  FAN(14_000, Fan::new);

  private final double defaultSpeed;

  /** Constructors, which keep nothing. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Factory factory;

  @FunctionalInterface
  private interface Factory {
    Scene create(int width, int height, long seed, double speed);
  }

  ProceduralScene(double defaultSpeed, Factory factory) {
    this.defaultSpeed = defaultSpeed;
    this.factory = factory;
  }

  /** The name on the command line: {@code dead-leaves}, {@code shapes}, {@code chart}, ... */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Speed of the fastest things in a picture of 250 rows, in pixels per second. */
  public double defaultSpeed() {
    return defaultSpeed;
  }

  /**
   * @param speed factor on the scene's own speed: 1 as designed, 0 for a still scene
   * @throws IllegalArgumentException if a side is below 16 pixels or the speed is negative
   */
  public Scene create(int width, int height, long seed, double speed) {
    if (width < 16 || height < 16) {
      throw new IllegalArgumentException(
          "Scene %s at %dx%d (height x width): both sides must be 16 or more"
              .formatted(id(), height, width));
    }
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException(
          "Speed %s of scene %s must be a number of 0 or more".formatted(speed, id()));
    }
    return factory.create(width, height, seed, speed * defaultSpeed * height / 250.0);
  }

  /** Scenes of this kind, as {@link #create} makes them. */
  public SceneSource source(int width, int height, double speed) {
    return seed -> create(width, height, seed, speed);
  }

  /**
   * @throws IllegalArgumentException if there is no such scene; the message lists what there is
   */
  public static ProceduralScene of(String id) {
    return Arrays.stream(values())
        .filter(scene -> scene.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown scene '%s'; there are %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(ProceduralScene::id)
                                .collect(Collectors.joining(", ")))));
  }
}
