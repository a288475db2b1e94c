package io.spikelake.cli;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.simulate.SpikeCamera;
import io.spikelake.simulate.scene.CameraPath;
import io.spikelake.simulate.scene.ImageSequence;
import io.spikelake.simulate.scene.MovingCamera;
import io.spikelake.simulate.scene.ProceduralScene;
import io.spikelake.simulate.scene.SceneSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the camera of {@code simulate} sees: drawn scenes, an image sequence, or a photo. */
final class SimulatedSceneOptions {

  private static final int DEFAULT_HEIGHT = 250;
  private static final int DEFAULT_WIDTH = 400;

  @ArgGroup(exclusive = false, heading = "%nScenes drawn from the seed:%n")
  private Drawn drawn;

  @ArgGroup(exclusive = false, heading = "%nAn image sequence instead:%n")
  private Images images;

  @ArgGroup(exclusive = false, heading = "%nA still photo under a moving camera instead:%n")
  private Photo photo;

  private static final class Drawn {
    @Option(
        names = "--scene",
        paramLabel = "NAME",
        split = ",",
        defaultValue = "all",
        description = {
          "One or more of the following, or all. Default: all.",
          "  dead-leaves  occluding discs and polygons of all sizes, with parallax",
          "  shapes       turning shapes and running text",
          "  chart        a resolution chart, slowly panned",
          "  fan          fast blades behind a still grille"
        })
    private List<String> names = List.of("all");

    @Option(
        names = "--speed",
        paramLabel = "FACTOR",
        defaultValue = "1",
        description = "Factor on the speed of all motion, 0 for a still scene. Default: 1.")
    private double speed = 1;
  }

  private static final class Images {
    @Option(
        names = "--images",
        paramLabel = "DIR",
        required = true,
        description =
            "Folder of PNG, JPEG or BMP files of one size, taken in the order of their names;"
                + " grey values are taken as luminance.")
    private Path folder;

    @Option(
        names = "--fps",
        paramLabel = "HZ",
        description = "Images per second. Default: the readout rate, one image per plane.")
    private Double fps;

    @Option(
        names = "--between",
        paramLabel = "hold|linear",
        defaultValue = "hold",
        description =
            "What is seen between two images: the earlier one, or a linear blend. Default: hold.")
    private String between = "hold";
  }

  private static final class Photo {
    @Option(
        names = "--photo",
        paramLabel = "FILE",
        required = true,
        description = "A PNG, JPEG or BMP file; grey values are taken as luminance.")
    private Path file;

    @Option(
        names = "--pan-x",
        paramLabel = "SPEED",
        defaultValue = "1000",
        description = "Pan to the right, in pixels per second. Default: 1000.")
    private double panX = 1000;

    @Option(
        names = "--pan-y",
        paramLabel = "SPEED",
        defaultValue = "0",
        description = "Pan to the bottom, in pixels per second. Default: 0.")
    private double panY;

    @Option(
        names = "--turn",
        paramLabel = "TURNS",
        defaultValue = "0",
        description = "Rotation in turns per second. Default: 0.")
    private double turn;

    @Option(
        names = "--zoom",
        paramLabel = "FACTOR",
        defaultValue = "1",
        description = "Factor by which things grow per second, above 0. Default: 1.")
    private double zoom = 1;

    @Option(
        names = "--shake",
        paramLabel = "PIXELS",
        defaultValue = "0",
        description = "Standard deviation of a random shake per axis. Default: 0.")
    private double shake;

    @Option(
        names = "--shake-hz",
        paramLabel = "HZ",
        defaultValue = "60",
        description = "Highest frequency of the shake. Default: 60.")
    private double shakeHz = 60;
  }

  /**
   * @param height rows as asked for, or null
   * @param width columns as asked for, or null
   */
  List<SceneSource> sources(Integer height, Integer width, SpikeCamera camera) throws IOException {
    if ((drawn == null ? 0 : 1) + (images == null ? 0 : 1) + (photo == null ? 0 : 1) > 1) {
      throw new IllegalArgumentException(
          "Scenes, --images and --photo exclude each other; give options of one kind only");
    }
    if (images != null) {
      return List.of(images(height, width, camera));
    }
    int rows = height == null ? DEFAULT_HEIGHT : height;
    int columns = width == null ? DEFAULT_WIDTH : width;
    if (photo != null) {
      return List.of(photo(rows, columns));
    }
    Drawn chosen = drawn == null ? new Drawn() : drawn;
    List<ProceduralScene> scenes =
        chosen.names.equals(List.of("all"))
            ? Arrays.asList(ProceduralScene.values())
            : chosen.names.stream().map(ProceduralScene::of).toList();
    return scenes.stream().map(scene -> scene.source(columns, rows, chosen.speed)).toList();
  }

  private SceneSource images(Integer height, Integer width, SpikeCamera camera) throws IOException {
    if (!Files.isDirectory(images.folder)) {
      throw new IllegalArgumentException("--images %s is no folder".formatted(images.folder));
    }
    double fps = images.fps == null ? camera.readoutHz() : images.fps;
    ImageSequence.Between between =
        SimulatedCameraOptions.choice(
            "--between", images.between, ImageSequence.Between.values(), ImageSequence.Between::id);
    ImageSequence sequence = ImageSequence.open(images.folder, fps, between, width, height);
    return seed -> sequence;
  }

  private SceneSource photo(int height, int width) throws IOException {
    if (!Files.isRegularFile(photo.file)) {
      throw new IllegalArgumentException("--photo %s is no file".formatted(photo.file));
    }
    GrayImage picture = Pictures.read(photo.file, GreyRule.OPENCV);
    String name = photo.file.getFileName().toString();
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    return seed ->
        MovingCamera.overPhoto(
            stem,
            photo.file.toString(),
            picture,
            width,
            height,
            new CameraPath(
                photo.panX, photo.panY, photo.turn, photo.zoom, photo.shake, photo.shakeHz, seed));
  }
}
