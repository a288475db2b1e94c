package io.spikelake.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.SharedSpark;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";

  /** The settings where the user's are these, given as spark-submit and bin/spikelake give them. */
  private static SparkConf settings(Map<String, String> users) {
    users.forEach(System::setProperty);
    try {
      return SparkSessions.settings("application");
    } finally {
      users.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void whatNobodySetIsSetForTables() {
    SparkConf conf = settings(Map.of());
    assertThat(conf.get("spark.master")).isEqualTo("local[*]");
    assertThat(conf.get("spark.app.name")).isEqualTo("application");
    assertThat(conf.get("spark.sql.extensions")).isEqualTo(DELTA);
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(conf.get("spark.hadoop.parquet.block.size")).isEqualTo("67108864");
    assertThat(conf.get("spark.hadoop.fs.s3a.retry.limit")).isEqualTo("7");
    assertThat(conf.get("spark.hadoop.fs.s3a.retry.throttle.limit")).isEqualTo("20");
    assertThat(conf.get("spark.hadoop.fs.s3a.input.stream.type")).isEqualTo("classic");
    assertThat(conf.getInt("spark.sql.shuffle.partitions", 200))
        .isBetween(2, Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void whatTheUserSetWins() {
    Map<String, String> users =
        Map.of(
            "spark.master", "local[3]",
            "spark.app.name", "mine",
            "spark.sql.shuffle.partitions", "17",
            "spark.hadoop.fs.s3a.retry.limit", "3",
            "spark.hadoop.parquet.block.size", "1000",
            "spark.sql.session.timeZone", "Asia/Tokyo");
    SparkConf conf = settings(users);
    users.forEach((key, value) -> assertThat(conf.get(key)).as(key).isEqualTo(value));
  }

  /** Local mode would wait for ever, see {@link GpuAdviceTest}. */
  @Test
  void sessionsInWhichNoTaskWouldStartAreRefused() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of(
                        "spark.executor.resource.gpu.amount", "1",
                        "spark.task.resource.gpu.amount", "0.5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "spark.task.resource.gpu.amount=0.5 with spark.master=local[*]: local mode schedules no"
                + " GPUs");
  }

  @Test
  void deltaJoinsTheUsersExtensions() {
    assertThat(settings(Map.of("spark.sql.extensions", "a.B")).get("spark.sql.extensions"))
        .isEqualTo("a.B," + DELTA);
    assertThat(settings(Map.of("spark.sql.extensions", DELTA + ",a.B")).get("spark.sql.extensions"))
        .isEqualTo(DELTA + ",a.B");
  }

  @Test
  void aClusterIsNotTunedAsALaptop() {
    SparkConf conf = settings(Map.of("spark.master", "spark://host:7077"));
    assertThat(conf.contains("spark.sql.shuffle.partitions")).isFalse();
    assertThat(conf.contains("spark.driver.host")).isFalse();
    assertThat(conf.get("spark.sql.extensions")).isEqualTo(DELTA);
  }

  @Test
  void anOpenSessionIsReturnedAsItIs() {
    SparkSession session = SharedSpark.session();
    session.conf().set("spark.sql.shuffle.partitions", "5");
    try {
      assertThat(SparkSessions.open("another")).isSameAs(session);
      assertThat(session.conf().get("spark.sql.shuffle.partitions")).isEqualTo("5");
      assertThat(session.sparkContext().appName()).isEqualTo("spikelake-test");
    } finally {
      session.conf().set("spark.sql.shuffle.partitions", "2");
    }
  }
}
