package io.spikelake.it;

import io.delta.storage.LogStore;
import io.spikelake.jobs.storage.ConditionalLogStore;
import io.spikelake.jobs.storage.LinkLogStore;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One of two processes that write the same versions of a Delta log at the same time, and print
 * those that they won.
 *
 * <p>Arguments: a properties file with settings of the storage, the folder of the log, the number
 * of versions, a name for what it writes, and a local file that appears with the time to start at.
 * The versions are due one by one, so that neither process gets ahead.
 */
final class CreateRace {

  private static final long MILLIS_PER_VERSION = 80;
  private static final int JITTER_MILLIS = 8;

  private CreateRace() {}

  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    try (var in = Files.newInputStream(java.nio.file.Path.of(arguments[0]))) {
      settings.load(in);
    }
    Configuration conf = new Configuration();
    settings.forEach((key, value) -> conf.set(key.toString(), value.toString()));
    Path folder = new Path(arguments[1]);
    LogStore store =
        folder.toUri().getScheme().equals("s3a")
            ? new ConditionalLogStore(conf)
            : new LinkLogStore(conf);
    folder.getFileSystem(conf).exists(folder);
    System.out.println("READY");
    java.nio.file.Path go = java.nio.file.Path.of(arguments[4]);
    while (!Files.exists(go)) {
      Thread.sleep(1);
    }
    long start = Long.parseLong(Files.readString(go));
    Random jitter = new Random(arguments[3].hashCode());
    for (int version = 0; version < Integer.parseInt(arguments[2]); version++) {
      long due = start + version * MILLIS_PER_VERSION + jitter.nextInt(JITTER_MILLIS);
      while (System.currentTimeMillis() < due) {
        Thread.onSpinWait();
      }
      Path file = new Path(folder, "%020d.json".formatted(version));
      try {
        store.write(file, List.of(arguments[3] + " " + version).iterator(), false, conf);
        System.out.println("WON " + version);
      } catch (FileAlreadyExistsException e) {
        System.out.println("LOST " + version);
      }
    }
  }
}
