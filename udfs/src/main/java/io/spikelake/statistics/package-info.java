/**
 * Statistics of leaderboards: resampling of recordings, ranks and their agreement, paired tests,
 * quantiles. Arrays in, numbers out; every result is the same on every platform and, where numbers
 * are added up, in any order of the additions. Imports nothing beyond the JDK.
 */
package io.spikelake.statistics;
