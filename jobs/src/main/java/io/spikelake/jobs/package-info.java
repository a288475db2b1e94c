/**
 * The jobs: ingest, reconstruct, score, leaderboard. A job reads as its recipe; what runs on
 * executors is in {@code jobs.task}, what touches Delta in {@code jobs.io}, what methods cost in
 * {@code jobs.cost}.
 */
package io.spikelake.jobs;
