package io.spikelake.jobs.ingest;

import io.spikelake.dataset.RecordingSpec;
import io.spikelake.hadoop.InputFile;
import java.io.Serializable;

/**
 * A file that belongs to the data set, before anything of it was read.
 *
 * @param file the file as listed
 * @param spec what the data set says of it
 * @param knownVersion version of its content, or null if it must be looked into
 */
record Candidate(InputFile file, RecordingSpec spec, String knownVersion) implements Serializable {}
