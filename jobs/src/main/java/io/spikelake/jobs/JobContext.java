package io.spikelake.jobs;

import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.io.Run;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.jobs.task.TaskCounters;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What every step of one run shares. Lives on the driver; closing it frees what executors hold.
 *
 * @param lake the tables
 * @param run signs the rows
 * @param equipment what is computed with
 * @param hadoop configuration with which executors open files
 * @param counters what tasks have done
 * @param stop whether the run is to end
 */
public record JobContext(
    Lake lake,
    Run run,
    Broadcast<Equipment> equipment,
    Broadcast<SerializableConfiguration> hadoop,
    TaskCounters counters,
    StopRequest stop)
    implements AutoCloseable {

  public static JobContext of(Lake lake, Run run, Equipment equipment) {
    SparkContext context = lake.spark().sparkContext();
    JavaSparkContext java = JavaSparkContext.fromSparkContext(context);
    return new JobContext(
        lake,
        run,
        java.broadcast(equipment),
        java.broadcast(new SerializableConfiguration(context.hadoopConfiguration())),
        TaskCounters.register(context),
        new StopRequest());
  }

  public SparkSession spark() {
    return lake.spark();
  }

  /** Names the Spark jobs of a step in Spark's own interface. */
  public void step(String name, String description) {
    spark().sparkContext().setJobGroup(name, description, false);
  }

  @Override
  public void close() {
    spark().sparkContext().clearJobGroup();
    equipment.destroy();
    hadoop.destroy();
  }
}
