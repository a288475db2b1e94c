package io.spikelake.cli;

import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.quality.FitNiqe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Fits a pristine model for NIQE to photographs, without Spark.
 *
 * <p>The same pictures give the same model. JPEG files are decoded by the JDK; another decoder may
 * differ by a level here and there, and the model with it.
 */
@Command(
    name = "fit-niqe",
    mixinStandardHelpOptions = true,
    description = {
      "Fits a pristine model for NIQE to undistorted photographs, by the published procedure.",
      "Score with it by --model niqe/own=FILE and --metrics niqe/own; such scores are named after"
          + " the model."
    })
public final class FitNiqeCommand implements Callable<Integer> {

  /** The side that the metric cuts images into. */
  private static final int METRIC_PATCH = 96;

  /** Which of the images, in the order of their file names, are taken. */
  enum Half {
    FIRST,
    SECOND,
    ALL;

    /** With an odd number of images the one in the middle belongs to the second half. */
    <T> List<T> of(List<T> images) {
      int middle = images.size() / 2;
      return switch (this) {
        case FIRST -> images.subList(0, middle);
        case SECOND -> images.subList(middle, images.size());
        case ALL -> images;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "GLOB|DIR",
      description =
          "The photographs: a folder of PNG, BMP or JPEG files, or a glob in quotes. Colour becomes"
              + " grey as MATLAB's rgb2gray makes it.")
  private String images;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The model, a text file; replaced if it exists.")
  private Path out;

  @Option(
      names = "--sharpness",
      paramLabel = "SHARE",
      defaultValue = "0.75",
      description =
          "A patch is kept if its mean local deviation exceeds this share of that of the sharpest"
              + " patch of the same image. Default: ${DEFAULT-VALUE}, as published.")
  private double sharpness;

  @Option(
      names = "--patch",
      paramLabel = "N",
      defaultValue = "96",
      description =
          "Side of a patch in pixels, even. Default: ${DEFAULT-VALUE}, which the metric uses.")
  private int patch;

  @Option(
      names = "--half",
      paramLabel = "H",
      converter = HalfConverter.class,
      defaultValue = "all",
      description =
          "first, second or all: which half of the photographs, in the order of their file names."
              + " Default: ${DEFAULT-VALUE}.")
  private Half half;

  @Option(
      names = "--corpus",
      paramLabel = "TEXT",
      description =
          "What the photographs are and where they are published, for the head of the model."
              + " Default: what was given to --images.")
  private String corpus;

  @Override
  public Integer call() throws IOException {
    FitNiqe fit = new FitNiqe(patch, sharpness);
    List<Path> files =
        PictureFiles.find(List.of(images), "--images").stream()
            .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()))
            .toList();
    List<Path> chosen = half.of(files);
    PrintWriter err = spec.commandLine().getErr();
    if (patch != METRIC_PATCH) {
      err.printf(
          "Warning: niqe/own scores patches of %d; a model of %d does not fit it%n",
          METRIC_PATCH, patch);
    }
    for (Path file : chosen) {
      if (fit.add(Pictures.read(file, GreyRule.MATLAB)) == 0) {
        err.printf("Warning: no patch of %s was kept%n", file);
      }
    }
    String text =
        fit.text(
            List.of(
                "Corpus: " + (corpus == null ? images : corpus),
                "Images: %s of %d in the order of their file names"
                    .formatted(half == Half.ALL ? "all" : half + " half", files.size())));
    Files.writeString(out, text, StandardCharsets.UTF_8);
    PrintWriter result = spec.commandLine().getOut();
    result.printf(
        "%s: %d patches of %d images, model %s%n",
        out, fit.patches(), fit.images(), fit.fit().digest());
    result.flush();
    err.flush();
    return 0;
  }

  static final class HalfConverter implements ITypeConverter<Half> {
    @Override
    public Half convert(String text) {
      for (Half half : Half.values()) {
        if (half.toString().equals(text)) {
          return half;
        }
      }
      throw new TypeConversionException("'%s' is none of first, second, all".formatted(text));
    }
  }
}
