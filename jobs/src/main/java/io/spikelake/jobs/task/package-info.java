/**
 * What runs on executors: opening a recording, making the frames of a shard, scoring images. Small
 * serialisable records go in, rows come out.
 */
package io.spikelake.jobs.task;
