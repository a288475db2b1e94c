/**
 * What is known of a data set beside its files: which files are recordings, how to read them, which
 * frames to reconstruct, where the ground truth lies; and the identity of a recording. Imports
 * nothing beyond the JDK, SnakeYAML and {@code io.spikelake.spike}; listing and reading storage is
 * the caller's.
 */
package io.spikelake.dataset;
