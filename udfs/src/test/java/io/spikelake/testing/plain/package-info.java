/**
 * The formulas of kernels written down as they are, without regard to speed: what fast kernels are
 * compared with, for equality in tests and for speed in benchmarks.
 */
package io.spikelake.testing.plain;
