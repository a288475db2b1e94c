package io.spikelake.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.jobs.SharedSpark;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RunsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

  private static final int THREADS = 3;
  private static final int RUNS = 2;

  @TempDir Path folder;

  @Test
  void theNumberRisesFromRunToRun() {
    Lake lake = SharedSpark.lake(folder);
    RunLog log = new RunLog(lake);
    Run first = log.begin("run", "{}");
    log.end(first, "run", "{}", RunLog.End.finished(Map.of(), Map.of()));
    Run second = log.begin("run", "{}");
    Run third = new RunLog(SharedSpark.lake(folder)).begin("score", "{}");
    assertThat(List.of(first.sequence(), second.sequence(), third.sequence()))
        .containsExactly(1L, 2L, 3L);
    assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();
  }

  @Test
  void theEndOfARunIsARowWithItsCounts() {
    Lake lake = SharedSpark.lake(folder);
    RunLog log = new RunLog(lake);
    Run run = log.begin("run", "{\"a\":1}");
    log.end(
        run,
        "run",
        "{\"a\":1}",
        new RunLog.End(RunsTable.FAILED, Map.of("frames", 3L), Map.of("read", 0.5), "no disk"));
    List<Row> rows = lake.read(RunsTable.TABLE).orderBy(Columns.STATUS).collectAsList();
    assertThat(rows)
        .extracting(row -> row.<String>getAs(Columns.STATUS))
        .containsExactly(RunsTable.FAILED, RunsTable.STARTED);
    Row failed = rows.get(0);
    assertThat(failed.<String>getAs(RunsTable.MESSAGE)).isEqualTo("no disk");
    assertThat(failed.<String>getAs(RunsTable.CONFIG)).isEqualTo("{\"a\":1}");
    assertThat(failed.<String, Long>getJavaMap(failed.fieldIndex(RunsTable.COUNTS)))
        .containsExactlyEntriesOf(Map.of("frames", 3L));
    assertThat(failed.<String, Double>getJavaMap(failed.fieldIndex(RunsTable.SECONDS)))
        .containsExactlyEntriesOf(Map.of("read", 0.5));
    assertThat(failed.<String>getAs(RunsTable.HOST)).contains(" cores, heap ", "; local[");
    assertThat(failed.<Long>getAs(Columns.COMMITTED_IN)).isEqualTo(run.sequence());
  }

  @Test
  void runsThatStartTogetherNeverShareANumber() throws Exception {
    SharedSpark.lake(folder).ensure(RunsTable.TABLE);
    ExecutorService drivers = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier together = new CyclicBarrier(THREADS);
      List<Future<List<Run>>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(drivers.submit(driver(together)));
      }
      List<Run> runs = new ArrayList<>();
      for (Future<List<Run>> future : futures) {
        runs.addAll(future.get());
      }
      assertThat(runs.stream().map(Run::sequence).sorted())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, THREADS * RUNS).boxed().toList());
      assertThat(SharedSpark.lake(folder).read(RunsTable.TABLE).count()).isEqualTo(THREADS * RUNS);
    } finally {
      drivers.shutdownNow();
    }
  }

  private Callable<List<Run>> driver(CyclicBarrier together) {
    RunLog log = new RunLog(SharedSpark.lake(folder));
    return () -> {
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        together.await(1, TimeUnit.MINUTES);
        runs.add(log.begin("run", "{}"));
      }
      return runs;
    };
  }
}
