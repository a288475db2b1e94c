package io.spikelake.source;

import java.io.Serializable;

/**
 * Some windows of one recording, for one task.
 *
 * @param windows the windows, or null for all that pass the filters: the recording was not opened
 *     for planning
 */
record WindowSlice(SourceRecording recording, WindowRanges windows) implements Serializable {}
