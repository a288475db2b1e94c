package io.spikelake.jobs.export;

import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Writes videos. In: rows with the narrow columns of {@code hq_images}, an image, and the columns
 * of {@link VideoRuns}, the frames of a video one after another in their order. Out: {@link
 * ExportedFile}s.
 */
record VideoTask(ExportFolder folder, double fps) implements MapPartitionsFunction<Row, Row> {

  /** Where the video lies that a frame or a run belongs to, below the folder of its split. */
  static String name(Row row) {
    String method = row.<String>getAs(Columns.METHOD).split("[/@:]", 2)[0];
    return "%s-%s-%d-%d.mov"
        .formatted(
            SampleNames.recording(row),
            method.replaceAll("[^A-Za-z0-9_]", "-"),
            row.<Long>getAs(VideoRuns.FIRST),
            row.<Long>getAs(VideoRuns.LAST));
  }

  private static String path(Row row) {
    return SampleNames.split(row.getAs(RecordingsTable.SPLIT)) + "/" + name(row);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    List<Row> files = new ArrayList<>();
    Row next = rows.hasNext() ? rows.next() : null;
    while (next != null) {
      String path = path(next);
      try (ExportFile file = folder.create(path)) {
        QuickTimeMovie movie =
            new QuickTimeMovie(
                file.stream(),
                next.<Integer>getAs(FramesTable.WIDTH),
                next.<Integer>getAs(FramesTable.HEIGHT),
                fps);
        long frames = 0;
        do {
          movie.add(ExportSample.of(next).png());
          frames++;
          next = rows.hasNext() ? rows.next() : null;
        } while (next != null && path(next).equals(path));
        movie.finish();
        files.add(file.commit(frames).row());
      }
    }
    return files.iterator();
  }
}
