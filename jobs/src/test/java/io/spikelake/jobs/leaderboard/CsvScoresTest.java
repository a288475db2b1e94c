package io.spikelake.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.leaderboard.Leaderboard.Config;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.task.Equipment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvScoresTest {

  @TempDir Path folder;

  private List<Row> rows(Scope scope, String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("scores.csv"), String.join("\n", lines) + "\n");
    Config config =
        new Config(
            List.of(), List.of(), List.of(), SamplePolicy.OWN, Parts.NONE, scope, 10, Config.SEED);
    CsvScores source = new CsvScores(SharedSpark.session(), file.toString());
    try (Leaderboard leaderboard = new Leaderboard(source, Equipment.bundled(), config)) {
      return leaderboard.tables();
    }
  }

  private static Map<String, Row> byMethod(List<Row> rows) {
    Map<String, Row> byMethod = new TreeMap<>();
    rows.forEach(row -> byMethod.put(row.getString(row.fieldIndex("method")), row));
    return byMethod;
  }

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    List<Row> rows =
        rows(
            Scope.ALL,
            "score,method,metric,recording,key_frame,dataset,remark",
            "4.5,ours,niqe,a.dat,20,scenes,\"one, two\"",
            "5.5,ours,niqe,b.dat,20,scenes,",
            "7,theirs,niqe,a.dat,20,scenes,",
            ",theirs,niqe,b.dat,20,scenes,",
            "NaN,theirs,niqe,c.dat,20,scenes,");
    Row ours = rows.get(0);
    assertThat(ours.<String>getAs("method")).isEqualTo("ours");
    assertThat(ours.<String>getAs("tone")).isEqualTo("none");
    assertThat(ours.<Double>getAs("mean")).isCloseTo(5.0, within(1e-12));
    assertThat(ours.<Long>getAs("recordings")).isEqualTo(2);
    Row theirs = rows.get(1);
    assertThat(theirs.<Double>getAs("mean")).isEqualTo(7.0);
    assertThat(theirs.getJavaMap(theirs.fieldIndex("excluded"))).isEqualTo(Map.of("missing", 2L));
  }

  @Test
  void aSplitCanBeAskedFor() throws IOException {
    List<Row> rows =
        rows(
            Scope.ofSplit("test"),
            "dataset,recording,key_frame,method,metric,score,split,status",
            "scenes,a,1,ours,psnr,30,test,ok",
            "scenes,b,1,ours,psnr,20,train,ok",
            "scenes,c,1,ours,psnr,99,test,constant");
    assertThat(byMethod(rows).get("ours").<Double>getAs("mean")).isEqualTo(30.0);
    assertThat(byMethod(rows).get("ours").<Boolean>getAs("lower_is_better")).isFalse();
  }

  @Test
  void whatIsNoTableOfScoresIsRefused() {
    assertThatThrownBy(() -> rows(Scope.ALL, "dataset,recording,score", "a,b,1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lacks the columns [key_frame, method, metric]");
    assertThatThrownBy(
            () ->
                rows(
                    Scope.ALL,
                    "dataset,recording,key_frame,method,metric,score",
                    "scenes,a,1,ours,niqe,4",
                    "scenes,a,1,ours,niqe,5"))
        .hasStackTraceContaining("Two scores of niqe at 1 of recording a by ours, none");
    assertThatThrownBy(
            () ->
                rows(
                    Scope.ALL,
                    "dataset,recording,key_frame,method,metric,score",
                    "scenes,a,1,ours,niqe,four"))
        .hasStackTraceContaining("Malformed records");
  }
}
