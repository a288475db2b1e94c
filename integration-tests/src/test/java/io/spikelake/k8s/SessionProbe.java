package io.spikelake.k8s;

import io.spikelake.jobs.session.SparkSessions;
import org.apache.spark.sql.SparkSession;

/** A driver that opens the session of SpikeLake and waits until it is asked to end. */
final class SessionProbe {

  private SessionProbe() {}

  public static void main(String[] arguments) throws InterruptedException {
    SparkSession session = SparkSessions.open("spikelake-probe");
    System.out.println("OPEN " + session.sparkContext().applicationId());
    Thread.sleep(Long.MAX_VALUE);
  }
}
