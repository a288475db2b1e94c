package io.spikelake.pack;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a recurrent network, carried from one step of a window to the next. Zero at the first
 * step, so that a frame depends on its window alone.
 *
 * @param input name of the tensor fed
 * @param output name of the tensor that is the state of the next step
 * @param shape axes: a number, {@code N}, {@code H}, {@code W}, {@code H/k} or {@code W/k}, which
 *     rounds up; H and W are those of the tensor fed
 */
public record StateTensor(String input, String output, List<String> shape) implements Serializable {

  private static final Pattern AXIS =
      Pattern.compile("N|[1-9][0-9]{0,8}|(?<side>[HW])(/(?<divisor>[1-9][0-9]{0,8}))?");

  public StateTensor {
    shape = List.copyOf(shape);
    shape.forEach(axis -> length(axis, 1, 1, 1));
  }

  /** Lengths of the axes. */
  public long[] shape(int batch, int height, int width) {
    return shape.stream().mapToLong(axis -> length(axis, batch, height, width)).toArray();
  }

  private static long length(String axis, int batch, int height, int width) {
    Matcher matcher = AXIS.matcher(axis);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Axis '%s' of a state; expected a number, N, H, W, H/k or W/k".formatted(axis));
    }
    if (axis.equals("N")) {
      return batch;
    }
    if (matcher.group("side") == null) {
      return Long.parseLong(axis);
    }
    long whole = matcher.group("side").equals("H") ? height : width;
    String divisor = matcher.group("divisor");
    long parts = divisor == null ? 1 : Long.parseLong(divisor);
    return (whole + parts - 1) / parts;
  }
}
