package io.spikelake.jobs.published;

import io.spikelake.mapping.StrictMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The publications behind published figures and presets, as {@code citations.yaml} holds them. */
public final class Citations {

  private static final String FILE = "citations.yaml";

  /** Fields in the order of an entry. */
  private static final List<String> FIELDS =
      List.of(
          "author",
          "title",
          "booktitle",
          "journal",
          "volume",
          "number",
          "howpublished",
          "year",
          "eprint",
          "archivePrefix",
          "doi",
          "note");

  private Citations() {}

  /**
   * @throws IllegalArgumentException if no publication has that key; the message lists all
   */
  public static Citation of(String key) {
    Map<String, Citation> all = all();
    if (!all.containsKey(key)) {
      throw new IllegalArgumentException(
          "No citation '%s'; there are %s".formatted(key, String.join(", ", all.keySet())));
    }
    return all.get(key);
  }

  /** By key, in the order of the file. */
  public static Map<String, Citation> all() {
    return parse(PublishedResults.resource(FILE), FILE);
  }

  /**
   * Publications by key, in the order of a file.
   *
   * @param text YAML: under each key the type and the fields of an entry
   * @param file its name, for messages
   * @throws IllegalArgumentException if a field is none of an entry
   */
  public static Map<String, Citation> parse(String text, String file) {
    StrictMap top = StrictMap.ofYaml(text, file);
    Map<String, Citation> citations = new LinkedHashMap<>();
    for (String key : top.keys()) {
      StrictMap map = top.requiredMap(key);
      String type = map.requiredText("type");
      Map<String, String> fields = new LinkedHashMap<>();
      for (String field : FIELDS) {
        map.text(field).ifPresent(value -> fields.put(field, value));
      }
      map.done();
      citations.put(key, new Citation(key, type, fields));
    }
    return citations;
  }
}
