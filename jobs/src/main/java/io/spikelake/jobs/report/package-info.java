/** Comparative tables for people, made from rows of {@code leaderboard}. */
package io.spikelake.jobs.report;
