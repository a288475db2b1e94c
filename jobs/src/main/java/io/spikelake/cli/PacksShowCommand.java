package io.spikelake.cli;

import io.spikelake.pack.ModelPack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code packs show}: what a pack says of itself. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what a model pack says of itself: whose weights, trained on what, licence and source,",
      "what the network takes and gives, its cost, and the largest difference between CPU and GPU",
      "that was seen."
    })
final class PacksShowCommand implements Callable<Integer> {

  /** How a description is printed. */
  enum Format {
    text,
    json
  }

  @Spec CommandSpec spec;

  @Mixin PackOptions packs;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text or json, default: ${DEFAULT-VALUE}")
  Format format;

  @Parameters(
      paramLabel = "PACK",
      description = {
        "name, name/release or id of a pack at hand, such as spikelake-lrn;",
        "or where a pack is: ./path, file, s3a or http(s) URI"
      })
  String pack;

  @Override
  public Integer call() throws IOException {
    List<ModelPack> found = packs.find(pack);
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "'%s' means several packs: %s; give one id"
              .formatted(pack, found.stream().map(ModelPack::id).toList()));
    }
    Map<String, Object> description = PackDescription.of(found.get(0));
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      PlainFormat.JSON.print(
          List.copyOf(description.keySet()), List.of(new ArrayList<>(description.values())), out);
    } else {
      int width = description.keySet().stream().mapToInt(String::length).max().orElse(0);
      description.forEach(
          (key, value) -> {
            if (value != null) {
              out.println(key + " ".repeat(width - key.length() + 2) + value);
            }
          });
      out.flush();
    }
    return 0;
  }
}
