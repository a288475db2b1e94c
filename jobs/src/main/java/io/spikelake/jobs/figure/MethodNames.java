package io.spikelake.jobs.figure;

import java.util.List;
import java.util.function.UnaryOperator;

/** Names of methods as figures show them. */
final class MethodNames {

  /** From short to complete: the name; its variant; its parameters. */
  private static final List<UnaryOperator<String>> NAMINGS =
      List.of(
          key -> key.replaceFirst("[/@:].*", ""),
          key -> key.replaceFirst("[@:].*", ""),
          key -> key.replaceFirst("@\\d+", "").replaceFirst(":pack=[^:]*", ""),
          key -> key);

  private MethodNames() {}

  /** For each method the shortest name that no other one has. */
  static List<String> of(List<String> methods) {
    return methods.stream().map(method -> shortest(method, methods)).toList();
  }

  private static String shortest(String method, List<String> methods) {
    return NAMINGS.stream()
        .filter(
            naming ->
                methods.stream()
                        .distinct()
                        .filter(other -> naming.apply(other).equals(naming.apply(method)))
                        .count()
                    == 1)
        .findFirst()
        .orElseThrow()
        .apply(method);
  }
}
