package io.spikelake.jobs.io;

import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.secrets.Secrets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.execution.CommandExecutionMode;
import scala.Option;

/**
 * The tables of a lake as views of a session of their own, and queries that see these views and
 * nothing else.
 *
 * <p>Two walls stand around them. {@link QueryRules} judges what a query became when its names were
 * looked up; {@link QuerySession} takes away what could do harm while they are looked up.
 */
public final class LakeViews {

  private final SparkSession session;
  private final QueryRules rules;

  public LakeViews(Lake lake) {
    this.session = QuerySession.of(lake.spark());
    Lake own = lake.in(session);
    Set<String> names = new TreeSet<>();
    for (LakeTable table : LakeTable.all()) {
      counting(own, table).createOrReplaceTempView(table.name());
      names.add(table.name());
    }
    this.rules = new QueryRules(names);
  }

  private static Dataset<Row> counting(Lake lake, LakeTable table) {
    if (table.equals(FramesTable.TABLE)) {
      return lake.frames();
    }
    return table.equals(ScoresTable.TABLE) ? lake.scores() : lake.read(table);
  }

  /**
   * Runs {@code SHOW TABLES}, {@code DESCRIBE} of a view or a function, or a query. Messages of
   * errors name what is wrong in the text, and do not repeat the text and its plan, which may hold
   * what is not for logs.
   *
   * @throws IllegalArgumentException if the text is none of these, does not fit the lake, or would
   *     read or do anything else
   */
  public Dataset<Row> query(String text) {
    Option<SparkSession> active = SparkSession.getActiveSession();
    // Spark's parser goes by the settings of the session that is active, whosever parser it is.
    SparkSession.setActiveSession(session);
    try {
      return judged(text);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that its Scala methods do not declare.
      throw new IllegalArgumentException(
          "The query does not fit the lake, whose views are %s: %s"
              .formatted(rules.views(), message(e)),
          e);
    } finally {
      restore(active);
    }
  }

  private Dataset<Row> judged(String text) throws Exception {
    LogicalPlan parsed = session.sessionState().sqlParser().parsePlan(text);
    rules.requireStatement(parsed);
    if (rules.describes(parsed)) {
      Dataset<Row> described = session.sql(text);
      return parsed instanceof ShowTables ? described.where("isTemporary") : described;
    }
    // This mode runs nothing, should an analysed statement prove to be a command.
    LogicalPlan analysed =
        session.sessionState().executePlan(parsed, CommandExecutionMode.SKIP()).analyzed();
    rules.requireQuery(analysed);
    return Dataset.ofRows(session, analysed);
  }

  private static void restore(Option<SparkSession> active) {
    if (active.isDefined()) {
      SparkSession.setActiveSession(active.get());
    } else {
      SparkSession.clearActiveSession();
    }
  }

  /** Without the text of the query and its plan. */
  private static String message(Exception e) {
    return Secrets.redacted(
        e instanceof AnalysisException analysis ? analysis.getSimpleMessage() : e.getMessage());
  }
}
