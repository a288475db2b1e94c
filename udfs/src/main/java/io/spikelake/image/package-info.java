/**
 * Grey images: tones, picture files, and the lossless storage form. No metrics and no spikes here.
 * Imports nothing beyond the JDK.
 */
package io.spikelake.image;
