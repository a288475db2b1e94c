package io.spikelake.ml;

/**
 * How rows become batches. The same rows give the same frames up to the last digits of an engine.
 */
enum Batchifier {
  /** One by one, whatever the batch size. */
  NONE,
  /** As many as there are, up to the batch size. */
  STACK,
  /** Always the batch size, the last batch of a task filled with windows of zeros. */
  PADDING
}
