package io.spikelake.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.spikelake.image.GrayImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricSetTest {

  private static final long SEED = 7;

  private static final List<String> BUNDLED =
      List.of(
          "niqe/spikelake",
          "brisque/opencv",
          "piqe/matlab",
          "piqe/pyiqa",
          "psnr/standard",
          "ssim/standard",
          "mse");

  private static final List<String> LIVE =
      List.of(
          "niqe/live",
          "niqe/live-pyiqa",
          "brisque/live",
          "brisque/live-pyiqa",
          "brisque/live-pyiqa:channels=1");

  /** Sizes come and go, so that work space is larger than the image at times. */
  private static List<GrayImage> images() {
    float[] flat = QualityMetricContract.texture(230, 200, 3).pixels().clone();
    Arrays.fill(flat, 0, flat.length / 2, 0.25f);
    float[] bad = QualityMetricContract.texture(200, 200, 4).pixels().clone();
    bad[777] = Float.NaN;
    return List.of(
        QualityMetricContract.texture(400, 250, 1),
        QualityMetricContract.texture(101, 97, 2),
        new GrayImage(230, 200, flat),
        new GrayImage(200, 200, bad),
        new GrayImage(120, 130, new float[120 * 130]),
        QualityMetricContract.texture(5, 9, 5),
        QualityMetricContract.texture(301, 211, 6),
        QualityMetricContract.texture(192, 192, 8));
  }

  @Test
  void scoresAsEachMetricAloneInAnyOrder() {
    scoresAsEachMetricAloneInAnyOrder(BUNDLED, QualityModels.bundled());
  }

  @Test
  void scoresAsEachMetricOfTheLiveModelsAloneInAnyOrder() {
    List<String> all = new ArrayList<>(BUNDLED);
    all.addAll(LIVE);
    QualityModels models =
        LiveModel.models()
            .with("brisque/live", LiveBrisque.files("allmodel", "feature_ranges.csv"));
    scoresAsEachMetricAloneInAnyOrder(all, models);
  }

  private static void scoresAsEachMetricAloneInAnyOrder(List<String> ids, QualityModels models) {
    System.out.println("Seed " + SEED);
    Random random = new Random(SEED);
    List<String> order = new ArrayList<>(ids);
    for (int round = 0; round < 4; round++) {
      MetricSet set = set(order, models);
      List<GrayImage> images = new ArrayList<>(images());
      Collections.shuffle(images, random);
      for (GrayImage image : images) {
        GrayImage reference = QualityMetricContract.texture(image.width(), image.height(), 99);
        List<MetricResult> together = set.score(image, reference);
        assertThat(together).hasSize(order.size());
        for (int i = 0; i < order.size(); i++) {
          assertThat(together.get(i))
              .as("%s of %s among %s", order.get(i), image, order)
              .isEqualTo(metric(order.get(i), models).score(image, reference));
        }
      }
      Collections.shuffle(order, random);
    }
  }

  @Test
  void scoresABatchAsOneByOne() {
    MetricSet set = set(BUNDLED, QualityModels.bundled());
    List<GrayImage> images = images();
    List<List<MetricResult>> batch = set.score(images, null);
    assertThat(batch).hasSize(images.size());
    for (int i = 0; i < images.size(); i++) {
      assertThat(set.score(images.get(i), null)).isEqualTo(batch.get(i));
    }
  }

  /** Pixels of one array change between calls where a caller keeps its frame. */
  @Test
  void looksAtAnImageAnew() {
    GrayImage frame = QualityMetricContract.texture(250, 200, 1);
    GrayImage other = QualityMetricContract.texture(250, 200, 2);
    MetricSet set = set(BUNDLED, QualityModels.bundled());
    List<MetricResult> first = set.score(frame, null);
    System.arraycopy(other.pixels(), 0, frame.pixels(), 0, frame.pixels().length);
    assertThat(set.score(frame, null)).isEqualTo(set.score(other, null)).isNotEqualTo(first);
  }

  @Test
  void isTheSameFromManyThreads() {
    List<GrayImage> images = images();
    List<List<MetricResult>> expected = set(BUNDLED, QualityModels.bundled()).score(images, null);
    List<List<MetricResult>> parallel =
        images.parallelStream()
            .map(image -> set(BUNDLED, QualityModels.bundled()).score(image, null))
            .toList();
    assertThat(parallel).isEqualTo(expected);
  }

  private static MetricSet set(List<String> ids, QualityModels models) {
    return new MetricSet(ids.stream().map(id -> metric(id, models)).toList());
  }

  private static QualityMetric metric(String id, QualityModels models) {
    return QualityMetrics.create(QualityMetrics.resolve(id, models), models);
  }
}
