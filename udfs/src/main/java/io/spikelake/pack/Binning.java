package io.spikelake.pack;

/** How the planes of a window become the channels of a tensor. */
public enum Binning {
  /** One plane a channel: 1 where a pixel fired, else 0. */
  SPIKES,
  /** One plane a channel: 1 where a pixel fired, else -1. */
  SIGNED,
  /** Spikes in each of several runs of planes of one length. */
  SUM,
  /** As {@link #SUM}, divided by the number of planes of a run. */
  MEAN;

  /** Whether a channel is one plane. */
  boolean planeByPlane() {
    return this == SPIKES || this == SIGNED;
  }
}
