/**
 * Image quality metrics behind {@link io.spikelake.quality.QualityMetric}, each as explicit
 * variants with a reference implementation. The natural-scene statistics they share are in {@code
 * quality.nss}.
 */
package io.spikelake.quality;
