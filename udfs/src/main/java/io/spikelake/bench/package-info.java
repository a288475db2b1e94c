/**
 * What is measured and how: one recording, the kernels at work on it, and a stopwatch that tells a
 * busy machine from a slow kernel. {@code spikelake bench} and the module {@code benchmarks} share
 * it, so that both speak of the same work. Kernels know nothing of it.
 */
package io.spikelake.bench;
