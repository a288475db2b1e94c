/**
 * What methods cost: measures parameters, memory, latency and throughput on this machine, keeps
 * them in {@code method_costs}, and picks the measurement that counts for a data set. To measure
 * needs no Spark.
 */
package io.spikelake.jobs.cost;
