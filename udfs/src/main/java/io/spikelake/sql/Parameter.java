package io.spikelake.sql;

/**
 * A place in the list of arguments of a function.
 *
 * @param name as documentation and messages call it
 * @param optional whether it may be left out; so may then all after it
 * @param mayBeNull whether the function is called with a null here, where other nulls give null
 * @param text what it is, for {@code DESCRIBE FUNCTION}
 */
record Parameter(String name, ArgumentKind kind, boolean optional, boolean mayBeNull, String text) {

  static Parameter required(String name, ArgumentKind kind, String text) {
    return new Parameter(name, kind, false, false, text);
  }

  static Parameter optional(String name, ArgumentKind kind, String text) {
    return new Parameter(name, kind, true, false, text);
  }

  static Parameter optionalAndNullable(String name, ArgumentKind kind, String text) {
    return new Parameter(name, kind, true, true, text);
  }
}
