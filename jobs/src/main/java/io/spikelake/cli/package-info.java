/**
 * The command line. Options become configuration records, jobs do the work, results go to standard
 * output. Commands that need no cluster do not touch Spark.
 */
package io.spikelake.cli;
