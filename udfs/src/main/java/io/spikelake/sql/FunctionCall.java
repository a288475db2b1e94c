package io.spikelake.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** A call in a query, as Spark makes one of a catalog's function, but with the function's name. */
final class FunctionCall extends ApplyFunctionExpression {

  private static final long serialVersionUID = 1;

  /** Public, because Spark copies expressions by their constructor. */
  public FunctionCall(ScalarFunction<?> function, Seq<Expression> arguments) {
    super(function, arguments);
  }

  /**
   * The call of a function with arguments whose types are known.
   *
   * <p>Throws, though Java does not see it, Spark's {@code AnalysisException} if the arguments do
   * not fit, or a constant among them names what there is not.
   */
  static Expression of(SqlFunction function, Seq<Expression> arguments) {
    List<String> constants = new ArrayList<>();
    StructType types = new StructType();
    for (var i = arguments.iterator(); i.hasNext(); ) {
      Expression argument = i.next();
      constants.add(constant(argument));
      types = types.add("_" + types.size(), argument.dataType(), argument.nullable());
    }
    try {
      BoundSqlFunction bound = (BoundSqlFunction) function.bind(types);
      function.check().check(new Constants(constants), bound.settings());
      return new FunctionCall(bound, arguments);
    } catch (UnsupportedOperationException e) {
      throw refused(function, arguments, e);
    } catch (IllegalArgumentException e) {
      throw refused(function, arguments, new UnsupportedOperationException(e.getMessage(), e));
    }
  }

  private static String constant(Expression argument) {
    return argument instanceof Literal literal && literal.value() instanceof UTF8String text
        ? text.toString()
        : null;
  }

  private static RuntimeException refused(
      SqlFunction function, Seq<Expression> arguments, UnsupportedOperationException reason) {
    return unchecked(
        QueryCompilationErrors.functionCannotProcessInputError(function, arguments, reason));
  }

  /** Throws a checked exception where Scala, which does not declare any, calls. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException unchecked(Throwable exception) throws E {
    throw (E) exception;
  }

  @Override
  public String prettyName() {
    return name();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> arguments) {
    return new FunctionCall(function(), arguments);
  }
}
