/**
 * Support-vector regression with a Gaussian kernel, the scaling of its input, and readers of the
 * file formats in which such models are published. Knows nothing of images.
 */
package io.spikelake.quality.svr;
