package io.spikelake.sql;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * The functions there are. Sessions have them by {@link SpikeLakeExtensions} or {@link
 * SpikeLakeCatalog}; one that is open already gets them by {@link #register}.
 */
public final class SpikeFunctions {

  /**
   * The setting of a session that says what becomes of a row whose values have no result: {@code
   * null}, which is null, or {@code fail}, which ends the query.
   */
  public static final String ERRORS = "spark.spikelake.sql.errors";

  private static final Map<String, SqlFunction> BY_NAME = new LinkedHashMap<>();

  static {
    for (List<SqlFunction> functions :
        List.of(
            MetricFunctions.all(),
            ReportFunctions.all(),
            ReconstructionFunctions.all(),
            ImageFunctions.all())) {
      functions.forEach(function -> BY_NAME.put(function.name(), function));
    }
  }

  private SpikeFunctions() {}

  /**
   * Adds the functions to a session; those of their names that are there are replaced, so that
   * calling this twice does no harm. Sessions made of it by {@code newSession} do not have them.
   */
  public static void register(SparkSession spark) {
    FunctionRegistry registry = spark.sessionState().functionRegistry();
    for (SqlFunction function : all()) {
      Builtin builtin = Builtin.of(function);
      registry.registerFunction(builtin.identifier(), builtin.info(), builtin.builder());
    }
  }

  /** Names of all functions. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /**
   * Whether an expression of an analysed query calls one of these functions itself, and not another
   * that has taken its name.
   */
  public static boolean isCall(Expression expression) {
    return expression instanceof ApplyFunctionExpression call
        && call.function() instanceof BoundSqlFunction;
  }

  static Collection<SqlFunction> all() {
    return Collections.unmodifiableCollection(BY_NAME.values());
  }

  /** The function of a name, or null. */
  static SqlFunction named(String name) {
    return BY_NAME.get(name);
  }
}
