package io.spikelake.jobs;

import org.apache.spark.util.LongAccumulator;

/** Shows how far a step is while it works. */
public interface Progress {

  /**
   * What there is to do.
   *
   * @param step what is being done
   * @param before samples that earlier runs have done
   * @param left samples that this run is to do
   * @param done counts those that are done; read from another thread
   * @param failed counts frames that failed; read from another thread
   */
  record Work(String step, long before, long left, LongAccumulator done, LongAccumulator failed) {}

  void start(Work work);

  /** The step is over. */
  void stop();

  /** Shows nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void start(Work work) {}

        @Override
        public void stop() {}
      };
}
