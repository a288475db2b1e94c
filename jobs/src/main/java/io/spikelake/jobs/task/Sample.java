package io.spikelake.jobs.task;

import io.spikelake.jobs.task.FrameScorer.Reference;
import java.util.List;

/**
 * A key frame on its way through a task, with a frame for each of its cells.
 *
 * @param reference what it has as ground truth
 */
record Sample(Shard shard, long keyFrame, Reference reference, List<PendingFrame> frames) {}
