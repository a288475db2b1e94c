package io.spikelake.cli;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.image.Tone;
import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.FileByteSource;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import io.spikelake.spike.SpikeStatistics;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a recording is, without Spark: geometry, label, firing rates, intervals. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what a recording is: format, geometry, label, firing rates and inter-spike"
          + " intervals.",
      "Reads a few planes at a time, so that its size does not matter."
    })
public final class InspectCommand implements Callable<Integer> {

  /** Packed planes read at once. Large, because every read of an arr0 archive goes through it. */
  private static final int CHUNK_BYTES = 1 << 26;

  /** Planes of the picture before and after the key frame: 41 in all, as the field's TFP has. */
  private static final int PICTURE_REACH = 20;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The recording, a local file.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "F",
      converter = SpikeConverters.Format.class,
      description =
          "dat, uhsr, time-packed, arr0 or npy. Default: what content and name of the file say.")
  private SpikeFormat format;

  @Option(
      names = "--height",
      paramLabel = "H",
      description = "Rows of a plane. A .dat file does not say it; other formats check it.")
  private int height;

  @Option(
      names = "--width",
      paramLabel = "W",
      description = "Columns of a plane, without head columns, as --height.")
  private int width;

  @Option(
      names = "--flip",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "true",
      description = "Whether a .dat file holds the bottom row first. Default: ${DEFAULT-VALUE}.")
  private boolean flip;

  @Option(
      names = "--head-columns",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Columns at the end of each row of a .dat file that are not picture. Default:"
              + " ${DEFAULT-VALUE}.")
  private int headColumns;

  @Option(
      names = "--bit-policy",
      paramLabel = "P",
      converter = SpikeConverters.Policy.class,
      defaultValue = "refuse",
      description =
          "What follows when a plane of a .dat file does not fill its last byte: refuse"
              + " (an error), continuous (the next plane, bit by bit) or padded (zeros)."
              + " Default: ${DEFAULT-VALUE}.")
  private BitPolicy bitPolicy;

  @Option(
      names = "--at",
      paramLabel = "N",
      description =
          "Key frame, counted from 0, that --png and the rate of the key frame are of."
              + " Default: the middle, planes / 2.")
  private Long at;

  @Option(
      names = "--png",
      paramLabel = "OUT",
      description =
          "Writes the mean of the 41 planes around the key frame, or as many of them as"
              + " there are, as an 8-bit grey PNG: the darkest pixel black, the brightest"
              + " white.")
  private Path png;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          Files.exists(file)
              ? "%s is no file; give one recording".formatted(file)
              : "No such file: %s".formatted(file));
    }
    if (png != null && !Files.isDirectory(png.toAbsolutePath().getParent())) {
      throw new IllegalArgumentException(
          "No folder for --png %s; make %s first".formatted(png, png.toAbsolutePath().getParent()));
    }
    SpikeLayout layout = new SpikeLayout(height, width, flip, headColumns, bitPolicy);
    try (FileByteSource source = FileByteSource.open(file);
        SpikeRecording recording = SpikeRecordings.open(source, format, layout)) {
      long keyFrame = keyFrame(recording.header());
      report(source.length(), recording, keyFrame);
      if (png != null) {
        writePicture(recording, keyFrame);
      }
    }
    return 0;
  }

  private long keyFrame(SpikeHeader header) {
    if (at == null) {
      return header.planes() / 2;
    }
    if (at < 0 || at >= header.planes()) {
      throw new IllegalArgumentException(
          "Key frame --at %d: %s has planes 0 to %d".formatted(at, file, header.planes() - 1));
    }
    return at;
  }

  private void report(long fileBytes, SpikeRecording recording, long keyFrame) throws IOException {
    SpikeHeader header = recording.header();
    double pixels = (double) header.height() * header.width();
    double first = recording.read(0, 1).count(0) / pixels;
    double key = recording.read(keyFrame, 1).count(0) / pixels;
    SpikeStatistics statistics = statistics(recording);

    line("file", file);
    line("format", header.format().id() + (header.splittable() ? ", splittable" : ""));
    line("geometry", "%d x %d (height x width)".formatted(header.height(), header.width()));
    line("planes", header.planes());
    line("label", label(header));
    line("file bytes", fileBytes);
    line("spikes", statistics.spikes());
    line("mean rate", rate(statistics.meanRate()) + " spikes per pixel and plane");
    line("first plane", rate(first));
    line("key frame", "%s, plane %d".formatted(rate(key), keyFrame));
    line("lowest plane", rate(statistics.lowestRate()));
    line("highest plane", rate(statistics.highestRate()));
    line("silent pixels", statistics.silentPixels());
    line("interval median", interval(statistics.intervalQuantile(0.5)));
    line("interval p95", interval(statistics.intervalQuantile(0.95)));
    out().flush();
  }

  private static SpikeStatistics statistics(SpikeRecording recording) throws IOException {
    SpikeHeader header = recording.header();
    SpikeStatistics statistics = new SpikeStatistics(header.height(), header.width());
    int planeBytes = SpikeStream.planeBytes(header.height(), header.width());
    int atOnce = Math.max(1, CHUNK_BYTES / planeBytes);
    for (long from = 0; from < header.planes(); from += atOnce) {
      statistics.add(recording.read(from, (int) Math.min(atOnce, header.planes() - from)));
    }
    return statistics;
  }

  private static String label(SpikeHeader header) {
    if (header.label().isEmpty()) {
      return header.labelName().orElse("none");
    }
    String name = header.labelName().map(" (%s)"::formatted).orElse("");
    return header.label().getAsLong() + name;
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.6f", rate);
  }

  private static String interval(OptionalLong interval) {
    return interval.isEmpty() ? "none, no pixel fired twice" : interval.getAsLong() + " planes";
  }

  private void line(String name, Object value) {
    out().printf(Locale.ROOT, "%-16s %s%n", name, value);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void writePicture(SpikeRecording recording, long keyFrame) throws IOException {
    SpikeHeader header = recording.header();
    long from = Math.max(0, keyFrame - PICTURE_REACH);
    long end = Math.min(header.planes(), keyFrame + PICTURE_REACH + 1);
    GrayImage mean = mean(recording.read(from, (int) (end - from)));
    Pictures.writePng(new Tone.MinMax().apply(mean), png);
  }

  /** Counts are small whole numbers, exact in single precision. */
  private static GrayImage mean(SpikeStream stream) {
    float[] counts = new float[stream.pixels()];
    byte[] plane = new byte[stream.pixels()];
    for (int i = 0; i < stream.planes(); i++) {
      stream.unpackPlane(i, plane, 0);
      for (int p = 0; p < plane.length; p++) {
        counts[p] += plane[p];
      }
    }
    for (int p = 0; p < counts.length; p++) {
      counts[p] /= stream.planes();
    }
    return new GrayImage(stream.width(), stream.height(), counts);
  }
}
