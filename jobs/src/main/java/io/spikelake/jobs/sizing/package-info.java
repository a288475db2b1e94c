/**
 * How long a cluster takes for an archive, and how many executors a deadline needs: arithmetic on
 * what was measured. Only {@code LakeCosts} knows Spark.
 */
package io.spikelake.jobs.sizing;
