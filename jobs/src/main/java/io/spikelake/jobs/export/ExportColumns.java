package io.spikelake.jobs.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * What an export says of an image: its key, the number of its class if there are classes, and every
 * narrow column of {@code hq_images}.
 */
record ExportColumns(List<ExportColumn> columns, ClassNames classes) implements Serializable {

  static final String IMAGE = "image";
  static final String KEY = "key";
  static final String LABEL = "label";

  private static final Set<String> WIDE = Set.of(FramesTable.RAW, FramesTable.PNG);

  /** One for all: it is safe for use by several threads. */
  private static final ObjectMapper JSON = new ObjectMapper();

  static ExportColumns of(ClassNames classes) {
    List<ExportColumn> columns = new ArrayList<>();
    columns.add(new ExportColumn(KEY, ExportColumn.Kind.TEXT));
    if (!classes.names().isEmpty()) {
      columns.add(new ExportColumn(LABEL, ExportColumn.Kind.INT64));
    }
    for (StructField field : HqImagesTable.TABLE.schema().fields()) {
      if (!WIDE.contains(field.name())) {
        columns.add(ExportColumn.of(field.name(), field.dataType()));
      }
    }
    return new ExportColumns(List.copyOf(columns), classes);
  }

  /** The columns of {@code hq_images} among them. */
  static List<String> narrow() {
    List<String> names = new ArrayList<>(List.of(HqImagesTable.TABLE.schema().fieldNames()));
    names.removeAll(WIDE);
    return names;
  }

  /** Null where the row says nothing. */
  Object value(ExportColumn column, Row row) {
    return switch (column.name()) {
      case KEY -> SampleNames.sample(row);
      case LABEL -> classes.number(row.getAs(RecordingsTable.LABEL_NAME));
      default -> row.getAs(column.name());
    };
  }

  /** All that is known of a row, by column. */
  Map<String, Object> values(Row row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ExportColumn column : columns) {
      Object value = value(column, row);
      if (value != null) {
        values.put(column.name(), value);
      }
    }
    return values;
  }

  static String json(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers are always JSON", e);
    }
  }

  /** What Hugging Face {@code datasets} reads from the metadata of a Parquet or Arrow file. */
  String huggingFace() {
    Map<String, Object> features = new LinkedHashMap<>();
    features.put(IMAGE, Map.of("_type", "Image"));
    for (ExportColumn column : columns) {
      Map<String, Object> feature = new LinkedHashMap<>();
      if (column.name().equals(LABEL)) {
        feature.put("names", classes.names());
        feature.put("_type", "ClassLabel");
      } else {
        feature.put("dtype", column.kind().dtype());
        feature.put("_type", "Value");
      }
      features.put(column.name(), feature);
    }
    return json(Map.of("info", Map.of("features", features)));
  }
}
