/**
 * Reconstruction methods computed in plain Java, behind {@link
 * io.spikelake.reconstruct.Reconstructor}. A method sees packed planes and returns a frame; where
 * the planes come from and where the frame goes is not its business.
 */
package io.spikelake.reconstruct;
