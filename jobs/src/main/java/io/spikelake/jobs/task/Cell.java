package io.spikelake.jobs.task;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One frame to be made of a recording.
 *
 * @param keyFrame the plane it is made at
 * @param method complete method key
 * @param tone tone of the image
 */
public record Cell(long keyFrame, String method, String tone)
    implements Serializable, Comparable<Cell> {

  private static final Comparator<Cell> ORDER =
      Comparator.comparingLong(Cell::keyFrame)
          .thenComparing(Cell::method)
          .thenComparing(Cell::tone);

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
