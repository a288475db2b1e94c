package io.spikelake.pack;

import java.util.List;

/**
 * The text of a contract that goes into the digest of a pack. It names what decides the numbers
 * that come out and nothing else, each as {@code key=value} in one line.
 *
 * <p>This text is part of every id in every table: it never changes for a contract that could be
 * written before. What a later version adds to contracts is added here as a line of its own, only
 * where it is not what it was before it could be said. Numbers in double precision are written
 * exactly, in hexadecimal; texts with their length, so that no text can be taken for two lines.
 */
final class ContractText {

  private final StringBuilder text = new StringBuilder();

  private ContractText() {}

  /** The text for the network and the contract of a manifest. */
  static String of(PackManifest manifest) {
    ContractText contract = new ContractText();
    contract.line("model", manifest.sha256());
    contract.line("format", manifest.format().id());
    contract.line("kind", manifest.kind());
    if (manifest.contract() instanceof ReconstructorContract reconstructor) {
      contract.window(reconstructor.window());
      reconstructor.state().forEach(contract::state);
      contract.frame(reconstructor.frame());
    } else {
      contract.metric(manifest.metric());
    }
    return contract.text.toString();
  }

  private void window(WindowContract window) {
    text("input.tensor", window.tensor());
    line("input.frames", window.frames());
    line("input.before", window.before());
    line("input.channels", window.channels());
    line("input.binning", PackWords.of(window.binning()));
    line("input.steps", window.steps());
    line("input.height", window.height());
    line("input.width", window.width());
    line("input.multiple", window.multipleHeight() + "x" + window.multipleWidth());
    // What the graph does is in the digest of the graph.
    if (window.padding().onHost()) {
      Padding padding = window.padding();
      line("input.padding", PackWords.of(padding.rule()));
      sides("input.padding", padding.top(), padding.bottom(), padding.left(), padding.right());
    }
  }

  private void state(StateTensor state) {
    text("state.input", state.input());
    text("state.output", state.output());
    line("state.axes", state.shape().size());
    state.shape().forEach(axis -> text("state.axis", axis));
  }

  private void frame(FrameContract frame) {
    text("output.tensor", frame.tensor());
    number("output.black", frame.black());
    number("output.white", frame.white());
    line("output.scale", PackWords.of(frame.scale()));
    sides("output.crop", frame.cropTop(), frame.cropBottom(), frame.cropLeft(), frame.cropRight());
  }

  private void metric(MetricContract metric) {
    line("input.images", metric.images());
    line("input.channels", metric.channels());
    metric.mean().forEach(mean -> number("input.mean", mean));
    metric.deviation().forEach(deviation -> number("input.std", deviation));
    line("input.height", metric.height());
    line("input.width", metric.width());
    line("input.resize", PackWords.of(metric.resize()));
    text("output.tensor", metric.tensor());
    line("output.values", metric.values());
    line("output.lower-is-better", Boolean.toString(metric.lowerIsBetter()));
    List<String> classes = metric.classifier() == null ? List.of() : metric.classifier().classes();
    classes.forEach(name -> text("class", name));
  }

  private void sides(String key, int top, int bottom, int left, int right) {
    line(key + ".sides", top + "," + bottom + "," + left + "," + right);
  }

  private void number(String key, double value) {
    // Adding zero makes one of the two zeros.
    line(key, Double.toHexString(value + 0.0));
  }

  private void text(String key, String value) {
    line(key, value.length() + ":" + value);
  }

  private void line(String key, int value) {
    line(key, Integer.toString(value));
  }

  private void line(String key, String value) {
    text.append(key).append('=').append(value).append('\n');
  }
}
