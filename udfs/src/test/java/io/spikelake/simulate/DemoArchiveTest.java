package io.spikelake.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.Spikes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoArchiveTest {

  @TempDir Path folder;

  @Test
  void hasAWinnerForEachMethod() throws IOException {
    List<SimulatedRecording> written = DemoArchive.write(folder);
    assertThat(written.stream().map(recording -> folder.relativize(recording.file()).toString()))
        .containsExactly(
            Path.of("input", "dead-leaves_part1_key_id151.dat").toString(),
            Path.of("input", "fan_part1_key_id151.dat").toString(),
            Path.of("input", "shapes_part1_key_id151.dat").toString());
    Map<String, Double> lead = new HashMap<>();
    for (SimulatedRecording recording : written) {
      SpikeStream stream = Spikes.readAll(recording.file(), SpikeLayout.of(250, 400));
      GrayImage truth = Pictures.read(recording.groundTruth().get(0), GreyRule.OPENCV);
      lead.put(recording.scene(), psnr(playback(stream), truth) - psnr(intervals(stream), truth));
    }
    assertThat(lead.get("dead-leaves")).isGreaterThan(3);
    assertThat(lead.get("shapes")).isLessThan(-1);
    assertThat(lead.get("fan")).isBetween(-3.0, 3.0);
  }

  /** Mean of 41 planes around plane 150. */
  private static float[] playback(SpikeStream stream) {
    float[] frame = new float[stream.pixels()];
    for (int p = 0; p < frame.length; p++) {
      int count = 0;
      for (int plane = 130; plane <= 170; plane++) {
        count += fired(stream, plane, p) ? 1 : 0;
      }
      frame[p] = count / 41f;
    }
    return frame;
  }

  /** Inverse of the interval that contains plane 150, at most 40 planes. */
  private static float[] intervals(SpikeStream stream) {
    float[] frame = new float[stream.pixels()];
    for (int p = 0; p < frame.length; p++) {
      int before = 150;
      while (before > 130 && !fired(stream, before, p)) {
        before--;
      }
      int after = 151;
      while (after < 170 && !fired(stream, after, p)) {
        after++;
      }
      frame[p] = 1f / (after - before);
    }
    return frame;
  }

  private static boolean fired(SpikeStream stream, int plane, int p) {
    return stream.spike(plane, p / 400, p % 400);
  }

  private static double psnr(float[] rate, GrayImage truth) {
    double squares = 0;
    for (int i = 0; i < rate.length; i++) {
      double error = Math.min(1, rate[i] / 0.6) - truth.pixels()[i];
      squares += error * error;
    }
    return -10 * Math.log10(squares / rate.length);
  }
}
