package io.spikelake.k8s;

import io.spikelake.jobs.session.SparkSessions;
import io.spikelake.jobs.task.TaskCounters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the session of SpikeLake, publishes the counters of a run, and prints what pages of the
 * driver then say, as Prometheus would read them. Arguments: the paths of the pages.
 */
final class MetricsProbe {

  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private MetricsProbe() {}

  public static void main(String[] paths) throws IOException, InterruptedException {
    try (SparkSession session = SparkSessions.open("spikelake-probe")) {
      TaskCounters.register(session.sparkContext()).publish(session.sparkContext());
      String page = session.sparkContext().uiWebUrl().get();
      // Memory is there with the first heartbeat of an executor.
      long end = System.nanoTime() + HEARTBEAT_NANOS;
      while (!read(page + "/metrics/executors/prometheus/").contains("JVMHeapMemory")
          && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      for (String path : paths) {
        System.out.println(read(page + path));
      }
    }
  }

  private static String read(String page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
