/**
 * Hadoop file systems as storage of recordings: random access to one file, and the listing of
 * inputs. No spikes and no Spark here.
 */
package io.spikelake.hadoop;
