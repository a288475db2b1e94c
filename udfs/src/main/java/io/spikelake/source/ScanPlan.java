package io.spikelake.source;

import java.util.List;
import java.util.OptionalLong;

/**
 * The tasks of a query.
 *
 * @param rows number of windows, as far as that is known without opening more files
 * @param rowBytes estimated bytes of all rows
 */
record ScanPlan(List<SpikePartition> partitions, OptionalLong rows, long rowBytes) {}
