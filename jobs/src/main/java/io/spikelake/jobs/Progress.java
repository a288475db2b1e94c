package io.spikelake.jobs;

import org.apache.spark.util.LongAccumulator;

/** Shows how far a step is while it works. */
public interface Progress {

  /**
   * @param step what is being done
   * @param total how many there are to do
   * @param done counts those that are done; read from another thread
   */
  void start(String step, long total, LongAccumulator done);

  /** The step is over. */
  void stop();

  /** Shows nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void start(String step, long total, LongAccumulator done) {}

        @Override
        public void stop() {}
      };
}
