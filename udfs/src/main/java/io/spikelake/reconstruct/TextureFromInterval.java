package io.spikelake.reconstruct;

import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;

/**
 * Texture from inter-spike interval (TFI): the inverse of the time between the two spikes around
 * the key frame.
 *
 * <p>With a the plane of the spike before and b that of the spike after, a pixel is 1 / (b - a) in
 * spikes per plane. Zhu, Dong, Huang, Tian, "A Retina-Inspired Sampling Method for Visual Texture
 * Reconstruction", ICME 2019. The variants are those of public code. They differ in which of the
 * two a spike in the key frame itself is, in how far they look, and in what they take when a side
 * has no spike.
 */
final class TextureFromInterval extends ClosedFormMethod {

  /** To go further plane by plane costs more than to search anew. */
  private static final int FARTHEST_STEP = 2;

  private final Intervals intervals;

  private TextureFromInterval(
      VariantId id,
      TemporalSpan span,
      OutputScale scale,
      IntervalSearch search,
      IntervalValue value) {
    super(id, span, scale);
    this.intervals = new Intervals(search, value);
  }

  /**
   * As in Spike-Zoo, with h = window / 2: a is the latest spike in {@code k-h+1 .. k}, b the
   * earliest in {@code k+1 .. k+h}; if either is missing the interval is 2h. Pixels are spikes per
   * plane, {@code 1 / (2h) .. 1}.
   *
   * <p>The span is {@code k-h .. k+h}, one plane more than is read, which makes it that of TFP of
   * the same window. Inside it nothing of the reference's edges shows: it never sees a spike in
   * plane 0 of a recording, and reads past the last.
   */
  static TextureFromInterval spikeZoo(VariantId id) {
    int half = id.integer(Reconstructors.WINDOW) / 2;
    return aroundKey(id, half, OutputScale.FIRING_RATE, IntervalValue::rate);
  }

  /**
   * As SpikeCV's image of one frame: {@link #spikeZoo} with h = half, then 255 / (b - a), 8 bits.
   */
  static TextureFromInterval spikeCvFrame(VariantId id) {
    int half = id.integer(Reconstructors.HALF);
    return aroundKey(id, half, OutputScale.DISPLAY, IntervalValue::eightBit);
  }

  private static TextureFromInterval aroundKey(
      VariantId id, int half, OutputScale scale, IntervalValue value) {
    return new TextureFromInterval(
        id,
        TemporalSpan.around(half, half),
        scale,
        new IntervalSearch(IntervalSearch.KeySpike.STARTS, half, half, 2 * half),
        value);
  }

  /**
   * As SpikeCLIP's middleTFI, with w = window: a is the latest spike in {@code k-w+1 .. k}, else
   * {@code k-w}; b the earliest in {@code k+1 .. k+w}, else {@code k+w}. Pixels are spikes per
   * plane, {@code 1 / (2w) .. 1}.
   *
   * <p>The span is {@code k-w .. k+w}. The reference also takes key frames nearer to the ends,
   * where it never sees a spike in plane 0 and stops at the last plane but keeps {@code k+w}.
   */
  static TextureFromInterval middle(VariantId id) {
    int window = id.integer(Reconstructors.WINDOW);
    return new TextureFromInterval(
        id,
        TemporalSpan.around(window, window),
        OutputScale.FIRING_RATE,
        new IntervalSearch(
            IntervalSearch.KeySpike.STARTS, window, window - 1, IntervalSearch.TO_EDGE),
        IntervalValue::rate);
  }

  /**
   * As SpikeCV's images of a whole stream: a is the latest spike before k, b the earliest at or
   * after it, anywhere in the recording; if either is missing the interval is 257. The pixel is 255
   * / (b - a) cut to 8 bits, as level / 255, so that intervals over 255 are black.
   *
   * <p>SpikeCV gives no image for its search limit's worth of planes at both ends, though it finds
   * the intervals there; here every key frame has one.
   */
  static TextureFromInterval spikeCvImages(VariantId id) {
    return new TextureFromInterval(
        id,
        TemporalSpan.WHOLE,
        OutputScale.DISPLAY,
        new IntervalSearch(
            IntervalSearch.KeySpike.ENDS, IntervalSearch.ALL, IntervalSearch.ALL, 257),
        IntervalValue::eightBit);
  }

  /**
   * As RSIR's TFI with gamma, on window planes of which k is number window / 2: a is the latest
   * spike before k, else the first plane; b the earliest at or after k, else the last plane. The
   * pixel is (255 / (b - a))^(1 / gamma), divided by the largest of the frame, cut to 8 bits, as
   * level / 255.
   *
   * <p>Because of the division by the largest, a frame tells nothing of absolute brightness. The
   * reference has no default for window and gamma; 32 is the longer of the two steps of its network
   * and 2.2 the gamma of its input.
   */
  static TextureFromInterval rsir(VariantId id) {
    int window = id.integer(Reconstructors.WINDOW);
    double gamma = id.number(Reconstructors.GAMMA);
    int before = window / 2;
    int after = window - before - 1;
    // The first and the last plane end an interval whether or not they have a spike.
    return new TextureFromInterval(
        id,
        TemporalSpan.around(before, after),
        OutputScale.DISPLAY,
        new IntervalSearch(IntervalSearch.KeySpike.ENDS, before - 1, after, IntervalSearch.TO_EDGE),
        new IntervalValue.GammaEightBit(gamma));
  }

  /**
   * Eq. 5 of SpikeCLIP (Chen et al., "Rethinking High-speed Image Reconstruction Framework with
   * Spike Camera", 2025): a is the latest spike at or before k, b the earliest after k, anywhere in
   * the recording. Pixels are spikes per plane, 0 where a side has no spike.
   *
   * <p>That a spike in the key frame starts the interval is our choice, as in {@link #middle}. No
   * public code computes exactly this.
   */
  static TextureFromInterval eq5(VariantId id) {
    return new TextureFromInterval(
        id,
        TemporalSpan.WHOLE,
        OutputScale.FIRING_RATE,
        new IntervalSearch(
            IntervalSearch.KeySpike.STARTS, IntervalSearch.ALL, IntervalSearch.ALL, 0),
        IntervalValue::rate);
  }

  @Override
  void fill(SpikeStream window, int keyPlane, float[] pixels) {
    intervals.find(window, keyPlane);
    intervals.fill(window, pixels);
  }

  @Override
  void fillNext(SpikeStream window, int lastKeyPlane, int keyPlane, float[] pixels) {
    if (keyPlane - lastKeyPlane > FARTHEST_STEP) {
      intervals.find(window, keyPlane);
    } else {
      for (int key = lastKeyPlane + 1; key <= keyPlane; key++) {
        intervals.advance(window, key);
      }
    }
    intervals.fill(window, pixels);
  }
}
