/** Fingerprints of what a lake says, by which two lakes are compared. */
package io.spikelake.jobs.digest;
