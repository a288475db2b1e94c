package io.spikelake.jobs.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Writes PDF documents that are the same bytes whenever they are written. */
final class PdfFile {

  private PdfFile() {}

  static byte[] of(PDDocument document) throws IOException {
    // Otherwise made from the time of day.
    document.setDocumentId(0L);
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    document.save(pdf);
    return pdf.toByteArray();
  }
}
