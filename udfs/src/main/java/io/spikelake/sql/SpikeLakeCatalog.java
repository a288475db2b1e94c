package io.spikelake.sql;

import java.util.Locale;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The {@link SpikeFunctions} under a name of the user's choice, for sessions in which something
 * else has their names: with {@code spark.sql.catalog.spikelake=io.spikelake.sql.SpikeLakeCatalog},
 * {@code SELECT spikelake.iqa_niqe(image)}.
 *
 * <p>There are no namespaces below it, and no tables. Spark does not tell a catalog which arguments
 * are constants, so a metric that does not exist is found at the first row.
 */
public final class SpikeLakeCatalog implements FunctionCatalog {

  private String name;

  @Override
  public void initialize(String catalogName, CaseInsensitiveStringMap options) {
    name = catalogName;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
    if (namespace.length > 0) {
      throw new NoSuchNamespaceException(namespace);
    }
    return SpikeFunctions.names().stream()
        .map(function -> Identifier.of(namespace, function))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    SqlFunction function = SpikeFunctions.named(identifier.name().toLowerCase(Locale.ROOT));
    if (function == null || identifier.namespace().length > 0) {
      throw new NoSuchFunctionException(identifier);
    }
    return function;
  }
}
