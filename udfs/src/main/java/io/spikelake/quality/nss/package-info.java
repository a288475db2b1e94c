/**
 * Natural-scene statistics shared by the no-reference metrics: local normalisation, neighbour
 * products, fits of generalised Gaussians, and the half-size image.
 *
 * <p>Kernels take row-major {@code double[]} with explicit width and height and pixels on the scale
 * 0..255. They know nothing of metrics, models or files.
 */
package io.spikelake.quality.nss;
