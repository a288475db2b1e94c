package io.spikelake.jobs.sizing;

/**
 * What a frame costs.
 *
 * @param seconds of one core or one GPU
 * @param source where that is from
 */
public record FrameCost(double seconds, String source) {}
