package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.Columns;
import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.sql.Row;

/** What competes: a method with its parameters, shown in one tone. */
record Entrant(String method, String tone) implements Serializable, Comparable<Entrant> {

  private static final Comparator<Entrant> ORDER =
      Comparator.comparing(Entrant::method).thenComparing(Entrant::tone);

  static Entrant of(Row row) {
    return new Entrant(row.getAs(Columns.METHOD), row.getAs(Columns.TONE));
  }

  @Override
  public int compareTo(Entrant other) {
    return ORDER.compare(this, other);
  }
}
