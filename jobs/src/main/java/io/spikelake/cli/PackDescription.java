package io.spikelake.cli;

import io.spikelake.pack.FrameContract;
import io.spikelake.pack.MetricContract;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.PackManifest;
import io.spikelake.pack.Padding;
import io.spikelake.pack.ReconstructorContract;
import io.spikelake.pack.StateTensor;
import io.spikelake.pack.WeightRelease;
import io.spikelake.pack.WindowContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that a pack says of itself, as words and numbers by key; null where it says nothing.
 */
final class PackDescription {

  private final Map<String, Object> lines = new LinkedHashMap<>();

  private PackDescription() {}

  static Map<String, Object> of(ModelPack pack) {
    PackDescription description = new PackDescription();
    PackManifest manifest = pack.manifest();
    description.identity(pack, manifest);
    description.weights(manifest);
    if (manifest.contract() instanceof ReconstructorContract reconstructor) {
      description.window(reconstructor.window());
      description.put("state", states(reconstructor.state()));
      description.frame(reconstructor.frame());
    } else {
      description.metric(manifest.metric());
    }
    description.cost(manifest);
    return description.lines;
  }

  private void identity(ModelPack pack, PackManifest manifest) {
    put("id", pack.id().toString());
    put("kind", manifest.kind());
    put("summary", manifest.summary());
    put("paper", manifest.paper());
    put("where", pack.location());
    put("bytes", pack.bytes());
    put("format", manifest.format().id());
    put("sha256", manifest.sha256());
    put("digest", pack.digest());
  }

  private void weights(PackManifest manifest) {
    WeightRelease weights = manifest.weights();
    put("release", manifest.release());
    put("version", manifest.version());
    put("weights", word(weights.origin()));
    put("weights_by", weights.by());
    put("trained_on", String.join(", ", weights.trainedOn()));
    put("training_recordings", String.join(", ", weights.trainingRecordings()));
    put("license", manifest.license());
    put("source", manifest.source());
  }

  private void window(WindowContract window) {
    put(
        "input_planes",
        "%d: key - %d .. key + %d"
            .formatted(window.frames(), window.before(), window.frames() - 1 - window.before()));
    put("input_steps", window.steps());
    put("input_channels", "%d, each %s".formatted(window.channels(), channel(window)));
    put("input_size", size(window.height(), window.width()));
    put(
        "input_multiple",
        window.multipleHeight() == 1 && window.multipleWidth() == 1
            ? ""
            : "height of %d, width of %d"
                .formatted(window.multipleHeight(), window.multipleWidth()));
    put("padding", padding(window.padding()));
    put("input_tensor", window.tensor());
  }

  private static String channel(WindowContract window) {
    int planes = window.frames() / window.steps() / window.channels();
    return switch (window.binning()) {
      case SPIKES -> "a plane of 0 and 1";
      case SIGNED -> "a plane of -1 and 1";
      case SUM -> "the sum of %d planes".formatted(planes);
      case MEAN -> "the mean of %d planes".formatted(planes);
    };
  }

  private static String padding(Padding padding) {
    boolean none = padding.top() + padding.bottom() + padding.left() + padding.right() == 0;
    String sides =
        none
            ? ""
            : " by %d, %d rows and %d, %d columns"
                .formatted(padding.top(), padding.bottom(), padding.left(), padding.right());
    return padding.stated() + sides + (padding.inGraph() ? ", in the graph" : ", by SpikeLake");
  }

  private static String states(List<StateTensor> states) {
    return states.stream()
        .map(
            state ->
                "%s -> %s (%s)"
                    .formatted(state.output(), state.input(), String.join(", ", state.shape())))
        .collect(Collectors.joining("; "));
  }

  private void frame(FrameContract frame) {
    put("output_tensor", frame.tensor());
    put("output_scale", word(frame.scale()));
    put("output_range", "%s to %s".formatted(frame.black(), frame.white()));
    put(
        "output_crop",
        "%d, %d rows and %d, %d columns"
            .formatted(frame.cropTop(), frame.cropBottom(), frame.cropLeft(), frame.cropRight()));
  }

  private void metric(MetricContract metric) {
    put(
        "input_images",
        "%s, %d channel%s"
            .formatted(
                metric.images() == 2 ? "image and reference" : "image",
                metric.channels(),
                metric.channels() == 1 ? "" : "s"));
    put("input_size", size(metric.height(), metric.width()));
    put("resize", word(metric.resize()));
    put("mean", numbers(metric.mean()));
    put("std", numbers(metric.deviation()));
    put("output_tensor", metric.tensor());
    put("output_values", metric.values());
    put("better", metric.lowerIsBetter() ? "lower" : "higher");
    put(
        "classes",
        metric.classifier() == null ? "" : String.join(", ", metric.classifier().classes()));
  }

  private void cost(PackManifest manifest) {
    put("params", manifest.parameters());
    boolean known = manifest.cost() != null;
    put("cost_size", known ? size(manifest.cost().height(), manifest.cost().width()) : "");
    put("gmacs", known ? manifest.cost().gmacs() : Double.NaN);
    put("peak_memory_mb", known ? manifest.cost().peakMemoryMb() : Double.NaN);
    put("golden_tolerance", manifest.tolerance());
    put("largest_gpu_difference", manifest.gpuDifference());
    put("gpu_device", manifest.gpuDevice());
  }

  private static String size(int height, int width) {
    return height == 0 ? "any" : "%dx%d (height x width)".formatted(height, width);
  }

  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void put(String key, Object value) {
    boolean nothing =
        value == null
            || value.equals("")
            || (value instanceof Double number && !Double.isFinite(number));
    lines.put(key, nothing ? null : value);
  }
}
