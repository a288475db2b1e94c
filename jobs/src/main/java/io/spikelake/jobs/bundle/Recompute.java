package io.spikelake.jobs.bundle;

import io.spikelake.jobs.leaderboard.Leaderboard;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one command that computes a leaderboard again, with every option that decides it. */
final class Recompute {

  /** What no shell takes for something else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private Recompute() {}

  /** The words of the command. */
  static List<String> command(String lake, long run, Leaderboard.Config config) {
    List<String> words = new ArrayList<>(List.of("spikelake", "leaderboard", "--lake", lake));
    words.addAll(List.of("--as-of", Long.toString(run)));
    add(words, "--dataset", config.datasets());
    if (config.scope().protocol() != null) {
      words.addAll(List.of("--protocol", config.scope().protocol(), "--leave-out-missing"));
    } else {
      add(words, "--methods", config.methods());
      add(words, "--metrics", config.metrics());
      if (config.scope().split() != null) {
        words.addAll(List.of("--split", config.scope().split()));
      }
    }
    words.addAll(List.of("--samples", config.samples().id()));
    words.addAll(List.of("--replicates", Integer.toString(config.replicates())));
    words.addAll(List.of("--seed", Long.toString(config.seed())));
    words.addAll(List.of("--report", "recomputed"));
    return words;
  }

  private static void add(List<String> words, String option, List<String> values) {
    if (!values.isEmpty()) {
      words.addAll(List.of(option, String.join(",", values)));
    }
  }

  /** Markdown with the command as one types it. */
  static String text(List<String> command) {
    return """
    # Recompute

    With the same version of SpikeLake, which digests.json names, and access to the lake:

    ```
    %s
    ```

    The files that it writes to the folder `recomputed` are those of the folder `tables`, byte by byte.
    Check the bundle itself with `sha256sum -c SHA256SUMS`.
    """
        .formatted(command.stream().map(Recompute::quoted).collect(Collectors.joining(" ")));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
