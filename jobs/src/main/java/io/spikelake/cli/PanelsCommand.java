package io.spikelake.cli;

import io.spikelake.dataset.Crop;
import io.spikelake.jobs.figure.Panel;
import io.spikelake.jobs.figure.PanelFile;
import io.spikelake.jobs.figure.PanelSource;
import io.spikelake.jobs.figure.SampleName;
import io.spikelake.jobs.task.Equipment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code panels}: pictures of methods side by side. */
@Command(
    name = "panels",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts pictures of the same samples by several methods side by side, for a publication.",
      "The ground truth comes first where the lake has one."
    })
final class PanelsCommand implements Callable<Integer> {

  @Mixin LakeOption lake;

  @Option(names = "--dataset", paramLabel = "NAME", required = true, description = "the data set")
  String dataset;

  @Option(
      names = "--methods",
      paramLabel = "ID",
      split = ",",
      required = true,
      description = "the methods, in the order of the pictures")
  List<String> methods;

  @Option(
      names = "--labels",
      paramLabel = "TEXT",
      split = ",",
      description = "what to write below the methods' pictures, default: their names")
  List<String> labels = List.of();

  @Option(
      names = "--at",
      paramLabel = "RECORDING[:KEY_FRAME]",
      required = true,
      converter = SampleConverter.class,
      description = {
        "path or id of a recording and a key frame, default: its first; may be given several times"
      })
  List<SampleName> samples;

  @Option(
      names = "--tone",
      paramLabel = "TONE",
      description = "of the pictures; needed where a method has several")
  String tone;

  @Option(
      names = "--metrics",
      paramLabel = "ID",
      split = ",",
      description = "scores to write below the pictures, default: none")
  List<String> metrics = List.of();

  @Option(
      names = "--crop",
      paramLabel = "X,Y,WIDTH,HEIGHT",
      converter = CropConverter.class,
      description =
          "only this part of the pictures; of several, each has a row of its own; default: all")
  List<Crop> crops = new ArrayList<>();

  @Option(
      names = "--inset",
      paramLabel = "X,Y,WIDTH,HEIGHT",
      converter = CropConverter.class,
      description = {
        "a part to magnify below each picture, with a frame that says where it is from;",
        "in pixels of the whole picture; may be given several times"
      })
  List<Crop> insets = new ArrayList<>();

  @Option(
      names = "--scale",
      paramLabel = "N",
      description =
          "pixels of the panel per pixel of a picture, along each side, default: ${DEFAULT-VALUE}")
  int scale = 1;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "pictures side by side, default: ${DEFAULT-VALUE}")
  int columns = 5;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "the panel: .png, or .pdf with pictures without loss and text as text")
  Path file;

  @Mixin AsOfOption asOf;
  @Mixin KnownEquipment equipment;

  @Override
  public Integer call() throws Exception {
    PanelFile.format(file);
    Panel.Style style = new Panel.Style(crops, insets, scale, columns);
    Equipment all = equipment.load();
    PanelSource.Selection selection =
        new PanelSource.Selection(
            dataset, all.methodIds(methods), labels, tone, all.metricIds(metrics));
    LakeCommand.read(
        lake.uri,
        opened -> {
          PanelSource source = new PanelSource(asOf.of(opened), selection);
          List<Panel.Sample> pictures = new ArrayList<>();
          for (SampleName sample : samples) {
            pictures.add(source.sample(sample));
          }
          PanelFile.write(new Panel(pictures, style), file);
        });
    System.out.println("panel " + file);
    return 0;
  }

  /** A recording and a key frame. */
  static final class SampleConverter implements ITypeConverter<SampleName> {
    @Override
    public SampleName convert(String value) {
      return SampleName.parse(value);
    }
  }

  /** Four numbers. */
  static final class CropConverter implements ITypeConverter<Crop> {

    private static final Pattern NUMBERS =
        Pattern.compile("(\\d{1,6}),(\\d{1,6}),(\\d{1,6}),(\\d{1,6})");

    @Override
    public Crop convert(String value) {
      Matcher numbers = NUMBERS.matcher(value);
      if (!numbers.matches()) {
        throw new TypeConversionException(
            "expected x,y,width,height in pixels, such as 100,60,32,24, not '%s'".formatted(value));
      }
      return new Crop(
          number(numbers, 1), number(numbers, 2), number(numbers, 3), number(numbers, 4));
    }

    private static int number(Matcher numbers, int group) {
      return Integer.parseInt(numbers.group(group));
    }
  }
}
