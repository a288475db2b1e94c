/**
 * The Spark data source {@code spike}: windows of recordings as rows, for other people's queries.
 *
 * <p>Options are declared in {@link io.spikelake.source.SpikeOption}, columns in {@link
 * io.spikelake.schemas.SpikeSourceColumns}. Planning turns recordings into partitions on the
 * driver, {@code WindowBatchReader} turns a partition into Arrow batches in a task. What a
 * recording is and how its bytes are read is the business of other packages.
 */
package io.spikelake.source;
