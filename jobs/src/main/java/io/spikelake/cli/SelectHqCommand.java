package io.spikelake.cli;

import io.spikelake.djl.Methods;
import io.spikelake.jobs.hq.Recipe;
import io.spikelake.jobs.hq.SelectHqJob;
import io.spikelake.jobs.hq.Selection;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.variant.VariantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code select-hq}: the best reconstruction of each sample. */
@Command(
    name = "select-hq",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Keeps for each sample the reconstruction with the best score over a set of methods; fills the"
            + " table hq_images.")
final class SelectHqCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin DatasetFilter datasets;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "hq",
      description = "of the selection, default: ${DEFAULT-VALUE}")
  String name;

  @Option(
      names = "--methods",
      paramLabel = "ID",
      split = ",",
      description = "to choose from; of equal scores the one named first is taken")
  List<String> methods = List.of();

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = {
        "instead of --methods: spikeclip = of spike-reds what wgse makes, of u-caltech and u-cifar",
        "the best of tfp, tfi, spk2imgnet, ssml and wgse"
      })
  String recipe;

  @Mixin LeaveOutOption missing;

  @Option(
      names = "--metric",
      paramLabel = "ID",
      defaultValue = "niqe",
      description = "to choose by, default: ${DEFAULT-VALUE}")
  String metric;

  @Option(
      names = "--tone",
      paramLabel = "TONE",
      description = "of the frames, default: the only one that each method has")
  String tone;

  @Mixin SelectionCaps caps;
  @Mixin KnownEquipment equipment;

  @Override
  public Integer call() throws Exception {
    Equipment all = equipment.load();
    List<Selection> selection = selection(all);
    Map<String, Long> counts =
        LakeCommand.write(
            "select-hq",
            lake.uri,
            record(selection),
            all,
            (context, progress, done) -> done.putAll(new SelectHqJob(context, selection).run()));
    print(counts, selection.get(0).metric());
    return 0;
  }

  private List<Selection> selection(Equipment all) {
    if (methods.isEmpty() == (recipe == null)) {
      throw new IllegalArgumentException("Give either --methods or --recipe");
    }
    if (recipe == null) {
      return List.of(part(datasets.names, methods, all));
    }
    List<Selection> parts = new ArrayList<>();
    List<String> needed = new ArrayList<>();
    for (Recipe.Part part : Recipe.parse(recipe).parts()) {
      List<String> wanted =
          part.datasets().stream()
              .filter(dataset -> datasets.names.isEmpty() || datasets.names.contains(dataset))
              .toList();
      List<String> known =
          part.methods().stream().filter(typed -> isKnown(typed, all.methods())).toList();
      part.methods().stream()
          .filter(typed -> !known.contains(typed) && !needed.contains(typed))
          .forEach(needed::add);
      if (!wanted.isEmpty() && !known.isEmpty()) {
        parts.add(part(wanted, known, all));
      }
    }
    if (!needed.isEmpty()) {
      missing.leaveOut("Recipe %s needs %s".formatted(recipe, LeaveOutOption.packs(needed)));
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Nothing remains of recipe " + recipe);
    }
    return parts;
  }

  private static boolean isKnown(String typed, Methods known) {
    return known.all().stream().map(VariantId::name).anyMatch(typed::equals);
  }

  private Selection part(List<String> of, List<String> typed, Equipment all) {
    VariantId metricId = all.metrics().resolve(metric, all.models());
    return new Selection(
        name,
        of,
        all.methodIds(typed),
        tone,
        metricId.toString(),
        all.metrics().lowerIsBetter(metricId),
        caps.draws(),
        caps.caps());
  }

  /** The resolved configuration, for the table of runs. */
  private Map<String, Object> record(List<Selection> selection) {
    Map<String, Object> record = new TreeMap<>();
    record.put("name", name);
    record.put("recipe", String.valueOf(recipe));
    record.put("metric", selection.get(0).metric());
    record.put("tone", String.valueOf(tone));
    record.put("caps", caps.caps().toString());
    record.put("uncertainty", caps.draws());
    record.put(
        "methods",
        selection.stream().map(part -> part.datasets() + " " + part.candidates()).toList());
    return record;
  }

  private void print(Map<String, Long> counts, String metricId) {
    long images = counts.get("images");
    System.out.printf("%d images of selection '%s' by %s%n", images, name, metricId);
    counts.forEach(
        (count, value) -> {
          if (count.startsWith(SelectHqJob.WON_BY)) {
            System.out.printf(
                "%6.1f %%  %s%n",
                100.0 * value / images, count.substring(SelectHqJob.WON_BY.length()));
          }
        });
    long tested = counts.getOrDefault(SelectHqJob.TESTED, 0L);
    if (tested > 0) {
      System.out.printf(
          "of %d margins %.1f %% are inside the uncertainty of the metric itself: other blocks of the"
              + " same image would have chosen the second best%n",
          tested, 100.0 * counts.get(SelectHqJob.UNSURE) / tested);
    }
  }
}
