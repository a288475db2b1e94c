/**
 * Data sets for training, made of a selection of the lake, in the layouts that training code reads.
 * Same selection, same bytes: whatever the number of partitions, cores or attempts.
 */
package io.spikelake.jobs.export;
