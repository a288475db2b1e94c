package io.spikelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.testing.SharedFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsEverySlotWithWhatItServes() throws IOException {
    assertThat(run("list", "--format", "json")).isZero();
    JsonNode rows = new ObjectMapper().readTree(out.toString());
    JsonNode live = row(rows, "brisque/live");
    assertThat(live.get("status").asText()).isEqualTo("absent");
    assertThat(live.get("metrics").asText()).isEqualTo("brisque/live@2 brisque/live-pyiqa@1");
    assertThat(live.get("files").asText()).startsWith("allmodel and allrange, or ");
    assertThat(row(rows, "brisque/opencv").get("status").asText()).isEqualTo("bundled");
    assertThat(row(rows, "niqe/spikelake").get("metrics").asText()).isEqualTo("niqe/spikelake@2");
  }

  @Test
  void installsVerifiesAndNoticesDamage() throws IOException {
    Path live = SharedFiles.require("iqa/brisque_live_model");
    assertThat(run("install", live.resolve("allmodel").toString())).isZero();
    assertThat(err.toString())
        .contains("Copyright (c) 2011 The University of Texas at Austin")
        .contains("brisque/live is not complete yet; it takes allmodel and allrange, or ");
    assertThat(run("install", live.resolve("feature_ranges.csv").toUri().toString())).isZero();
    Path allmodel = folder.resolve("brisque/live/allmodel");
    assertThat(out.toString()).isEqualTo(folder.resolve("brisque/live/feature_ranges.csv") + "\n");
    assertThat(run("verify", "--format", "csv")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "brisque/live,intact,yes,7c8e239223d4ff930cbfad4bfbceb685dbf0977804794979d2a9ed54f5d8bf1f,"
                + allmodel);
    Files.writeString(folder.resolve("brisque/live/feature_ranges.csv"), "spoiled");
    assertThat(run("verify", "--format", "csv")).isEqualTo(1);
    assertThat(out.toString()).contains("brisque/live,changed,no,");
    assertThat(err.toString()).contains("The installed model of brisque/live is unusable");
  }

  @Test
  void takesOneDigestForOneFile() {
    assertThat(run("install", "--sha256", "0", "a", "b")).isEqualTo(1);
    assertThat(err.toString())
        .contains("--sha256 is the digest of one file, but 2 are given: [a, b]");
  }

  @Test
  void asksForACommand() {
    StringWriter usage = new StringWriter();
    CommandLine command = new CommandLine(new ModelsCommand()).setErr(new PrintWriter(usage));
    assertThat(command.execute()).isEqualTo(2);
    assertThat(usage.toString()).contains("models needs one of the commands list, verify, install");
  }

  private int run(String name, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 3];
    all[0] = name;
    all[1] = "--model-dir";
    all[2] = folder.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new CommandLine(new ModelsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(e.getMessage());
              return 1;
            })
        .execute(all);
  }

  private static JsonNode row(JsonNode rows, String slot) {
    for (JsonNode row : rows) {
      if (row.get("slot").asText().equals(slot)) {
        return row;
      }
    }
    throw new AssertionError("No row for " + slot);
  }
}
