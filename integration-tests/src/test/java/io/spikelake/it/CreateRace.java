package io.spikelake.it;

import io.delta.storage.LogStore;
import io.spikelake.jobs.storage.ConditionalLogStore;
import io.spikelake.jobs.storage.LinkLogStore;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes versions of a Delta log, each at the moment when another process writes it too, and prints
 * which of them were its own.
 *
 * <p>Arguments: file with the settings of the storage; the log; number of versions; name of the
 * process; the port on loopback where a {@link Starter} answers when both are ready for the next.
 */
final class CreateRace {

  private static final int JITTER_MICROS = 8_000;

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
    Random jitter = new Random(arguments[3].hashCode());
    try (Socket starter =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[4]))) {
      for (int version = 0; version < Integer.parseInt(arguments[2]); version++) {
        starter.getOutputStream().write(1);
        if (starter.getInputStream().read() < 0) {
          throw new IllegalStateException("The other process is gone at version " + version);
        }
        TimeUnit.MICROSECONDS.sleep(jitter.nextInt(JITTER_MICROS));
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
}
