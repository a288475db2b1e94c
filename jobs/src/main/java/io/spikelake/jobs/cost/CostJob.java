package io.spikelake.jobs.cost;

import io.spikelake.jobs.JobContext;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.MethodCostsTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Adds measurements to {@code method_costs}. Older ones stay. */
public final class CostJob {

  private static final List<String> COLUMNS =
      MethodCostsTable.TABLE.columnsWithout(Columns.RUN_ID, Columns.COMMITTED_IN);

  private final JobContext context;
  private final List<MethodCost> costs;

  public CostJob(JobContext context, List<MethodCost> costs) {
    this.context = context;
    this.costs = List.copyOf(costs);
  }

  /**
   * @return counts: method_costs
   */
  public Map<String, Long> run() {
    context.step("costs", "Store measured costs");
    List<Row> rows = costs.stream().map(cost -> row(cost.values())).toList();
    Dataset<Row> unsigned =
        context.spark().createDataFrame(rows, MethodCostsTable.TABLE.only(COLUMNS));
    context.lake().append(MethodCostsTable.TABLE, context.run().sign(unsigned));
    return Map.of("method_costs", (long) rows.size());
  }

  private static Row row(Map<String, Object> values) {
    return RowFactory.create(COLUMNS.stream().map(name -> stored(values.get(name))).toArray());
  }

  private static Object stored(Object value) {
    return value instanceof Instant instant ? Timestamp.from(instant) : value;
  }
}
