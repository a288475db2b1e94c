package io.spikelake.sql;

import io.spikelake.quality.QualityModels;
import io.spikelake.quality.models.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.internal.SQLConf;

/** The models that the user has installed, read once on the driver. */
final class InstalledModels {

  /** The setting that names the folder, as the option {@code --model-dir} of commands does. */
  static final String KEY = "spark.spikelake.model-dir";

  private static final Map<Path, QualityModels> READ = new ConcurrentHashMap<>();

  private InstalledModels() {}

  /**
   * Those of the folder that the session names, or of the one that commands use by default.
   *
   * @throws IllegalArgumentException if an installed model cannot be read, or is none
   */
  static QualityModels ofSession() {
    String named = SQLConf.get().getConfString(KEY, "");
    return READ.computeIfAbsent(
        named.isBlank() ? ModelStore.defaultFolder(System.getenv()) : Path.of(named),
        InstalledModels::read);
  }

  private static QualityModels read(Path folder) {
    try {
      return new ModelStore(folder).load(QualityModels.bundled());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The models in %s cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
