package io.spikelake.jobs.ingest;

import io.spikelake.dataset.RecordingSpec;
import io.spikelake.hadoop.InputFile;
import io.spikelake.spike.MalformedSpikeStreamException;
import java.io.Serializable;

/**
 * A file that belongs to the data set, before anything of it was read.
 *
 * @param id its identity in the data set, or one by the letters of a name that can be none
 * @param file the file as listed
 * @param spec what the data set says of it
 * @param knownVersion version of its content, or null if it must be looked into
 * @param trouble why it cannot be a recording whatever is in it, or null
 */
record Candidate(
    String id,
    InputFile file,
    RecordingSpec spec,
    String knownVersion,
    MalformedSpikeStreamException trouble)
    implements Serializable {}
