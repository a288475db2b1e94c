package io.spikelake.sql;

import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.collection.Seq;

/**
 * A function as the registry of a session has it.
 *
 * @param info what {@code DESCRIBE FUNCTION} prints
 * @param builder makes the expression of a call
 */
record Builtin(
    FunctionIdentifier identifier,
    ExpressionInfo info,
    Function1<Seq<Expression>, Expression> builder) {

  private static final String SINCE = "0.1.0";
  private static final String INDENT = "\n    ";

  static Builtin of(SqlFunction function) {
    return new Builtin(
        new FunctionIdentifier(function.name()),
        info(function),
        arguments -> FunctionCall.of(function, arguments));
  }

  /** As extensions of a session are given it. */
  Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>> tuple() {
    return new Tuple3<>(identifier, info, builder);
  }

  /** In the layout that Spark requires of such texts. */
  private static ExpressionInfo info(SqlFunction function) {
    return new ExpressionInfo(
        SpikeFunctions.class.getName(),
        null,
        function.name(),
        "_FUNC_%s - %s. Returns %s."
            .formatted(
                function.signature().substring(function.name().length()),
                function.summary(),
                function.result().sql()),
        INDENT
            + "Arguments:"
            + function.parameters().stream()
                .map(p -> "%s  * %s - %s".formatted(INDENT, p.name(), p.text()))
                .collect(Collectors.joining())
            + "\n  ",
        INDENT
            + "Examples:"
            + function.examples().stream()
                .map(example -> INDENT + "  > " + example + ";")
                .collect(Collectors.joining())
            + "\n  ",
        function.note().isEmpty() ? "" : INDENT + sentences(function.note()) + "\n  ",
        "",
        SINCE,
        "",
        "java_udf");
  }

  /** One line each. */
  private static String sentences(String text) {
    return text.replace(". ", "." + INDENT + "  ");
  }
}
