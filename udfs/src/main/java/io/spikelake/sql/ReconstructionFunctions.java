package io.spikelake.sql;

import static io.spikelake.sql.Parameter.optional;
import static io.spikelake.sql.Parameter.required;

import io.spikelake.image.RawFrame;
import io.spikelake.image.Tone;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.sql.SqlFunction.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.DataTypes;

/** Functions that make a frame of a window of spikes. */
final class ReconstructionFunctions {

  private static final int SPIKES = 0;
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;
  private static final int METHOD = 3;
  private static final int TONE = 4;
  private static final int KEY_PLANE = 5;

  private static final String AS_IT_IS = new Tone.None().toString();

  private ReconstructionFunctions() {}

  static List<SqlFunction> all() {
    return List.of(
        ofMethod("tfp", "texture from playback, the mean of planes"),
        ofMethod("tfi", "texture from the interval between spikes"),
        ofMethod("tfstp", "texture from short-term plasticity"),
        ofMethod("tvs", "the spiking neural model for texture"),
        ofAnyMethod());
  }

  private static SqlFunction ofMethod(String method, String words) {
    return new SqlFunction(
        "spike_" + method,
        parameters(
            optional(
                "variant",
                ArgumentKind.TEXT,
                "which %s: a variant, parameters as key=value, both, or a complete id"
                    .formatted(method))),
        DataTypes.BinaryType,
        "frame of a window of spikes by " + words,
        NOTE,
        List.of(
            "SELECT _FUNC_(spikes, height, width) FROM windows",
            "SELECT iqa_niqe(_FUNC_(spikes, height, width, '%s', 'minmax', key_frame - frame_start))"
                    .formatted(method)
                + " FROM windows"),
        false,
        (constants, settings) ->
            check(constants, constants.text(METHOD, ""), text -> VariantText.of(method, text)),
        settings -> work(text -> VariantText.of(method, text)));
  }

  private static SqlFunction ofAnyMethod() {
    return new SqlFunction(
        "spike_reconstruct",
        parameters(required("method", ArgumentKind.TEXT, "id of a method, complete or not")),
        DataTypes.BinaryType,
        "frame of a window of spikes by any closed-form method",
        NOTE,
        List.of(
            "SELECT _FUNC_(spikes, height, width, 'tfi/spike-zoo') FROM windows",
            "SELECT image_png(_FUNC_(spikes, height, width, 'tfp:window=21', 'rate=0.6'))"
                + " FROM windows"),
        false,
        (constants, settings) -> check(constants, constants.text(METHOD), UnaryOperator.identity()),
        settings -> work(UnaryOperator.identity()));
  }

  private static final String NOTE =
      "The frame is lossless binary in single precision, for iqa_niqe and its sisters, image_png,"
          + " image_pixels and tables; with the same method and tone it is what column raw of a lake"
          + " has. Spikes are packed as in column spikes of format spike: the bits of a plane top row"
          + " first, least significant bit first, each plane whole bytes. Null where the window lacks"
          + " planes that the method reads; methods that read the whole recording take the window"
          + " for it. With tone none the brightness is that of the method: spikes per plane for tfp"
          + " and tfi, which scores take for a dark image; rate=R divides by the spikes per plane at"
          + " white.";

  private static List<Parameter> parameters(Parameter method) {
    return List.of(
        required("spikes", ArgumentKind.SPIKES, "packed planes of a window"),
        required("height", ArgumentKind.COUNT, "rows of a plane"),
        required("width", ArgumentKind.COUNT, "columns of a plane"),
        method,
        optional(
            "tone",
            ArgumentKind.TEXT,
            "none (unless given), clip, minmax, or rate=R with the spikes per plane at white"),
        optional(
            "key_plane",
            ArgumentKind.COUNT,
            "plane of the window that the frame shows, from 0; the middle one unless given"));
  }

  private static void check(
      Constants constants, Optional<String> method, UnaryOperator<String> id) {
    method.ifPresent(text -> method(id.apply(text)));
    constants.text(TONE, AS_IT_IS).ifPresent(Tone::parse);
  }

  private static Reconstructor method(String id) {
    return Reconstructors.create(Reconstructors.resolve(id));
  }

  private static Work work(UnaryOperator<String> id) {
    Recent<Reconstructor> methods = new Recent<>(text -> method(id.apply(text)));
    return arguments -> {
      Reconstructor method = methods.get(arguments.text(METHOD, ""));
      Tone tone = Tone.parse(arguments.text(TONE, AS_IT_IS));
      SpikeStream window = window(arguments);
      int key = keyPlane(arguments, window);
      if (!method.span().fits(key, window.planes())) {
        throw new UnusableInputException(
            "%s reads planes %d to %d around key plane %d; the window has planes 0 to %d"
                .formatted(
                    method.id(),
                    method.span().first(key),
                    method.span().end(key, window.planes()) - 1,
                    key,
                    window.planes() - 1));
      }
      return RawFrame.encode(tone.apply(method.reconstruct(window, key)));
    };
  }

  private static SpikeStream window(Arguments arguments) throws UnusableInputException {
    byte[] packed = arguments.bytes(SPIKES);
    long height = arguments.number(HEIGHT);
    long width = arguments.number(WIDTH);
    // Divided, because products of what a row says may be too large for any number.
    if (height <= 0 || width <= 0 || height > SpikeStream.MAX_PIXELS / width) {
      throw new UnusableInputException(
          "planes of %dx%d (height x width); expected positive sizes of at most %d pixels"
              .formatted(height, width, SpikeStream.MAX_PIXELS));
    }
    int planeBytes = SpikeStream.planeBytes((int) height, (int) width);
    if (packed.length == 0 || packed.length % planeBytes != 0) {
      throw new UnusableInputException(
          "%d bytes of spikes; expected whole planes of %dx%d (height x width), each %d bytes"
              .formatted(packed.length, height, width, planeBytes));
    }
    return SpikeStream.ofPacked(
        packed, packed.length / planeBytes, (int) height, (int) width, RowOrder.TOP_DOWN, 0);
  }

  private static int keyPlane(Arguments arguments, SpikeStream window)
      throws UnusableInputException {
    long key = arguments.has(KEY_PLANE) ? arguments.number(KEY_PLANE) : window.planes() / 2;
    if (key < 0 || key >= window.planes()) {
      throw new UnusableInputException(
          "key plane %d is not in the window, which has planes 0 to %d"
              .formatted(key, window.planes() - 1));
    }
    return (int) key;
  }
}
