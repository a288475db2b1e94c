package io.spikelake.cli;

import static org.apache.spark.sql.functions.col;

import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.report.QuarantineList;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.QuarantineTable;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarantine list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists recordings and samples that could not be used, each with its reason.")
final class QuarantineListCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin DatasetFilter datasets;
  @Mixin RowFormatOption format;
  @Mixin ReasonOption reason;

  @Option(names = "--all", description = "also what has come good since")
  boolean all;

  @Override
  public Integer call() throws Exception {
    LakeCommand.read(
        lake.uri,
        opened -> {
          Dataset<Row> rows =
              QuarantineList.of(opened)
                  .where(Keys.among(Columns.DATASET, datasets.names))
                  .where(Keys.among(QuarantineTable.REASON_CODE, reason.codes));
          format.rows.print(
              (all ? rows : rows.where(col(QuarantineList.OPEN)))
                  .orderBy(QuarantineTable.PATH, Columns.KEY_FRAME)
                  .select(
                      Columns.DATASET,
                      QuarantineTable.PATH,
                      Columns.KEY_FRAME,
                      QuarantineTable.STAGE,
                      QuarantineTable.REASON_CODE,
                      QuarantineTable.MESSAGE,
                      Columns.COMMITTED_IN,
                      QuarantineList.OPEN),
              System.out);
        });
    return 0;
  }
}
