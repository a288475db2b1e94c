package io.spikelake.jobs.figure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.jobs.figure.Panel.Cell;
import io.spikelake.jobs.figure.Panel.Sample;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.task.RecordingRef;
import io.spikelake.jobs.task.ReferencePictures;
import io.spikelake.quality.MetricStatus;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Takes the pictures of a panel out of a lake. */
public final class PanelSource {

  private static final String GROUND_TRUTH = "Ground truth";

  /**
   * @param dataset name of the data set
   * @param methods complete keys, in the order of the panel
   * @param labels what to write below them instead of their names; one each, or none at all
   * @param tone of the frames, or null where each method has one
   * @param metrics complete keys of the scores to write below the pictures
   */
  public record Selection(
      String dataset,
      List<String> methods,
      List<String> labels,
      String tone,
      List<String> metrics) {

    public Selection {
      if (!labels.isEmpty() && labels.size() != methods.size()) {
        throw new IllegalArgumentException(
            "%d labels for %d methods; expected one for each"
                .formatted(labels.size(), methods.size()));
      }
    }
  }

  private final Lake lake;
  private final Selection selection;
  private final List<String> labels;

  public PanelSource(Lake lake, Selection selection) {
    this.lake = lake;
    this.selection = selection;
    this.labels =
        selection.labels().isEmpty() ? MethodNames.of(selection.methods()) : selection.labels();
  }

  /**
   * The pictures of a sample: its ground truth where it has one, and the methods' frames.
   *
   * @throws IllegalArgumentException if the lake lacks the recording or any of the frames
   * @throws IOException if the ground truth cannot be read
   */
  public Sample sample(SampleName name) throws IOException {
    Row row = recording(name);
    RecordingRef recording = RecordingRef.of(row);
    long keyFrame = name.keyFrame() == null ? firstKeyFrame(recording) : name.keyFrame();
    Column ofSample =
        col(Columns.RECORDING_ID)
            .equalTo(recording.id())
            .and(col(Columns.RECORDING_VERSION).equalTo(recording.version()))
            .and(col(Columns.KEY_FRAME).equalTo(keyFrame))
            .and(Keys.among(Columns.METHOD, selection.methods()));
    Map<String, Row> frames = frames(ofSample, recording, keyFrame);
    Map<String, Map<String, Double>> scores = scores(ofSample, frames);
    List<Cell> cells = new ArrayList<>();
    Optional<GrayImage> truth =
        new ReferencePictures(lake.spark().sessionState().newHadoopConf())
            .picture(recording, keyFrame);
    truth.ifPresent(picture -> cells.add(new Cell(List.of(GROUND_TRUTH), picture)));
    for (int i = 0; i < selection.methods().size(); i++) {
      String method = selection.methods().get(i);
      List<String> lines = new ArrayList<>(List.of(labels.get(i)));
      for (String metric : selection.metrics()) {
        lines.add(line(metric, scores.getOrDefault(method, Map.of()).get(metric)));
      }
      byte[] png = frames.get(method).getAs(FramesTable.PNG);
      cells.add(new Cell(lines, Pictures.read(png, method, GreyRule.OPENCV)));
    }
    return new Sample("%s, plane %d".formatted(recording.path(), keyFrame), cells);
  }

  private static String line(String metric, Double score) {
    String name = metric.substring(0, metric.indexOf('/')).toUpperCase(Locale.ROOT);
    return score == null ? name + " -" : String.format(Locale.ROOT, "%s %.3f", name, score);
  }

  private Row recording(SampleName name) {
    List<Row> found =
        lake.currentRecordings(List.of(selection.dataset()))
            .where(
                col(RecordingsTable.PATH)
                    .equalTo(name.recording())
                    .or(col(Columns.RECORDING_ID).equalTo(name.recording())))
            .collectAsList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          ("Data set '%s' of %s has no recording with the path or id '%s'; see: spikelake sql"
                  + " \"SELECT path FROM recordings\"")
              .formatted(selection.dataset(), lake.root(), name.recording()));
    }
    return found.get(0);
  }

  private long firstKeyFrame(RecordingRef recording) {
    Row first =
        lake.frames()
            .where(col(Columns.RECORDING_ID).equalTo(recording.id()))
            .where(col(Columns.RECORDING_VERSION).equalTo(recording.version()))
            .where(col(Columns.METHOD).equalTo(selection.methods().get(0)))
            .where(col(Columns.STATUS).equalTo(FramesTable.OK))
            .agg(min(Columns.KEY_FRAME))
            .first();
    if (first.isNullAt(0)) {
      throw new IllegalArgumentException(
          "%s has no frame of %s in %s; run 'spikelake reconstruct' with that method first"
              .formatted(recording.path(), selection.methods().get(0), lake.root()));
    }
    return first.getLong(0);
  }

  private Map<String, Row> frames(Column ofSample, RecordingRef recording, long keyFrame) {
    Dataset<Row> pictures =
        lake.frames()
            .where(ofSample)
            .where(col(Columns.STATUS).equalTo(FramesTable.OK))
            .where(col(FramesTable.PNG).isNotNull());
    if (selection.tone() != null) {
      pictures = pictures.where(col(Columns.TONE).equalTo(selection.tone()));
    }
    Map<String, Row> byMethod = new TreeMap<>();
    for (Row row : pictures.select(Columns.METHOD, Columns.TONE, FramesTable.PNG).collectAsList()) {
      Row other = byMethod.put(row.getString(0), row);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s has frames of the tones %s and %s; choose one with --tone"
                .formatted(row.getString(0), other.getString(1), row.getString(1)));
      }
    }
    for (String method : selection.methods()) {
      if (!byMethod.containsKey(method)) {
        throw new IllegalArgumentException(
            ("%s, plane %d has no picture of %s%s in %s; run 'spikelake reconstruct' with that"
                    + " method, and keep pictures")
                .formatted(
                    recording.path(),
                    keyFrame,
                    method,
                    selection.tone() == null ? "" : " with tone " + selection.tone(),
                    lake.root()));
      }
    }
    return byMethod;
  }

  private Map<String, Map<String, Double>> scores(Column ofSample, Map<String, Row> frames) {
    Map<String, Map<String, Double>> scores = new HashMap<>();
    if (selection.metrics().isEmpty()) {
      return scores;
    }
    lake
        .scores()
        .where(ofSample)
        .where(Keys.among(Columns.METRIC, selection.metrics()))
        .where(col(Columns.STATUS).equalTo(MetricStatus.OK.id()))
        .select(Columns.METHOD, Columns.METRIC, Columns.SCORE, Columns.TONE)
        .collectAsList()
        .stream()
        .filter(row -> row.getString(3).equals(frames.get(row.getString(0)).getString(1)))
        .forEach(
            row ->
                scores
                    .computeIfAbsent(row.getString(0), method -> new HashMap<>())
                    .put(row.getString(1), row.getDouble(2)));
    return scores;
  }
}
