package io.spikelake.jobs.task;

import io.spikelake.image.GrayImage;
import io.spikelake.reconstruct.BatchReconstructor;
import io.spikelake.reconstruct.TemporalSpan;

/**
 * A frame on its way through a task: what became of its cell, or what still has to be computed.
 * Handed from stage to stage, and used by one at a time.
 */
final class PendingFrame {

  private final Cell cell;
  private final TemporalSpan span;
  private GrayImage image;
  private Exception failure;
  private double latencyMs;
  private String device;
  private BatchReconstructor network;
  private BatchReconstructor.Prepared prepared;

  private PendingFrame(Cell cell, TemporalSpan span) {
    this.cell = cell;
    this.span = span;
  }

  /** A frame whose window is not all there. */
  static PendingFrame windowIncomplete(Cell cell, TemporalSpan span) {
    return new PendingFrame(cell, span);
  }

  static PendingFrame made(Cell cell, TemporalSpan span, GrayImage image, double latencyMs) {
    PendingFrame frame = new PendingFrame(cell, span);
    frame.image = image;
    frame.latencyMs = latencyMs;
    return frame;
  }

  static PendingFrame failed(Cell cell, TemporalSpan span, Exception failure) {
    PendingFrame frame = new PendingFrame(cell, span);
    frame.failure = failure;
    return frame;
  }

  /** A frame whose window has been read, and which a network is to compute. */
  static PendingFrame prepared(
      Cell cell,
      TemporalSpan span,
      BatchReconstructor network,
      BatchReconstructor.Prepared prepared) {
    PendingFrame frame = new PendingFrame(cell, span);
    frame.network = network;
    frame.prepared = prepared;
    return frame;
  }

  Cell cell() {
    return cell;
  }

  TemporalSpan span() {
    return span;
  }

  /** The reconstruction, not toned; null if there is none. */
  GrayImage image() {
    return image;
  }

  /** Why there is no reconstruction; null if there is one or the window is incomplete. */
  Exception failure() {
    return failure;
  }

  /** Time of the method alone. */
  double latencyMs() {
    return latencyMs;
  }

  /** Where a network ran, null for other methods. */
  String device() {
    return device;
  }

  /** The network that has yet to compute this frame, or null. */
  BatchReconstructor network() {
    return network;
  }

  BatchReconstructor.Prepared prepared() {
    return prepared;
  }

  /** The network is done. */
  void complete(GrayImage made, double milliseconds, String where) {
    image = made;
    latencyMs = milliseconds;
    device = where;
    forget();
  }

  void fail(Exception cause) {
    failure = cause;
    forget();
  }

  private void forget() {
    network = null;
    prepared = null;
  }
}
