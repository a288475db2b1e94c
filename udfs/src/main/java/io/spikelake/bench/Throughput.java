package io.spikelake.bench;

/**
 * Frames that come out per second.
 *
 * @param batch frames computed at once
 */
public record Throughput(int batch, double framesPerSecond) {}
