package io.spikelake.benchmarks;

/**
 * What both sides of {@link LoopComparison} make a frame of.
 *
 * @param recording name of its file
 * @param keyFrame plane, counted from 0
 */
record LoopSample(String recording, long keyFrame) {}
