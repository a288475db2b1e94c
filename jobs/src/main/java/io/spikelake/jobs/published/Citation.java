package io.spikelake.jobs.published;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A publication, as BibTeX has it.
 *
 * @param key by which it is cited
 * @param type such as {@code inproceedings}
 * @param fields what is known of it, in the order in which it is written; unmodifiable
 */
public record Citation(String key, String type, Map<String, String> fields) {

  public Citation {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The entry of a BibTeX file, with a line break at its end. */
  public String bibTeX() {
    StringBuilder entry = new StringBuilder("@%s{%s".formatted(type, key));
    fields.forEach((field, value) -> entry.append(",\n  %s = {%s}".formatted(field, value)));
    return entry.append("\n}\n").toString();
  }
}
