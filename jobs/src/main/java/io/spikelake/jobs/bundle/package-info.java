/**
 * What somebody needs who cites a leaderboard or wants to compute it again: its scores, how it was
 * made, digests, citations and terms. The same leaderboard gives the same bytes.
 */
package io.spikelake.jobs.bundle;
