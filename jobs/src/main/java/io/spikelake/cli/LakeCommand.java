package io.spikelake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.hadoop.S3Refusal;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.Progress;
import io.spikelake.jobs.StoppedException;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.io.RunLog;
import io.spikelake.jobs.session.GpuAdvice;
import io.spikelake.jobs.session.SparkSessions;
import io.spikelake.jobs.session.Workload;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.schemas.RunsTable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs work on a lake: opens Spark, registers the run, and records how it ended. A session that was
 * open before stays open.
 */
final class LakeCommand {

  private static final Logger LOG = LoggerFactory.getLogger(LakeCommand.class);

  /** Spark carries local properties with this prefix into the log of tasks. */
  private static final String RUN = "mdc.run";

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

  /** Work that needs Spark and no lake. */
  @FunctionalInterface
  interface Computing {
    void run(SparkSession spark) throws Exception;
  }

  private LakeCommand() {}

  /**
   * Work that no GPU does.
   *
   * @param command name of the command, for the record
   * @param config resolved configuration, for the record
   * @return what was done
   */
  static Map<String, Long> write(
      String command, String lakeUri, Map<String, Object> config, Equipment equipment, Work work)
      throws Exception {
    return write(command, lakeUri, config, equipment, Workload.CPU, work);
  }

  /**
   * @param command name of the command, for the record
   * @param config resolved configuration, for the record
   * @param workload what there is to do for GPUs
   * @return what was done
   */
  static Map<String, Long> write(
      String command,
      String lakeUri,
      Map<String, Object> config,
      Equipment equipment,
      Workload workload,
      Work work)
      throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    read(
        lakeUri,
        lake -> {
          long started = System.nanoTime();
          // First of all: with some settings no executor ever starts, and this would wait.
          GpuAdvice.log(lake.spark().sparkContext().getConf(), workload);
          lake.requireExclusiveCommits();
          RunLog log = new RunLog(lake);
          String record = json(config);
          Run run = log.begin(command, record);
          name(lake.spark().sparkContext(), run);
          try (JobContext context = JobContext.of(lake, run, equipment);
              Termination termination = new Termination(context)) {
            LOG.info("Run {} of {} on {}: {}", run.sequence(), command, lake.root(), config);
            context.counters().publish(lake.spark().sparkContext());
            try {
              work(context, counts, work);
            } catch (Exception e) {
              RunLog.End end = end(e, counts, context.counters().seconds());
              recordFailure(() -> log.end(run, command, record, end), e);
              throw e;
            }
            RunLog.End end = RunLog.End.finished(counts, context.counters().seconds());
            log.end(run, command, record, end);
          }
          LOG.info(
              "Run {} finished in {} s",
              run.sequence(),
              (System.nanoTime() - started) / 1_000_000_000);
        });
    return counts;
  }

  /** Lets every event of the log say which run it is of, here and on executors. */
  private static void name(SparkContext context, Run run) {
    String number = Long.toString(run.sequence());
    MDC.put(RUN, number);
    context.setLocalProperty(RUN, number);
  }

  private static void work(JobContext context, Map<String, Long> counts, Work work)
      throws Exception {
    try (ProgressLine progress = new ProgressLine(System.err)) {
      work.run(context, progress, counts);
    } catch (Exception e) {
      if (context.stop().isMade() && !(e instanceof StoppedException)) {
        throw new StoppedException(
            "The run was asked to end and gave up its wave; the next run makes it", e);
      }
      throw e;
    } finally {
      counts.putAll(context.counters().sums());
    }
  }

  private static RunLog.End end(
      Exception failure, Map<String, Long> counts, Map<String, Double> seconds) {
    String status = failure instanceof StoppedException ? RunsTable.STOPPED : RunsTable.FAILED;
    return new RunLog.End(status, counts, seconds, S3Refusal.message(failure));
  }

  private static void recordFailure(Runnable record, Exception failure) {
    try {
      record.run();
    } catch (RuntimeException notRecorded) {
      failure.addSuppressed(notRecorded);
    }
  }

  /** Opens a lake for reading; leaves no trace. */
  static void read(String lakeUri, Reading reading) throws Exception {
    session(spark -> reading.run(new Lake(spark, lakeUri)));
  }

  /** Opens Spark. */
  static void session(Computing work) throws Exception {
    boolean owner = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark = SparkSessions.open("spikelake");
    try {
      work.run(spark);
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
