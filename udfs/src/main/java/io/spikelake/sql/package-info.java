/**
 * SpikeLake in the SQL of other people: functions that reconstruct frames from spikes and score
 * images, for columns of any table.
 *
 * <p>{@link io.spikelake.sql.SpikeLakeExtensions} puts them into every session that has the jar on
 * its class path, {@link io.spikelake.sql.SpikeLakeCatalog} gives them a catalog of their own, and
 * {@link io.spikelake.sql.SpikeFunctions#register} adds them to a session that is open. All three
 * give the same {@code SqlFunction}s. What a function makes of a row is in {@code MetricFunctions},
 * {@code ReconstructionFunctions} and {@code ImageFunctions}; what becomes of nulls and of bad rows
 * is decided for all of them in {@code BoundSqlFunction}. Methods and metrics are those of {@code
 * io.spikelake.reconstruct} and {@code io.spikelake.quality}; networks are not here.
 */
package io.spikelake.sql;
