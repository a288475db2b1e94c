package io.spikelake.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was made for the texts that were asked for last; for one thread at a time. */
final class Recent<T> {

  /** More than a query has by far; a column may have a text of its own in every row. */
  private static final int MOST = 16;

  private static final float LOAD = 0.75f;

  private final Function<String, T> maker;
  private final Map<String, T> made =
      new LinkedHashMap<>(MOST, LOAD, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
          return size() > MOST;
        }
      };

  Recent(Function<String, T> maker) {
    this.maker = maker;
  }

  /** What belongs to a text, made now unless it was not long ago. */
  T get(String text) {
    T found = made.get(text);
    if (found == null) {
      found = maker.apply(text);
      made.put(text, found);
    }
    return found;
  }
}
