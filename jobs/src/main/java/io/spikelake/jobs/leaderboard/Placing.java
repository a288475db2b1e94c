package io.spikelake.jobs.leaderboard;

import io.spikelake.statistics.Interval;

/**
 * Where an entrant stands in a contest.
 *
 * @param rank place by mean, 1 for the best; equal means share it. Null without a score
 * @param confidence of the mean, 95 %; null with fewer than two recordings or without replicates
 * @param rankLow place it keeps or betters in all but 2.5 % of replicates; null without them
 * @param rankHigh place it keeps or falls behind in all but 2.5 % of replicates
 * @param stability share of replicates in which it has its rank; null without them
 * @param gain by how much of the next one's mean it is better than the next; null for the last, or
 *     where that mean is 0
 * @param lead the same as a difference with its confidence, positive; null without replicates
 * @param next index of the next one, or -1
 */
record Placing(
    Integer rank,
    Interval confidence,
    Integer rankLow,
    Integer rankHigh,
    Double stability,
    Double gain,
    Interval lead,
    int next) {}
