package io.spikelake.cli;

import io.spikelake.simulate.RecordingPlan;
import io.spikelake.simulate.SimulatedRecording;
import io.spikelake.simulate.SimulationArchive;
import io.spikelake.simulate.SpikeCamera;
import io.spikelake.simulate.scene.SceneSource;
import io.spikelake.spike.SpikeFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes recordings with ground truth, without Spark. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes spike recordings with ground truth from drawn scenes, an image sequence or a photo."
          + " The same options give the same bytes.",
      "Writes them like Spike-REDS: DIR/input/SCENE_partK_key_idN.dat and DIR/gt/*.png, with every"
          + " parameter in DIR/simulation.json."
    })
public final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write to; made if missing.")
  private Path out;

  @Option(
      names = "--overwrite",
      description =
          "Write into a folder that has recordings already; files of the same names are replaced.")
  private boolean overwrite;

  @Option(
      names = "--planes",
      paramLabel = "N",
      defaultValue = "301",
      description = "Planes per recording. Default: ${DEFAULT-VALUE}.")
  private long planes;

  @Option(
      names = "--height",
      paramLabel = "H",
      description = "Rows. Default: 250, or those of the images, whose middle is cut out.")
  private Integer height;

  @Option(
      names = "--width",
      paramLabel = "W",
      description = "Columns. Default: 400, or those of the images, whose middle is cut out.")
  private Integer width;

  @Option(
      names = "--key-frames",
      paramLabel = "N",
      split = ",",
      description =
          "Planes to write ground truth of, ascending, counted from 0 (names of files count from"
              + " 1). Default: the middle, planes / 2.")
  private List<Long> keyFrames;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Recordings per scene; part K has the seed SEED + K - 1. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of scenes, start charge and noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "dat",
      description = "dat, uhsr, time-packed, arr0 or npy. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Mixin private SimulatedCameraOptions cameraOptions;
  @Mixin private SimulatedSceneOptions sceneOptions;

  @Override
  public Integer call() throws IOException {
    SpikeFormat spikeFormat = SpikeFormat.parse(format);
    SpikeCamera camera = cameraOptions.camera();
    RecordingPlan plan =
        keyFrames == null
            ? RecordingPlan.middle(planes, spikeFormat)
            : new RecordingPlan(planes, keyFrames, spikeFormat);
    List<SceneSource> sources = sceneOptions.sources(height, width, camera);
    SimulationArchive archive = new SimulationArchive(out, camera, plan);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new IllegalArgumentException("--out %s is no folder".formatted(out));
    }
    if (!overwrite && archive.hasRecordings()) {
      throw new IllegalArgumentException(
          "--out %s has recordings already; give another folder, or --overwrite".formatted(out));
    }
    write(archive, sources, camera);
    return 0;
  }

  private void write(SimulationArchive archive, List<SceneSource> sources, SpikeCamera camera)
      throws IOException {
    PrintWriter table = spec.commandLine().getOut();
    table.printf("%-12s %6s %9s  %s%n", "scene", "planes", "mean rate", "recording");
    List<SimulatedRecording> written =
        archive.write(sources, count, seed, recording -> row(table, recording));
    table.printf(
        Locale.ROOT,
        "%d recordings with ground truth in %s; white fires %s times per plane at %s Hz%n",
        written.size(),
        out,
        camera.whiteRate(),
        camera.readoutHz());
    table.flush();
  }

  private void row(PrintWriter table, SimulatedRecording recording) {
    table.printf(
        Locale.ROOT,
        "%-12s %6d %9.4f  %s%n",
        recording.scene(),
        planes,
        recording.rate(),
        recording.file());
    table.flush();
  }
}
