package io.spikelake.jobs.io;

import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.execution.CommandExecutionMode;
import scala.collection.Iterator;

/** The tables of a lake as views of a session, and queries over them that change nothing. */
public final class LakeViews {

  private final SparkSession session;

  public LakeViews(Lake lake) {
    this.session = lake.spark().newSession();
    Lake own = new Lake(session, lake.root());
    for (LakeTable table : LakeTable.all()) {
      Dataset<Row> rows = table.equals(FramesTable.TABLE) ? own.committedFrames() : own.read(table);
      rows.createOrReplaceTempView(table.name());
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no query, or would change something
   */
  public Dataset<Row> query(String text) {
    try {
      LogicalPlan parsed = session.sessionState().sqlParser().parsePlan(text);
      requireReadOnly(parsed, text);
      // Some statements show only when analysed that they write; this mode runs nothing.
      requireReadOnly(
          session.sessionState().executePlan(parsed, CommandExecutionMode.SKIP()).analyzed(), text);
      return session.sql(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("Not a query: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that its Scala methods do not declare.
      throw new IllegalArgumentException("The query does not fit the lake: " + e.getMessage(), e);
    }
  }

  private static void requireReadOnly(LogicalPlan plan, String text) {
    boolean describes = plan instanceof DescribeRelation || plan instanceof ShowTables;
    boolean changes = plan instanceof ParsedStatement || plan instanceof Command;
    if (changes && !describes) {
      throw new IllegalArgumentException(
          "Only queries are allowed, this is %s: %s".formatted(plan.nodeName(), text));
    }
    for (Iterator<LogicalPlan> i = plan.children().iterator(); i.hasNext(); ) {
      requireReadOnly(i.next(), text);
    }
  }
}
