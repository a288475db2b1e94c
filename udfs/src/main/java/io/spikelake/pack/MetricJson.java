package io.spikelake.pack;

import io.spikelake.mapping.StrictMap;
import io.spikelake.pack.MetricContract.Classifier;
import io.spikelake.pack.MetricContract.Resize;
import java.util.List;

/** Reads what {@code pack.json} says of a network that scores images. */
final class MetricJson {

  private MetricJson() {}

  /**
   * @param map the whole manifest
   */
  static MetricContract read(StrictMap map) {
    StrictMap input = map.requiredMap("input");
    PackWords.fixed(input, "dtype", "float32");
    PackWords.fixed(input, "layout", "NCHW");
    int images = input.requiredInteger("images", 1);
    int channels = input.requiredInteger("channels", 1);
    List<Double> mean = numbers(input, "mean");
    List<Double> deviation = numbers(input, "std");
    int height = input.integer("height", 1).orElse(0);
    int width = input.integer("width", 1).orElse(0);
    Resize resize =
        input.text("resize").isEmpty()
            ? Resize.NONE
            : PackWords.word(input, "resize", Resize.values());
    input.done();
    StrictMap output = map.requiredMap("output");
    String tensor = output.text("tensor").orElse("");
    int values = output.requiredInteger("values", 1);
    boolean lowerIsBetter = output.flag("lower_is_better").orElse(false);
    output.done();
    Classifier classifier = map.map("classifier").map(MetricJson::classifier).orElse(null);
    return map.checked(
        "input",
        () ->
            new MetricContract(
                images,
                channels,
                mean,
                deviation,
                height,
                width,
                resize,
                tensor,
                values,
                lowerIsBetter,
                classifier));
  }

  private static Classifier classifier(StrictMap map) {
    String features = map.requiredText("features");
    List<String> classes = map.texts("classes", "names of classes");
    // Multiplies all products alike, so that the largest stays the largest.
    map.positiveNumber("scale");
    map.done();
    return map.checked("features", () -> new Classifier(features, classes));
  }

  private static List<Double> numbers(StrictMap map, String key) {
    return map.list(key, Number.class, "a list of numbers").stream()
        .map(Number::doubleValue)
        .toList();
  }
}
