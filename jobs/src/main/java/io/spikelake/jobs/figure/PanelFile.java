package io.spikelake.jobs.figure;

import io.spikelake.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes panels as PNG or PDF. */
public final class PanelFile {

  private static final List<FigureFormat> FORMATS = List.of(FigureFormat.PNG, FigureFormat.PDF);

  private PanelFile() {}

  /**
   * @throws IllegalArgumentException if the name of the file does not say how to write it
   */
  public static FigureFormat format(Path file) {
    return FigureFormat.of(file, FORMATS);
  }

  /**
   * @throws IllegalArgumentException as {@link #format}, and if a crop or an inset does not fit
   */
  public static void write(Panel panel, Path file) throws IOException {
    FigureFormat format = format(file);
    Layout layout = panel.layout();
    AtomicFile.write(file, format == FigureFormat.PDF ? PdfSheet.of(layout) : PngSheet.of(layout));
  }
}
