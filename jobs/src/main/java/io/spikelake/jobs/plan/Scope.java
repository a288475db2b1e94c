package io.spikelake.jobs.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.spikelake.dataset.Crop;
import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.dataset.PathPattern;
import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which part of a lake a run or a table is about.
 *
 * @param protocol name of the preset that says so, or null
 * @param split only recordings of this split; null for all
 * @param crop only recordings that are scored on this part of a plane; null for any
 * @param keyFrames of a protocol, or null for the rule of the data set
 * @param methods of a protocol, with their tones; empty where every frame counts
 * @param parts of a protocol: their names, and the paths of their recordings; unmodifiable
 */
public record Scope(
    String protocol,
    String split,
    Crop crop,
    KeyFrameRule keyFrames,
    List<MethodPlan> methods,
    Map<String, PathPattern> parts)
    implements Serializable {

  /** All of it. */
  public static final Scope ALL = ofSplit(null);

  public Scope {
    methods = List.copyOf(methods);
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * @param split a split, or null for all
   */
  public static Scope ofSplit(String split) {
    return new Scope(null, split, null, null, List.of(), Map.of());
  }

  /** The rows of {@code recordings} that it is about. */
  public Dataset<Row> recordings(Dataset<Row> recordings) {
    Dataset<Row> rows = recordings;
    if (split != null) {
      rows = rows.where(col(RecordingsTable.SPLIT).equalTo(split));
    }
    if (crop != null) {
      rows =
          rows.where(cropped("x", crop.x()))
              .where(cropped("y", crop.y()))
              .where(cropped("width", crop.width()))
              .where(cropped("height", crop.height()));
    }
    return rows;
  }

  private static Column cropped(String side, int pixels) {
    return col(RecordingsTable.CROP).getField(side).equalTo(lit(pixels));
  }

  /**
   * Of frames or scores of some recordings those that it is about: by a protocol its methods, each
   * in its tone, at its key frames.
   *
   * @param rows with the key of {@code frames}
   * @param recordings rows of {@code recordings}, whole
   */
  public Dataset<Row> cells(Dataset<Row> rows, Dataset<Row> recordings) {
    if (methods.isEmpty()) {
      return rows;
    }
    Dataset<Row> wanted = FramePlan.wanted(recordings, keyFrames, methods);
    return rows.join(wanted, Keys.seq(FramesTable.TABLE.key()), "left_semi");
  }

  /** The part that a recording belongs to, or null. */
  public String partOf(String path) {
    return parts.entrySet().stream()
        .filter(part -> part.getValue().matches(path))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
