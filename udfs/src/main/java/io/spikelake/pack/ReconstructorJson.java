package io.spikelake.pack;

import io.spikelake.mapping.StrictMap;
import io.spikelake.reconstruct.OutputScale;
import java.util.List;

/** Reads what {@code pack.json} says of a network that makes frames. */
final class ReconstructorJson {

  private static final String TWO_NUMBERS = "two numbers, or null";
  private static final String NUMBER_OR_PAIR = "a whole number from 1, or [height, width]";

  private ReconstructorJson() {}

  /**
   * @param map the whole manifest
   */
  static ReconstructorContract read(StrictMap map) {
    WindowContract window = window(map.requiredMap("input"), map);
    List<StateTensor> state = states(map);
    if (state.isEmpty() && window.steps() > 1) {
      throw map.bad("state", "[]", "the tensors that %d steps share".formatted(window.steps()));
    }
    FrameContract frame = frame(map.requiredMap("output"), map);
    requireTone(map, frame.scale());
    return new ReconstructorContract(window, state, frame);
  }

  /** The tone follows from the scale; it stands in the manifest for other readers of the pack. */
  private static void requireTone(StrictMap map, OutputScale scale) {
    String tone = map.requiredText("postprocess");
    String expected =
        switch (scale) {
          case FIRING_RATE -> "rate";
          case DISPLAY -> "clip";
          case RELATIVE -> "minmax";
        };
    if (!tone.equals(expected)) {
      throw map.bad(
          "postprocess",
          tone,
          "%s, which is the tone of the output scale %s".formatted(expected, PackWords.of(scale)));
    }
  }

  private static WindowContract window(StrictMap input, StrictMap map) {
    PackWords.fixed(input, "dtype", "float32");
    PackWords.fixed(input, "layout", "NCHW");
    String tensor = input.text("tensor").orElse("INPUT__0");
    int frames = input.requiredInteger("frames", 1);
    int before = input.requiredInteger("before", 0);
    int channels = input.requiredInteger("channels", 1);
    Binning binning = PackWords.word(input, "binning", Binning.values());
    int steps = input.integer("steps", 1).orElse(1);
    int height = input.integer("height", 1).orElse(0);
    int width = input.integer("width", 1).orElse(0);
    int[] multiple = multiple(input);
    Padding padding = input.map("padding").map(ReconstructorJson::padding).orElse(Padding.NONE);
    input.done();
    return map.checked(
        "input",
        () ->
            new WindowContract(
                tensor,
                frames,
                before,
                channels,
                binning,
                steps,
                height,
                width,
                multiple[0],
                multiple[1],
                padding));
  }

  private static int[] multiple(StrictMap input) {
    if (input.raw("multiple") instanceof List<?>) {
      List<Integer> both = input.list("multiple", Integer.class, NUMBER_OR_PAIR);
      if (both.size() != 2 || both.get(0) < 1 || both.get(1) < 1) {
        throw input.bad("multiple", both, NUMBER_OR_PAIR);
      }
      return new int[] {both.get(0), both.get(1)};
    }
    int one = input.integer("multiple", 1).orElse(1);
    return new int[] {one, one};
  }

  private static Padding padding(StrictMap map) {
    boolean inGraph =
        switch (map.text("where").orElse("graph")) {
          case "graph" -> true;
          case "host" -> false;
          default -> throw map.bad("where", map.raw("where"), "graph or host");
        };
    String stated = map.requiredText("rule");
    Padding.Rule rule =
        inGraph ? Padding.Rule.NONE : PackWords.word(map, "rule", Padding.Rule.values());
    int top = map.integer("top", 0).orElse(0);
    int bottom = map.integer("bottom", 0).orElse(0);
    int left = map.integer("left", 0).orElse(0);
    int right = map.integer("right", 0).orElse(0);
    map.done();
    return map.checked("rule", () -> new Padding(rule, top, bottom, left, right, inGraph, stated));
  }

  private static List<StateTensor> states(StrictMap map) {
    if (map.list("state", Object.class, "a list of tensors").isEmpty()) {
      return List.of();
    }
    return map.maps("state").stream().map(ReconstructorJson::state).toList();
  }

  private static StateTensor state(StrictMap map) {
    String input = map.requiredText("input");
    String output = map.requiredText("output");
    List<String> shape =
        map.list("shape", Object.class, "a list of axes").stream().map(Object::toString).toList();
    map.done();
    return map.checked("shape", () -> new StateTensor(input, output, shape));
  }

  private static FrameContract frame(StrictMap output, StrictMap map) {
    if (output.requiredInteger("channels", 1) != 1) {
      throw output.bad("channels", output.raw("channels"), "1, a grey frame");
    }
    String tensor = output.text("tensor").orElse("");
    List<Number> range = output.list("range", Number.class, TWO_NUMBERS);
    if (!range.isEmpty() && range.size() != 2) {
      throw output.bad("range", range, TWO_NUMBERS);
    }
    OutputScale scale = PackWords.word(output, "scale", OutputScale.values());
    int[] crop = output.map("crop").map(ReconstructorJson::sides).orElse(new int[4]);
    output.done();
    return map.checked(
        "output",
        () ->
            new FrameContract(
                tensor,
                range.isEmpty() ? 0 : range.get(0).doubleValue(),
                range.isEmpty() ? 1 : range.get(1).doubleValue(),
                scale,
                crop[0],
                crop[1],
                crop[2],
                crop[3]));
  }

  private static int[] sides(StrictMap map) {
    int[] sides = {
      map.integer("top", 0).orElse(0),
      map.integer("bottom", 0).orElse(0),
      map.integer("left", 0).orElse(0),
      map.integer("right", 0).orElse(0)
    };
    map.done();
    return sides;
  }
}
