package io.spikelake.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;

/**
 * A function with arguments of known types, as it travels to tasks: a name, types and settings.
 *
 * <p>Here it is decided, for all functions, what becomes of rows that have no result:
 *
 * <ul>
 *   <li>a null argument gives null, unless the parameter says that it may be null;
 *   <li>values without a result, bytes that are no image for one, give null, or end the query where
 *       the session says so, see {@link OnError};
 *   <li>what is wrong with the query itself, a metric that does not exist for one, always ends it:
 *       before any row is read where it is a constant, at the first such row elsewhere.
 * </ul>
 */
final class BoundSqlFunction implements ScalarFunction<Object>, Serializable {

  private static final long serialVersionUID = 1;

  private final String name;
  private final DataType[] types;
  private final Settings settings;

  /** What is not at work; Spark may call one instance in several threads of the driver. */
  private transient Queue<Worker> idle;

  /** What computes one row at a time. */
  private record Worker(Arguments arguments, SqlFunction.Work work) {}

  /**
   * @param types of the arguments, as Spark is to cast them
   */
  BoundSqlFunction(String name, DataType[] types, Settings settings) {
    this.name = name;
    this.types = types.clone();
    this.settings = settings;
  }

  Settings settings() {
    return settings;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String canonicalName() {
    return "io.spikelake." + name;
  }

  @Override
  public DataType[] inputTypes() {
    return types.clone();
  }

  @Override
  public DataType resultType() {
    return definition().result();
  }

  @Override
  public Object produceResult(InternalRow row) {
    List<Parameter> parameters = definition().parameters();
    for (int i = 0; i < types.length; i++) {
      if (row.isNullAt(i) && !parameters.get(i).mayBeNull()) {
        return null;
      }
    }
    Worker worker = idle().poll();
    if (worker == null) {
      worker = newWorker();
    }
    try {
      worker.arguments.set(row);
      return worker.work.result(worker.arguments);
    } catch (UnusableInputException e) {
      return withoutResult(e);
    } finally {
      idle().add(worker);
    }
  }

  private Object withoutResult(UnusableInputException reason) {
    return switch (settings.onError()) {
      case NULL -> null;
      case FAIL ->
          throw new IllegalArgumentException(
              "%s: %s; to have null instead, set %s to null"
                  .formatted(name, reason.getMessage(), OnError.KEY),
              reason);
    };
  }

  private synchronized Queue<Worker> idle() {
    if (idle == null) {
      idle = new ConcurrentLinkedQueue<>();
    }
    return idle;
  }

  private Worker newWorker() {
    List<Parameter> parameters = definition().parameters();
    ImageForm[] forms = new ImageForm[types.length];
    for (int i = 0; i < forms.length; i++) {
      forms[i] = parameters.get(i).kind() == ArgumentKind.IMAGE ? ImageForm.of(types[i]) : null;
    }
    return new Worker(new Arguments(forms), definition().work().apply(settings));
  }

  private SqlFunction definition() {
    return SpikeFunctions.named(name);
  }

  /** Equal calls are equal, so that Spark computes them once. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BoundSqlFunction function
        && function.name.equals(name)
        && Arrays.equals(function.types, types)
        && function.settings.equals(settings);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
