package io.spikelake.it;

import io.spikelake.cli.SpikeLake;
import io.spikelake.jobs.session.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Runs commands one after the other in one process, whose environment and properties hold
 * credentials, and prints how each ended.
 *
 * <p>Argument: a file with one command in each line, its arguments with tabs between them.
 */
final class SecretsProbe {

  private SecretsProbe() {}

  public static void main(String[] arguments) throws IOException {
    try (SparkSession session = SparkSessions.open("spikelake-secrets-probe")) {
      for (String command : Files.readAllLines(Path.of(arguments[0]))) {
        System.out.println("EXIT " + SpikeLake.run(command.split("\t")));
      }
    }
  }
}
