package io.spikelake.sql;

import java.util.List;
import java.util.Optional;

/**
 * The arguments of a call that are known before any row is read.
 *
 * @param texts by place: the text, or null where it is not known, or null, or no text
 */
record Constants(List<String> texts) {

  /** How many arguments there are, known or not. */
  int count() {
    return texts.size();
  }

  /** A text that is known. */
  Optional<String> text(int place) {
    return place < texts.size() ? Optional.ofNullable(texts.get(place)) : Optional.empty();
  }

  /** A text that is known, or what holds where it is left out. */
  Optional<String> text(int place, String otherwise) {
    return place < texts.size() ? text(place) : Optional.of(otherwise);
  }
}
