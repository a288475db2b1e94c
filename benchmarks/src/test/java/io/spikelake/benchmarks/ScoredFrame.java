package io.spikelake.benchmarks;

import java.util.Map;

/**
 * What one side of {@link LoopComparison} made of a sample.
 *
 * @param pixels the toned frame, 0..1, row-major
 * @param scores by the name of the metric; NaN for one that there is not
 */
@SuppressWarnings("ArrayRecordComponent")
record ScoredFrame(float[] pixels, Map<String, Double> scores) {}
