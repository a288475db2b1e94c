package io.spikelake.cli;

import io.spikelake.jobs.settings.SettingsFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is set for this process, in layers: what {@code --conf} and the virtual machine were told
 * wins over files, a later file over an earlier one.
 *
 * <p>While it is open, what files say to Spark are system properties, where Spark and Hadoop's file
 * systems look for them.
 */
final class Settings implements AutoCloseable {

  private static final String SPARK = "spark.";

  /**
   * A setting and where it is from.
   *
   * @param origin a file, a profile, or {@link #CONF}
   */
  record Setting(String key, String value, String origin) {}

  /** The strongest layer. */
  static final String CONF = "--conf";

  private final List<SettingsFile> strongestFirst;
  private final Set<String> added = new TreeSet<>();

  private Settings(List<SettingsFile> strongestFirst) {
    this.strongestFirst = strongestFirst;
  }

  /**
   * @param files the weakest first
   */
  static Settings open(List<SettingsFile> files) {
    List<SettingsFile> layers = new ArrayList<>(files);
    layers.add(new SettingsFile(CONF, properties()));
    Collections.reverse(layers);
    Settings settings = new Settings(layers);
    for (Setting setting : settings.all()) {
      if (System.getProperty(setting.key()) == null) {
        System.setProperty(setting.key(), setting.value());
        settings.added.add(setting.key());
      }
    }
    return settings;
  }

  private static Map<String, String> properties() {
    Map<String, String> all = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(SPARK)) {
        all.put(name, System.getProperty(name));
      }
    }
    return all;
  }

  /** The value that counts of some keys; within a layer that of the first. */
  Optional<Setting> find(String... keys) {
    for (SettingsFile layer : strongestFirst) {
      for (String key : keys) {
        String value = layer.values().get(key);
        if (value != null) {
          return Optional.of(new Setting(key, value, layer.name()));
        }
      }
    }
    return Optional.empty();
  }

  /** Those that count, by key. */
  List<Setting> all() {
    Map<String, Setting> all = new LinkedHashMap<>();
    for (Setting setting : everywhere()) {
      all.putIfAbsent(setting.key(), setting);
    }
    return List.copyOf(new TreeMap<>(all).values());
  }

  /** Those of all layers, the strongest first. */
  List<Setting> everywhere() {
    return strongestFirst.stream()
        .flatMap(
            layer ->
                layer.values().entrySet().stream()
                    .map(entry -> new Setting(entry.getKey(), entry.getValue(), layer.name())))
        .toList();
  }

  @Override
  public void close() {
    added.forEach(System::clearProperty);
  }
}
