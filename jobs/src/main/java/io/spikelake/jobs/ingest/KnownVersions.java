package io.spikelake.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.hadoop.InputFile;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * Versions of recordings that need not be digested again, because length, time of modification and
 * ETag of the file are those that the lake has seen. What spares the check is never identity: a
 * file that was copied again with the same bytes gets the same version.
 */
final class KnownVersions {

  private record Seen(String version, long length, Timestamp modifiedAt, String etag) {}

  private final Map<String, Seen> newest = new HashMap<>();

  private KnownVersions() {}

  /** Those of the newest rows of a data set. */
  static KnownVersions of(Lake lake, String dataset) {
    KnownVersions known = new KnownVersions();
    List<Row> rows =
        lake.currentRecordings(List.of(dataset))
            .select(
                col(Columns.RECORDING_ID),
                col(Columns.RECORDING_VERSION),
                col(RecordingsTable.LENGTH),
                col(RecordingsTable.MODIFIED_AT),
                col(RecordingsTable.ETAG))
            .collectAsList();
    for (Row row : rows) {
      known.newest.put(
          row.getString(0),
          new Seen(row.getString(1), row.getLong(2), row.getTimestamp(3), row.getString(4)));
    }
    return known;
  }

  /** Identities of the recordings that the lake has and that are not among these. */
  Set<String> without(Set<String> recordingIds) {
    Set<String> rest = new TreeSet<>(newest.keySet());
    rest.removeAll(recordingIds);
    return rest;
  }

  /** The version of a recording, or null if its file must be looked into. */
  String of(String recordingId, InputFile file, DigestMode mode) {
    Seen seen = newest.get(recordingId);
    boolean same =
        seen != null
            && RecordingIdentity.isOfMode(seen.version, mode)
            && seen.length == file.length()
            && seen.modifiedAt.getTime() == file.modificationTime()
            && Objects.equals(seen.etag, file.etag());
    return same ? seen.version : null;
  }
}
