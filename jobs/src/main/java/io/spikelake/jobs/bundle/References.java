package io.spikelake.jobs.bundle;

import io.spikelake.dataset.DatasetCatalogue;
import io.spikelake.dataset.DatasetSpec;
import io.spikelake.jobs.published.Citation;
import io.spikelake.jobs.published.Citations;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackManifest;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whom to cite for methods, metrics and data sets, and on what terms they are to be had. */
final class References {

  private static final String UNKNOWN = "not known to SpikeLake; ask whoever the files are from";
  private static final String OWN = "computed by SpikeLake's own code, Apache-2.0";

  /** Publications of what SpikeLake computes itself, by the name of the method or metric. */
  private static final Map<String, String> IMPLEMENTED =
      Map.of(
          "tfp", "zhu2019retina",
          "tfi", "zhu2019retina",
          "tvs", "zhu2020retina",
          "tfstp", "zheng2021plasticity",
          "niqe", "mittal2013niqe",
          "brisque", "mittal2012brisque",
          "piqe", "venkatanath2015piqe",
          "ssim", "wang2004ssim");

  private final Map<String, Citation> citations = new TreeMap<>();
  private final List<String> terms = new ArrayList<>();

  private References() {}

  /**
   * @param methods complete ids
   * @param metrics complete ids
   * @param datasets names
   */
  static References of(
      Equipment equipment,
      Collection<String> methods,
      Collection<String> metrics,
      Collection<String> datasets) {
    References references = new References();
    references.terms.add("## Methods\n");
    methods.forEach(id -> references.add(id, equipment.methods().pack(VariantId.parse(id))));
    references.terms.add("\n## Metrics\n");
    metrics.forEach(id -> references.add(id, equipment.metrics().pack(VariantId.parse(id))));
    references.terms.add("\n## Data sets\n");
    datasets.forEach(references::addDataset);
    return references;
  }

  private void add(String id, Optional<ModelPack> pack) {
    if (pack.isPresent()) {
      PackManifest manifest = pack.get().manifest();
      cite(note("pack-" + manifest.name() + "-" + manifest.release(), manifest.family(), manifest));
      term(id, "weights: %s, from %s".formatted(manifest.license(), manifest.source()));
      return;
    }
    VariantId variant = VariantId.parse(id);
    String key = IMPLEMENTED.get(variant.name());
    if (key != null) {
      cite(implemented().get(key));
    }
    boolean network = variant.parameters().containsKey(ModelPack.PACK);
    term(id, network ? "the pack is not installed here; " + UNKNOWN : OWN);
  }

  private static Citation note(String key, String title, PackManifest manifest) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("title", title);
    fields.put("howpublished", manifest.source());
    fields.put("note", "Paper: " + manifest.paper());
    return new Citation(key, "misc", fields);
  }

  private void addDataset(String name) {
    if (!DatasetCatalogue.names().contains(name)) {
      term(name, UNKNOWN);
      return;
    }
    DatasetSpec spec = DatasetCatalogue.load(name);
    if (spec.citation() != null) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("title", spec.title());
      if (spec.homepage() != null) {
        fields.put("howpublished", spec.homepage());
      }
      fields.put("note", spec.citation().strip());
      cite(new Citation("dataset-" + name, "misc", fields));
    }
    term(name, spec.licence() == null ? "none is stated; ask its authors" : spec.licence());
  }

  private void cite(Citation citation) {
    citations.put(citation.key(), citation);
  }

  private void term(String name, String licence) {
    terms.add("- `%s`: %s".formatted(name, licence));
  }

  private static Map<String, Citation> implemented() {
    String name = "implemented.yaml";
    try (InputStream in = Objects.requireNonNull(References.class.getResourceAsStream(name))) {
      return Citations.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }

  /** A file of BibTeX, in the order of keys. */
  String bibTeX() {
    return citations.values().stream().map(Citation::bibTeX).collect(Collectors.joining("\n"));
  }

  /** Markdown. */
  String licences() {
    return "# Terms\n\n" + String.join("\n", terms) + "\n";
  }
}
