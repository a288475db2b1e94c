package io.spikelake.jobs.export;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * The classes of a selection, numbered from 0 in the order of their names: numbers of different
 * data sets mean different classes, names do not.
 */
record ClassNames(List<String> names) implements Serializable {

  ClassNames {
    names = names.stream().sorted().distinct().toList();
  }

  /** Null for what has no class. */
  Long number(String name) {
    int found = name == null ? -1 : Collections.binarySearch(names, name);
    return found < 0 ? null : (long) found;
  }
}
