/**
 * The jobs: ingest, reconstruct, score, leaderboard. A job reads as its recipe; what runs on
 * executors is in {@code jobs.task}, what touches Delta in {@code jobs.io}.
 */
package io.spikelake.jobs;
