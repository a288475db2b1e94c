package io.spikelake.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code simulation.json} says of an archive: enough to make it again. */
final class SimulationManifest {

  private final Path folder;
  private final SpikeCamera camera;
  private final RecordingPlan plan;

  SimulationManifest(Path folder, SpikeCamera camera, RecordingPlan plan) {
    this.folder = folder;
    this.camera = camera;
    this.plan = plan;
  }

  String write(List<SimulatedRecording> recordings) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("madeBy", "spikelake simulate");
    root.put("manifestVersion", 1);
    root.put("format", plan.format().id());
    root.put("planes", plan.planes());
    root.put("camera", camera());
    root.put(
        "groundTruth",
        "noise-free luminance at the instant keyFrame / readoutHz, as 8-bit grey; keyFrame counts"
            + " from 0, the number in a file name from 1");
    List<Object> entries = new ArrayList<>();
    for (SimulatedRecording recording : recordings) {
      entries.add(entry(recording));
    }
    root.put("recordings", entries);
    return Json.write(root);
  }

  private Map<String, Object> camera() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("whiteRate", camera.whiteRate());
    fields.put("threshold", camera.threshold());
    fields.put("gain", camera.gain());
    fields.put("reset", camera.reset().id());
    fields.put("start", camera.start().id());
    fields.put("readoutHz", camera.readoutHz());
    fields.put("photonsAtWhite", camera.noise().photonsAtWhite());
    fields.put("darkCharge", camera.noise().darkCharge());
    fields.put("darkDeviation", camera.noise().darkDeviation());
    fields.put("gainDeviation", camera.noise().gainDeviation());
    return fields;
  }

  private Map<String, Object> entry(SimulatedRecording recording) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", relative(recording.file()));
    fields.put("sha256", recording.sha256());
    fields.put("height", recording.height());
    fields.put("width", recording.width());
    fields.put("spikes", recording.spikes());
    fields.put("seed", recording.seed());
    fields.put("scene", recording.sceneParameters());
    List<Object> pictures = new ArrayList<>();
    for (int i = 0; i < recording.groundTruth().size(); i++) {
      Path file = recording.groundTruth().get(i);
      Map<String, Object> picture = new LinkedHashMap<>();
      picture.put("file", relative(file));
      picture.put("keyFrame", plan.keyPlanes().get(i));
      picture.put("sha256", HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file))));
      pictures.add(picture);
    }
    fields.put("groundTruth", pictures);
    return fields;
  }

  private String relative(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
