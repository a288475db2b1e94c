/** From files below the inputs to rows of {@code recordings} and {@code quarantine}. */
package io.spikelake.jobs.ingest;
