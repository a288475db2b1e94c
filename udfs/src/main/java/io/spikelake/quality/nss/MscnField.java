package io.spikelake.quality.nss;

/**
 * Locally normalised image.
 *
 * @param width columns
 * @param height rows
 * @param coefficients mean-subtracted, contrast-normalised values, row-major
 * @param sigma local standard deviation on the scale of the pixels, row-major
 */
public record MscnField(int width, int height, double[] coefficients, double[] sigma) {}
