/**
 * Presets that repeat the protocols of published tables: data sets, windows, methods, tones,
 * metrics, costs, and what the publications leave open. Knows no Spark; commands turn a preset into
 * their options.
 */
package io.spikelake.jobs.protocol;
