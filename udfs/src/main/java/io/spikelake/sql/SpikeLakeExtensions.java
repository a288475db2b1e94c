package io.spikelake.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.BoxedUnit;

/**
 * Puts the {@link SpikeFunctions} into sessions. Spark finds this class where the jar is on the
 * class path when a session is made; {@code spark.sql.extensions} may name it too.
 */
public final class SpikeLakeExtensions implements SparkSessionExtensionsProvider {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SpikeFunctions.all()) {
      extensions.injectFunction(Builtin.of(function).tuple());
    }
    return BoxedUnit.UNIT;
  }
}
