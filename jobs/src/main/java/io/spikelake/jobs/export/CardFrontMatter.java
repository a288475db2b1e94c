package io.spikelake.jobs.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What the Hugging Face Hub and its loader read at the head of a dataset card. */
record CardFrontMatter(DatasetCard card) {

  String yaml() {
    Map<String, Object> values = new LinkedHashMap<>();
    Set<String> licences = licences();
    values.put("license", licences.isEmpty() ? "unknown" : "other");
    if (!licences.isEmpty()) {
      values.put("license_name", String.join("; ", licences));
    }
    values.put("pretty_name", card.title());
    List<String> tasks = new ArrayList<>();
    if (card.config().format() != ExportFormat.NPZ) {
      tasks.add("image-to-image");
    }
    if (!card.columns().classes().names().isEmpty()) {
      tasks.add("image-classification");
    }
    values.put("task_categories", tasks.isEmpty() ? List.of("other") : tasks);
    values.put("size_categories", List.of(sizeCategory(card.total())));
    values.put("tags", List.of("spike-camera"));
    if (!card.patterns().isEmpty()) {
      Map<String, Object> only = new LinkedHashMap<>();
      only.put("config_name", "default");
      only.put("data_files", dataFiles());
      values.put("configs", List.of(only));
    }
    values.put("dataset_info", info());
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(options).dump(values);
  }

  private List<Object> dataFiles() {
    List<Object> files = new ArrayList<>();
    for (String split : card.sizes().keySet()) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("split", SampleNames.split(split));
      file.put("path", card.patterns().get(split));
      files.add(file);
    }
    return files;
  }

  private Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    if (card.config().format() == ExportFormat.PARQUET
        || card.config().format() == ExportFormat.ARROW) {
      info.put("features", features());
    }
    List<Object> splits = new ArrayList<>();
    card.sizes()
        .forEach(
            (split, count) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("name", SampleNames.split(split));
              one.put("num_bytes", card.bytesBySplit().get(split));
              one.put("num_examples", count);
              splits.add(one);
            });
    info.put("splits", splits);
    info.put("download_size", card.bytes());
    info.put(
        "dataset_size", card.bytesBySplit().values().stream().mapToLong(Long::longValue).sum());
    return info;
  }

  private List<Object> features() {
    List<Object> features = new ArrayList<>();
    features.add(feature(ExportColumns.IMAGE, "image"));
    for (ExportColumn column : card.columns().columns()) {
      if (column.name().equals(ExportColumns.LABEL)) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : card.columns().classes().names()) {
          names.put(Integer.toString(names.size()), name);
        }
        features.add(feature(column.name(), Map.of("class_label", Map.of("names", names))));
      } else {
        features.add(feature(column.name(), column.kind().dtype()));
      }
    }
    return features;
  }

  private static Map<String, Object> feature(String name, Object dtype) {
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("name", name);
    feature.put("dtype", dtype);
    return feature;
  }

  /** None if the terms of any data set are not known. */
  private Set<String> licences() {
    Set<String> licences = new TreeSet<>();
    for (String name : card.facts().datasets().keySet()) {
      String licence = DatasetCard.licence(name);
      if (licence == null) {
        return Set.of();
      }
      licences.add(licence);
    }
    return licences;
  }

  /** The Hub's words: by powers of ten, from a thousand. */
  private static String sizeCategory(long count) {
    String[] bounds = {"1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"};
    long bound = 1000;
    for (int i = 0; i < bounds.length; i++, bound *= 10) {
      if (count < bound) {
        return i == 0 ? "n<1K" : bounds[i - 1] + "<n<" + bounds[i];
      }
    }
    return "n>1T";
  }
}
