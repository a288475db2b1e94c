package io.spikelake.jobs.io;

import io.spikelake.sql.SpikeFunctions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunctionName;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedGenerator;
import org.apache.spark.sql.catalyst.expressions.aggregate.V2Aggregator;
import org.apache.spark.sql.catalyst.expressions.xml.XPathExtract;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeFunction;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.RebalancePartitions;
import org.apache.spark.sql.catalyst.plans.logical.Repartition;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.ResolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.collection.Iterator;

/**
 * What a query may be made of.
 *
 * <p>Operators are allowed by name: an analysed query consists of those of relational algebra, over
 * views of the lake and rows that it spells out itself. So every relation by path, every table of a
 * catalog, every command and every script is refused because it is not among them, and so is what a
 * later Spark invents. What is inside of a view is ours and is not looked at.
 *
 * <p>Expressions are allowed except for those that reach outside of their arguments:
 *
 * <ul>
 *   <li>{@code reflect} and {@code java_method} call any static method, {@code System.getenv} too,
 *   <li>{@code xpath} and its sisters open the URL of a document type,
 *   <li>functions that are neither Spark's own nor {@link SpikeFunctions} do what we cannot know.
 * </ul>
 *
 * <p>Functions that tell where a row was read, which version of Spark runs and who the user is are
 * allowed; none of them tells a credential.
 */
final class QueryRules {

  private static final Set<Class<? extends LogicalPlan>> ALGEBRA =
      Set.of(
          Aggregate.class,
          CTERelationDef.class,
          CTERelationRef.class,
          Distinct.class,
          Except.class,
          Expand.class,
          Filter.class,
          Generate.class,
          GlobalLimit.class,
          Intersect.class,
          Join.class,
          LateralJoin.class,
          LocalLimit.class,
          LocalRelation.class,
          Offset.class,
          OneRowRelation.class,
          Project.class,
          Range.class,
          RebalancePartitions.class,
          Repartition.class,
          RepartitionByExpression.class,
          ResolvedHint.class,
          Sample.class,
          Sort.class,
          SubqueryAlias.class,
          Union.class,
          Window.class,
          WithCTE.class);

  /** Where Spark has what its grammar gives; extensions add statements from elsewhere. */
  private static final String SPARKS_OWN = "org.apache.spark.sql.catalyst.";

  private final Set<String> views;

  /**
   * @param views names of the session's temporary views that are the lake's, in lower case
   */
  QueryRules(Set<String> views) {
    this.views = views;
  }

  /** The names of the views, for messages. */
  String views() {
    return String.join(", ", views);
  }

  /**
   * Looks at a statement before its names are looked up.
   *
   * @throws IllegalArgumentException if it is something else than a query, {@code SHOW TABLES}, or
   *     {@code DESCRIBE} of a view or of a function
   */
  void requireStatement(LogicalPlan parsed) {
    if (describes(parsed)) {
      return;
    }
    if (parsed instanceof Command
        || parsed instanceof ParsedStatement
        || !parsed.getClass().getName().startsWith(SPARKS_OWN)) {
      throw noQuery(parsed);
    }
    for (Iterator<LogicalPlan> i = parsed.children().iterator(); i.hasNext(); ) {
      requireStatement(i.next());
    }
  }

  /**
   * Whether a statement, as it was parsed, lists the views, tells the columns of one, or describes
   * a function of the session.
   */
  boolean describes(LogicalPlan parsed) {
    return parsed instanceof ShowTables
        || (parsed instanceof DescribeFunction function && namesFunction(function.child()))
        || (parsed instanceof DescribeRelation table && namesView(table.relation()))
        || (parsed instanceof DescribeColumn column && namesView(column.relation()));
  }

  /** A name of several parts would be looked up in a catalog. */
  private static boolean namesFunction(LogicalPlan named) {
    return named instanceof UnresolvedFunctionName function
        && function.multipartIdentifier().size() == 1;
  }

  private boolean namesView(LogicalPlan named) {
    return named instanceof UnresolvedTableOrView relation
        && relation.multipartIdentifier().size() == 1
        && views.contains(relation.multipartIdentifier().head().toLowerCase(Locale.ROOT));
  }

  /**
   * Looks at a query after its names were looked up.
   *
   * @throws IllegalArgumentException if any part of it, however deep, reads or does something else
   *     than compute on the views
   */
  void requireQuery(LogicalPlan analysed) {
    if (isView(analysed)) {
      return;
    }
    if (analysed instanceof Command) {
      throw noQuery(analysed);
    }
    if (!ALGEBRA.contains(analysed.getClass())) {
      throw refused(foreign(analysed));
    }
    for (Iterator<Expression> i = analysed.expressions().iterator(); i.hasNext(); ) {
      requireHarmless(i.next());
    }
    for (Iterator<LogicalPlan> i = analysed.children().iterator(); i.hasNext(); ) {
      requireQuery(i.next());
    }
  }

  /** A session's temporary view has a name without database; a view of a catalog has one. */
  private boolean isView(LogicalPlan plan) {
    return plan instanceof View view
        && view.isTempView()
        && view.desc().identifier().database().isEmpty()
        && views.contains(view.desc().identifier().table());
  }

  private void requireHarmless(Expression expression) {
    harm(expression)
        .ifPresent(
            harm -> {
              throw refused(harm);
            });
    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      requireQuery(plan);
    }
    for (Iterator<Expression> i = expression.children().iterator(); i.hasNext(); ) {
      requireHarmless(i.next());
    }
  }

  private static Optional<String> harm(Expression expression) {
    String name = expression.prettyName();
    if (expression instanceof CallMethodViaReflection) {
      return Optional.of("calls %s, which runs any method of Java".formatted(name));
    }
    if (expression instanceof XPathExtract) {
      return Optional.of("calls %s, which opens what XML refers to".formatted(name));
    }
    if (SpikeFunctions.isCall(expression)) {
      return Optional.empty();
    }
    if (expression instanceof UserDefinedExpression function) {
      return Optional.of(
          "calls %s, which is no function of Spark's own".formatted(function.name()));
    }
    if (expression instanceof UserDefinedGenerator || expression instanceof V2Aggregator) {
      return Optional.of("calls %s, which is no function of Spark's own".formatted(name));
    }
    return Optional.empty();
  }

  private static String foreign(LogicalPlan plan) {
    if (plan instanceof ScriptTransformation) {
      return "runs a script";
    }
    if (plan instanceof View view) {
      return "reads the view " + view.desc().identifier().unquotedString();
    }
    if (plan instanceof LogicalRelation relation && relation.catalogTable().isDefined()) {
      return "reads the table " + relation.catalogTable().get().identifier().unquotedString();
    }
    return (plan.children().isEmpty() ? "reads a " : "has the operator ") + plan.nodeName();
  }

  private static IllegalArgumentException noQuery(LogicalPlan statement) {
    return new IllegalArgumentException(
        "Only queries, SHOW TABLES, and DESCRIBE of a view of the lake or a function are allowed;"
            + " this is %s".formatted(statement.nodeName()));
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(
        "A query may only compute on the lake's views %s; this one %s".formatted(views(), reason));
  }
}
