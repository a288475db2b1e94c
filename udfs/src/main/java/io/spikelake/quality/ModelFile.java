package io.spikelake.quality;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One file of a trained model, which may consist of several.
 *
 * @param name where it is from, for messages
 * @param content its bytes; not modified
 */
public record ModelFile(String name, byte[] content) {

  /** The content as text; model files are ASCII. */
  String text() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /** Names of the files of one model, for messages. */
  static String names(List<ModelFile> files) {
    return files.stream().map(ModelFile::name).collect(Collectors.joining(" with "));
  }
}
