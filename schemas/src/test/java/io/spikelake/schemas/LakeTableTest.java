package io.spikelake.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LakeTableTest {

  static List<LakeTable> tables() {
    return LakeTable.all();
  }

  @Test
  void namesAreThoseOfTheLakeAndUnique() {
    assertThat(LakeTable.all())
        .extracting(LakeTable::name)
        .containsExactlyInAnyOrder(
            "recordings",
            "frames",
            "scores",
            "shards",
            "method_costs",
            "leaderboard",
            "hq_images",
            "quarantine",
            "runs");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theKeyIsOfColumnsOfTheTable(LakeTable table) {
    assertThat(table.schema().fieldNames()).containsAll(table.key()).doesNotHaveDuplicates();
    assertThat(table.key()).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyRowSaysWhichRunCommittedIt(LakeTable table) {
    StructField field = table.schema().apply(Columns.COMMITTED_IN);
    assertThat(field.nullable()).isFalse();
    assertThat(field.dataType().simpleString()).isEqualTo("bigint");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyColumnIsInSnakeCaseAndDocumented(LakeTable table) {
    for (StructField field : allFields(table.schema())) {
      assertThat(field.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
      assertThat(field.getComment().getOrElse(() -> ""))
          .as("%s.%s", table.name(), field.name())
          .hasSizeGreaterThan(3)
          .doesNotStartWith(" ")
          .doesNotEndWith(" ");
    }
  }

  /** Tables of format 1 lack what came later, so that it must do without a value there. */
  @ParameterizedTest
  @CsvSource({
    "runs, 9",
    "recordings, 17",
    "quarantine, 10",
    "frames, 13",
    "shards, 4",
    "scores, 11",
    "leaderboard, 11"
  })
  void columnsThatCameAfterTheFirstFormatAreOptional(String name, int requiredThen) {
    LakeTable table =
        LakeTable.all().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    assertThat(Arrays.stream(table.schema().fields()).filter(field -> !field.nullable()))
        .hasSize(requiredThen);
  }

  /** Dates of measurements differ where nothing else does. */
  @Test
  void aMeasurementIsNamedByWhatItWasMadeWithAndItsRun() {
    assertThat(MethodCostsTable.TABLE.key())
        .containsExactly(
            "method", "device", "height", "width", "precision", "threads", "committed_in");
  }

  private static List<StructField> allFields(StructType type) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : type.fields()) {
      fields.add(field);
      DataType inner =
          field.dataType() instanceof ArrayType array ? array.elementType() : field.dataType();
      if (inner instanceof StructType struct) {
        fields.addAll(allFields(struct));
      }
    }
    return fields;
  }

  /** A column that statistics name must exist, and none of them may be an image. */
  @ParameterizedTest
  @MethodSource("tables")
  void statisticsAreKeptOfNarrowColumns(LakeTable table) {
    String columns = table.properties().get("delta.dataSkippingStatsColumns");
    if (columns != null) {
      assertThat(Arrays.asList(columns.split(",")))
          .allSatisfy(
              name ->
                  assertThat(table.schema().apply(name).dataType().simpleString())
                      .isIn("string", "bigint"));
    }
  }

  /** Binary columns hold what is compressed already. */
  @ParameterizedTest
  @MethodSource("tables")
  void onlyTablesOfCompressedColumnsAreNotCompressed(LakeTable table) {
    boolean holdsImages =
        Arrays.stream(table.schema().fields())
            .anyMatch(field -> field.dataType().equals(DataTypes.BinaryType));
    assertThat(table.writeOptions())
        .isEqualTo(holdsImages ? Map.of("compression", "uncompressed") : Map.of());
  }

  @Test
  void columnsCanBePickedAndLeftOut() {
    LakeTable shards = ShardsTable.TABLE;
    assertThat(shards.columnsWithout(Columns.RUN_ID, Columns.COMMITTED_IN))
        .containsExactly("shard", "frames", "wave");
    assertThat(shards.only(List.of("frames", "shard")).fieldNames())
        .containsExactly("frames", "shard");
    assertThat(shards.index("frames")).isEqualTo(1);
    assertThatThrownBy(() -> shards.only(List.of("nothing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
  }
}
