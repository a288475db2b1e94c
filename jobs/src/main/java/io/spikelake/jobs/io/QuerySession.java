package io.spikelake.jobs.io;

import io.spikelake.sql.SpikeFunctions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.Iterator;
import scala.collection.immutable.Set;

/**
 * Sessions for queries of users. Spark looks names up, opens files and calls functions before there
 * is a plan to judge, so a session for queries has less of these than others.
 */
final class QuerySession {

  private static final String CATALOGS = "spark.sql.catalog.";

  private QuerySession() {}

  /**
   * A session that shares nothing but the engine:
   *
   * <ul>
   *   <li>{@code parquet.`path`} is no table,
   *   <li><code>${env:NAME}</code> and <code>${system:NAME}</code>, which the parser would replace
   *       by what the process was given, are mere text,
   *   <li>catalogs that the installation has besides the session's own are not there,
   *   <li>functions are those of Spark and {@link SpikeFunctions}; {@code table_changes} of Delta,
   *       which takes paths, is not there.
   * </ul>
   */
  static SparkSession of(SparkSession spark) {
    return sealed(spark.newSession());
  }

  static SparkSession sealed(SparkSession session) {
    session.conf().set(SQLConf.RUN_SQL_ON_FILES().key(), false);
    session.conf().set(SQLConf.VARIABLE_SUBSTITUTE_ENABLED().key(), false);
    removeCatalogs(session);
    keep(session.sessionState().functionRegistry(), FunctionRegistry.functionSet());
    SpikeFunctions.register(session);
    keep(session.sessionState().tableFunctionRegistry(), TableFunctionRegistry.functionSet());
    return session;
  }

  private static void removeCatalogs(SparkSession session) {
    for (Iterator<String> keys = session.conf().getAll().keysIterator(); keys.hasNext(); ) {
      String key = keys.next();
      if (key.startsWith(CATALOGS) && !key.startsWith(CATALOGS + "spark_catalog")) {
        session.conf().unset(key);
      }
    }
  }

  private static void keep(FunctionRegistryBase<?> registry, Set<FunctionIdentifier> wanted) {
    for (Iterator<FunctionIdentifier> i = registry.listFunction().iterator(); i.hasNext(); ) {
      FunctionIdentifier function = i.next();
      if (!wanted.contains(function)) {
        registry.dropFunction(function);
      }
    }
  }
}
