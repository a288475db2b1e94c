package io.spikelake.jobs.io;

import io.spikelake.schemas.LakeTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import scala.Option;

/**
 * Formats of stored tables. What an older SpikeLake wrote is read as if the columns that came since
 * then were null everywhere, and gets these columns before anything is added to it.
 */
final class TableFormat {

  private TableFormat() {}

  /**
   * The format of a table.
   *
   * @throws IllegalArgumentException if it is newer than this SpikeLake, or the table is of no
   *     SpikeLake
   */
  static int of(SparkSession spark, String location) {
    String version =
        DeltaLog.forTable(spark, location)
            .update(false, Option.empty(), Option.empty())
            .metadata()
            .configuration()
            .getOrElse(LakeTable.FORMAT_PROPERTY, () -> "none");
    if (!version.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "%s is no table of SpikeLake: its property %s is '%s', expected a number; use another lake"
              .formatted(location, LakeTable.FORMAT_PROPERTY, version));
    }
    if (Integer.parseInt(version) > LakeTable.FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "%s has table format %s; this SpikeLake knows up to %d; use a newer SpikeLake, or another lake"
              .formatted(location, version, LakeTable.FORMAT_VERSION));
    }
    return Integer.parseInt(version);
  }

  /** Rows as they are stored, with the columns of the table as it is declared now, in its order. */
  static Dataset<Row> withAllColumns(LakeTable table, Dataset<Row> stored) {
    if (Arrays.equals(stored.columns(), table.schema().fieldNames())) {
      return stored;
    }
    List<StructField> missing = missing(table, stored);
    return stored.select(
        Arrays.stream(table.schema().fields())
            .map(field -> missing.contains(field) ? absent(field) : functions.col(field.name()))
            .toArray(Column[]::new));
  }

  private static Column absent(StructField field) {
    return functions
        .lit(null)
        .cast(field.dataType().asNullable())
        .as(field.name(), field.metadata());
  }

  private static List<StructField> missing(LakeTable table, Dataset<Row> stored) {
    List<String> names = Arrays.asList(stored.columns());
    return Arrays.stream(table.schema().fields())
        .filter(field -> !names.contains(field.name()))
        .toList();
  }

  /** Brings a table of an older format up to date. */
  static void upgrade(SparkSession spark, LakeTable table, String location) {
    String name = "delta.`%s`".formatted(location.replace("`", "``"));
    try {
      List<StructField> missing = missing(table, spark.read().format("delta").load(location));
      if (!missing.isEmpty()) {
        spark.sql(
            "ALTER TABLE %s ADD COLUMNS (%s)"
                .formatted(
                    name,
                    missing.stream().map(StructField::toDDL).collect(Collectors.joining(", "))));
      }
      spark.sql(
          "ALTER TABLE %s SET TBLPROPERTIES ('%s' = '%d')"
              .formatted(name, LakeTable.FORMAT_PROPERTY, LakeTable.FORMAT_VERSION));
    } catch (Exception e) {
      // Another run may have done it first, which Delta tells in several ways.
      if (of(spark, location) < LakeTable.FORMAT_VERSION) {
        throw e;
      }
    }
  }
}
