/**
 * From scores to the rows of leaderboards: one pass over narrow columns to what each recording
 * gives each entrant, sums over recordings on executors, and the comparison of the few sums here.
 */
package io.spikelake.jobs.leaderboard;
