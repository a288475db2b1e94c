package io.spikelake.quality.nss;

/**
 * What the fits need to know of a sample.
 *
 * @param size numbers in the sample
 * @param left numbers below zero
 * @param right numbers above zero
 * @param leftSquares sum of the squares of the numbers below zero
 * @param rightSquares sum of the squares of the numbers above zero
 * @param magnitudes sum of the absolute values
 */
public record Moments(
    long size, long left, long right, double leftSquares, double rightSquares, double magnitudes) {}
