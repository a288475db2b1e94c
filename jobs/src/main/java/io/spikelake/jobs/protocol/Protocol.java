package io.spikelake.jobs.protocol;

import io.spikelake.dataset.Crop;
import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.dataset.PathPattern;
import io.spikelake.jobs.published.CostFigure;
import io.spikelake.quality.ModelSlot;
import io.spikelake.quality.QualityMetrics;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.variant.Variant;
import io.spikelake.variant.VariantRegistry;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a published table was made, as far as it is known, in the terms of a run.
 *
 * @param name of the preset
 * @param title one line for people
 * @param citation key of the publication in {@link io.spikelake.jobs.published.Citations}
 * @param tables published tables that it repeats; empty where none of their figures is shipped
 * @param datasets names in the catalogue; a run is about one of them
 * @param parts of a data set that the tables tell apart; often empty
 * @param split part of the data sets that is scored, or null for all of it
 * @param window planes around the key frame, in words; the ids of the methods have them as numbers
 * @param keyFrames frames that are reconstructed, or null for the rule of the data set
 * @param crop part of a plane that is scored, or null for that of the data set
 * @param methods in the order of the tables
 * @param metrics ids as typed on a command line. Where the publication does not say which variant
 *     it means, the first of a name is the declared default, and others that it may mean follow
 * @param costs columns that tell what a method costs
 * @param requiredOptions options of a run that have no answer in the preset, such as {@code
 *     --white-rate}
 * @param unstated facts that the publication leaves open, and what the preset takes for them;
 *     unmodifiable, in the order of the file
 * @param departures where the preset cannot do what the publication did
 */
public record Protocol(
    String name,
    String title,
    String citation,
    List<Table> tables,
    List<String> datasets,
    List<Part> parts,
    String split,
    String window,
    KeyFrameRule keyFrames,
    Crop crop,
    List<Method> methods,
    List<String> metrics,
    Costs costs,
    List<String> requiredOptions,
    Map<String, String> unstated,
    List<String> departures) {

  /** A published table. */
  public record Table(String source, String table) {}

  /**
   * Some recordings of a data set.
   *
   * @param name by which published figures refer to it
   * @param recordings a glob over paths relative to the input root
   */
  public record Part(String name, PathPattern recordings) {}

  /**
   * A method of the preset.
   *
   * @param id as typed on a command line; the name of a pack for networks
   * @param tone of its frames, or null for the default of method and data set
   */
  public record Method(String id, String tone) {

    /** Whether it is a network, which a pack must be there for. */
    public boolean needsPack() {
      return !isBuiltIn(Reconstructors.registry(), id);
    }
  }

  /**
   * Columns that tell what a method costs, for frames of one size.
   *
   * @param figures in the order of the columns; empty for none
   * @param height rows of the frame
   * @param width columns of the frame
   */
  public record Costs(List<CostFigure> figures, int height, int width) {

    /** No such columns. */
    public static final Costs NONE = new Costs(List.of(), 0, 0);

    public Costs {
      figures = List.copyOf(figures);
    }
  }

  public Protocol {
    tables = List.copyOf(tables);
    datasets = List.copyOf(datasets);
    parts = List.copyOf(parts);
    methods = List.copyOf(methods);
    metrics = List.copyOf(metrics);
    requiredOptions = List.copyOf(requiredOptions);
    unstated = Collections.unmodifiableMap(new LinkedHashMap<>(unstated));
    departures = List.copyOf(departures);
  }

  /** Names of the packs that its methods and metrics need, in their order. */
  public List<String> packs() {
    return Stream.concat(
            methods.stream().filter(Method::needsPack).map(Method::id),
            metrics.stream().filter(metric -> !isBuiltIn(QualityMetrics.registry(), metric)))
        .toList();
  }

  /**
   * Models of metrics that the user must bring, such as {@code NIQE_LIVE}. Other variants of the
   * metric do not stand in for them.
   */
  public List<ModelSlot> models() {
    return Arrays.stream(ModelSlot.values())
        .filter(slot -> !slot.isBundled())
        .filter(slot -> metrics.stream().anyMatch(metric -> serves(slot, metric)))
        .toList();
  }

  /** A slot serves the variant of its name and those whose name continues it. */
  private static boolean serves(ModelSlot slot, String metric) {
    return (metric.split("[@:]", 2)[0] + "-").startsWith(slot.id() + "-");
  }

  static boolean isBuiltIn(VariantRegistry<?, ?> registry, String id) {
    String name = id.split("[/@:]", 2)[0];
    return registry.variants().stream().map(Variant::name).anyMatch(name::equals);
  }
}
