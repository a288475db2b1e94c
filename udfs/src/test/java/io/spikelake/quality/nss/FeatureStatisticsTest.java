package io.spikelake.quality.nss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureStatisticsTest {

  /** numpy 2.4.6: {@code nanmean} over all rows, {@code cov} of the complete ones. */
  @Test
  void passesOverWhatIsMissing() {
    FeatureStatistics statistics =
        FeatureStatistics.of(
            List.of(
                new double[] {1, 2, 4},
                new double[] {3, Double.NaN, 1},
                new double[] {2, 5, 0},
                new double[] {7, 1, 3}));
    assertThat(statistics.completeRows()).isEqualTo(3);
    assertThat(statistics.mean()).containsExactly(new double[] {3.25, 8 / 3.0, 2}, within(1e-15));
    assertThat(statistics.covariance())
        .containsExactly(
            new double[] {
              31 / 3.0, -23 / 6.0, 5 / 6.0, -23 / 6.0, 13 / 3.0, -23 / 6.0, 5 / 6.0, -23 / 6.0,
              13 / 3.0
            },
            within(1e-14));
  }

  @Test
  void hasNoCovarianceOfOneRow() {
    FeatureStatistics one = FeatureStatistics.of(List.of(new double[] {1, 2}));
    assertThat(one.completeRows()).isEqualTo(1);
    assertThat(one.mean()).containsExactly(1, 2);
    assertThat(one.covariance()).containsOnly(Double.NaN);
  }

  @Test
  void hasNoMeanOfAFeatureThatNoRowHas() {
    FeatureStatistics statistics =
        FeatureStatistics.of(List.of(new double[] {1, Double.NaN}, new double[] {2, Double.NaN}));
    assertThat(statistics.completeRows()).isZero();
    assertThat(statistics.mean()).containsExactly(1.5, Double.NaN);
  }
}
