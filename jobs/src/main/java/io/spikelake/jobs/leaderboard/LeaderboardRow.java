package io.spikelake.jobs.leaderboard;

import static org.apache.spark.sql.functions.lit;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.LeaderboardTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A row of {@code leaderboard} in the making, without the columns that a run adds. */
final class LeaderboardRow {

  /** All columns but those of the run. */
  static final StructType SCHEMA =
      new StructType(
          Arrays.stream(LeaderboardTable.TABLE.schema().fields())
              .filter(field -> !field.name().equals(Columns.RUN_ID))
              .filter(field -> !field.name().equals(Columns.COMMITTED_IN))
              .toArray(StructField[]::new));

  private final Object[] values = new Object[SCHEMA.size()];

  void set(String column, Object value) {
    values[SCHEMA.fieldIndex(column)] = value;
  }

  /** Sets what is read off something, or null if there is no such thing. */
  <T> void set(String column, T thing, Function<T, Object> value) {
    set(column, thing == null ? null : value.apply(thing));
  }

  void setAll(Row row, List<String> columns) {
    columns.forEach(column -> set(column, row.getAs(column)));
  }

  Row build() {
    return RowFactory.create(values);
  }

  /** The columns in their order; those that rows lack are null. */
  static Dataset<Row> withAllColumns(Dataset<Row> rows) {
    List<String> present = Arrays.asList(rows.columns());
    Dataset<Row> all = rows;
    for (StructField field : SCHEMA.fields()) {
      if (!present.contains(field.name())) {
        all = all.withColumn(field.name(), lit(null).cast(field.dataType()));
      }
    }
    String[] names = SCHEMA.fieldNames();
    return all.select(names[0], Arrays.copyOfRange(names, 1, names.length));
  }
}
