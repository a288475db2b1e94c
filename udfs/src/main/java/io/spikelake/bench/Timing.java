package io.spikelake.bench;

/**
 * How long one run takes, in nanoseconds.
 *
 * @param median of all samples: what to expect
 * @param best sample: what the machine does when nothing else runs
 * @param samples how many
 */
public record Timing(double median, double best, int samples) {}
