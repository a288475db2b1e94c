package io.spikelake.sql;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A function as queries name it.
 *
 * @param name lower case, one of {@link SpikeFunctions}
 * @param parameters in their order, those that may be left out at the end
 * @param result type of what it gives, in the form that Spark uses inside
 * @param summary what it gives, in one sentence
 * @param note what to know before using it, or empty
 * @param examples complete queries
 * @param usesModels whether results depend on trained models
 * @param check looks at arguments that are constants when a query is analysed
 * @param work makes what computes the results of a task
 */
record SqlFunction(
    String name,
    List<Parameter> parameters,
    DataType result,
    String summary,
    String note,
    List<String> examples,
    boolean usesModels,
    Check check,
    Function<Settings, Work> work)
    implements UnboundFunction {

  /** Looks at the constants among the arguments of a call. */
  @FunctionalInterface
  interface Check {

    /** Nothing to look at. */
    Check NONE = (constants, settings) -> {};

    /**
     * @throws IllegalArgumentException if one of them names what there is not, or is malformed
     */
    void check(Constants constants, Settings settings);
  }

  /** Computes results; keeps work space from one to the next, for one thread at a time. */
  @FunctionalInterface
  interface Work {

    /**
     * The result for arguments of which none is null, unless its parameter allows it.
     *
     * @return in the form that Spark uses inside; null where there is none though nothing is wrong
     * @throws UnusableInputException if these arguments have no result
     * @throws IllegalArgumentException if the query asks for what there is not
     */
    Object result(Arguments arguments) throws UnusableInputException;
  }

  SqlFunction {
    parameters = List.copyOf(parameters);
    examples = List.copyOf(examples);
  }

  /** Name and parameters, those that may be left out in brackets. */
  String signature() {
    StringBuilder text = new StringBuilder(name).append('(');
    int open = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (parameter.optional()) {
        text.append('[');
        open++;
      }
      text.append(i == 0 ? "" : ", ").append(parameter.name());
    }
    return text.append("]".repeat(open)).append(')').toString();
  }

  @Override
  public String description() {
    return signature() + ": " + summary;
  }

  /**
   * @throws UnsupportedOperationException if the arguments do not fit, or a setting of the session
   *     is bad; Spark makes an error of the query of it
   */
  @Override
  public BoundFunction bind(StructType arguments) {
    requireCount(arguments.size());
    DataType[] types = new DataType[arguments.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = castTo(i, arguments.fields()[i]);
    }
    try {
      return new BoundSqlFunction(name, types, Settings.ofSession(usesModels));
    } catch (IllegalArgumentException e) {
      throw new UnsupportedOperationException(e.getMessage(), e);
    }
  }

  private void requireCount(int count) {
    long least = parameters.stream().filter(parameter -> !parameter.optional()).count();
    if (count < least || count > parameters.size()) {
      throw new UnsupportedOperationException(
          "%d arguments; expected %s"
              .formatted(
                  count,
                  least == parameters.size()
                      ? least + ": " + signature()
                      : "%d to %d: %s".formatted(least, parameters.size(), signature())));
    }
  }

  private DataType castTo(int place, StructField argument) {
    Parameter parameter = parameters.get(place);
    DataType type = argument.dataType();
    if (!ArgumentKind.isNull(type) && !parameter.kind().accepts(type)) {
      throw new UnsupportedOperationException(
          "argument %d, %s, is %s; expected %s: %s"
              .formatted(
                  place + 1,
                  parameter.name(),
                  type.sql(),
                  parameter.kind().expected(),
                  signature()));
    }
    return parameter.kind().castTo(type);
  }
}
