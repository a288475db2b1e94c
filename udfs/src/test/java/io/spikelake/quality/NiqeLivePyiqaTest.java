package io.spikelake.quality;

class NiqeLivePyiqaTest extends QualityMetricContract {

  @Override
  protected QualityMetric metric() {
    return LiveModel.metric("niqe/live-pyiqa");
  }
}
