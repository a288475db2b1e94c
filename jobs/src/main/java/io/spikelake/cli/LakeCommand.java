package io.spikelake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.Progress;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.io.RunLog;
import io.spikelake.jobs.session.SparkSessions;
import io.spikelake.jobs.task.Equipment;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on a lake: opens Spark, registers the run, and records how it ended. A session that was
 * open before stays open.
 */
final class LakeCommand {

  private static final Logger LOG = LoggerFactory.getLogger(LakeCommand.class);

  /** The work of a command. */
  @FunctionalInterface
  interface Work {
    /**
     * @param counts what was done, for the record; filled as the work goes on
     */
    void run(JobContext context, Progress progress, Map<String, Long> counts) throws Exception;
  }

  /** Work that reads a lake and leaves no trace. */
  @FunctionalInterface
  interface Reading {
    void run(Lake lake) throws Exception;
  }

  private LakeCommand() {}

  /**
   * @param command name of the command, for the record
   * @param config resolved configuration, for the record
   * @return what was done
   */
  static Map<String, Long> write(
      String command, String lakeUri, Map<String, Object> config, Equipment equipment, Work work)
      throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    read(
        lakeUri,
        lake -> {
          long started = System.nanoTime();
          lake.requireExclusiveCommits();
          RunLog log = new RunLog(lake);
          String record = json(config);
          Run run = log.begin(command, record);
          LOG.info("Run {} of {} on {}: {}", run.sequence(), command, lake.root(), config);
          try (JobContext context = JobContext.of(lake, run, equipment)) {
            try (ProgressLine progress = new ProgressLine(System.err)) {
              work.run(context, progress, counts);
            } finally {
              counts.putAll(context.counters().sums());
            }
          } catch (Exception e) {
            recordFailure(log, run, command, record, counts, e);
            throw e;
          }
          log.finish(run, command, record, counts);
          LOG.info(
              "Run {} finished in {} s",
              run.sequence(),
              (System.nanoTime() - started) / 1_000_000_000);
        });
    return counts;
  }

  private static void recordFailure(
      RunLog log,
      Run run,
      String command,
      String record,
      Map<String, Long> counts,
      Exception failure) {
    try {
      log.fail(run, command, record, counts, String.valueOf(failure.getMessage()));
    } catch (RuntimeException notRecorded) {
      failure.addSuppressed(notRecorded);
    }
  }

  static void read(String lakeUri, Reading reading) throws Exception {
    boolean owner = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark = SparkSessions.open("spikelake");
    try {
      reading.run(new Lake(spark, lakeUri));
    } finally {
      if (owner) {
        spark.stop();
      }
    }
  }

  private static String json(Map<String, Object> config) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(new TreeMap<>(config));
  }
}
