package io.spikelake.simulate.scene;

/** A scene of a given name and size. */
abstract class SizedScene implements Scene {

  private final String name;
  final int width;
  final int height;

  SizedScene(String name, int width, int height) {
    this.name = name;
    this.width = width;
    this.height = height;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int width() {
    return width;
  }

  @Override
  public final int height() {
    return height;
  }
}
