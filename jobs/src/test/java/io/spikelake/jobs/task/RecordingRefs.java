package io.spikelake.jobs.task;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import java.util.Map;

/** References to {@code .dat} recordings for tests. */
final class RecordingRefs {

  static final int WIDTH = 16;
  static final int HEIGHT = 8;

  private RecordingRefs() {}

  static RecordingRef of(String uri, long planes) {
    return of("id", "version", uri, planes);
  }

  static RecordingRef of(String id, String version, String uri, long planes) {
    SpikeLayout layout = new SpikeLayout(HEIGHT, WIDTH, false, 0, BitPolicy.PADDED);
    return new RecordingRef(
        id,
        version,
        "data-set",
        "a.dat",
        uri,
        planes * HEIGHT * WIDTH / 8,
        SpikeFormat.DAT,
        layout,
        planes,
        null,
        null,
        null,
        Map.of());
  }
}
