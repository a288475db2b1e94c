/**
 * Whether kernels may use the Vector API. Packages with kernels keep their own vector code beside
 * the scalar code; this one only decides.
 */
package io.spikelake.simd;
