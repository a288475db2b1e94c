package io.spikelake.quality;

class NiqeSpikelakeTest extends QualityMetricContract {

  @Override
  protected QualityMetric metric() {
    QualityModels models = QualityModels.bundled();
    return QualityMetrics.create(QualityMetrics.resolve("niqe/spikelake", models), models);
  }
}
