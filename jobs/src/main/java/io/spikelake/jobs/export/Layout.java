package io.spikelake.jobs.export;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the files of an export come about. To make one checks all that can be checked without images,
 * so that nothing is written of what cannot be finished.
 */
interface Layout extends AutoCloseable {

  /** The samples that the export has, without images. */
  Dataset<Row> samples();

  /** Files by split: images, recordings, or videos. */
  SortedMap<String, Long> sizes();

  /** What tasks write: {@link ExportedFile}s, which are written when the rows are asked for. */
  Dataset<Row> files(ExportFolder folder);

  /** Writes what stands beside: lists with a line for each file. */
  List<ExportedFile> lists(ExportFolder folder) throws IOException;

  /** Which files a split is, as a pattern; null where Hugging Face has no loader for them. */
  String pattern(String splitFolder);

  /** One line per sample or recording that was left out with consent. */
  List<String> leftOut();

  /** Frees what is kept between these steps. */
  @Override
  void close();
}
