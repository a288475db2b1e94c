package io.spikelake.dataset;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Translates the globs of {@link PathPattern#glob} to regular expressions, one pass. */
final class GlobSyntax {

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private GlobSyntax(String glob) {
    this.glob = glob;
  }

  static Pattern compile(String glob) {
    return new GlobSyntax(glob).translate();
  }

  private Pattern translate() {
    if (glob.isBlank() || glob.startsWith("/") || glob.indexOf('\\') >= 0) {
      throw bad("it must be relative to the input root and separated by '/'");
    }
    boolean inBraces = false;
    while (at < glob.length()) {
      char c = glob.charAt(at++);
      switch (c) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> characterSet();
        case '{' -> {
          if (inBraces) {
            throw bad("a '{' inside of '{'");
          }
          inBraces = true;
          regex.append("(?:");
        }
        case '}' -> {
          if (!inBraces) {
            throw bad("a '}' without '{'");
          }
          inBraces = false;
          regex.append(')');
        }
        case ',' -> regex.append(inBraces ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    if (inBraces) {
      throw bad("a '{' without '}'");
    }
    return Pattern.compile(regex.toString());
  }

  private void star() {
    if (!glob.startsWith("*", at)) {
      regex.append("[^/]*");
      return;
    }
    at++;
    boolean startsElement = at == 2 || glob.charAt(at - 3) == '/';
    if (startsElement && glob.startsWith("/", at)) {
      at++;
      regex.append("(?:.*/)?");
    } else {
      regex.append(".*");
    }
  }

  private void characterSet() {
    int end = glob.indexOf(']', at + 1);
    if (end < 0) {
      throw bad("a '[' without ']'");
    }
    String set = glob.substring(at, end);
    if (!set.matches("!?[\\p{Alnum}_.-]+")) {
      throw bad("the set [" + set + "] may hold letters, digits, '_', '.', '-' and a leading '!'");
    }
    String translated = "[" + set.replaceFirst("^!", "^/") + "]";
    try {
      Pattern.compile(translated);
    } catch (PatternSyntaxException e) {
      throw bad("the set [" + set + "] is empty");
    }
    regex.append(translated);
    at = end + 1;
  }

  private IllegalArgumentException bad(String reason) {
    return new IllegalArgumentException("'%s' is not a glob: %s".formatted(glob, reason));
  }
}
