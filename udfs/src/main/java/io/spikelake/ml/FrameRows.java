package io.spikelake.ml;

import io.spikelake.djl.NetworkReconstructor;
import io.spikelake.djl.NetworkSettings;
import io.spikelake.image.GrayImage;
import io.spikelake.image.Tone;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.WindowContract;
import io.spikelake.reconstruct.BatchReconstructor.Prepared;
import io.spikelake.reconstruct.OutputScale;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The rows of a task with their frames, in the order in which they came. At most one batch of them
 * is held. Closing frees what the network has for this task.
 */
final class FrameRows implements Iterator<Row>, AutoCloseable {

  private final Iterator<Row> rows;
  private final FramePlan plan;
  private final ModelPack pack;
  private final WindowContract contract;
  private final NetworkSettings settings;
  private final NetworkReconstructor network;
  private final Queue<Row> done = new ArrayDeque<>();
  private long read;

  FrameRows(Iterator<Row> rows, FramePlan plan, ModelPack pack, NetworkSettings settings) {
    this.rows = rows;
    this.plan = plan;
    this.pack = pack;
    this.contract = pack.manifest().reconstructor().window();
    this.settings = settings;
    this.network = NetworkReconstructor.open(pack, settings);
  }

  @Override
  public boolean hasNext() {
    if (done.isEmpty() && rows.hasNext()) {
      nextBatch();
    }
    return !done.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more rows");
    }
    return done.remove();
  }

  private record Size(int height, int width) {}

  private void nextBatch() {
    List<PendingRow> batch = new ArrayList<>();
    Map<Size, List<PendingRow>> windows = new LinkedHashMap<>();
    while (batch.size() < network.batchSize() && rows.hasNext()) {
      PendingRow row = new PendingRow(rows.next());
      batch.add(row);
      readWindow(row);
      if (row.window() != null) {
        Size size = new Size(row.window().spikes().height(), row.window().spikes().width());
        windows.computeIfAbsent(size, s -> new ArrayList<>()).add(row);
      }
    }
    windows.values().forEach(this::reconstruct);
    for (PendingRow row : batch) {
      done.add(finish(row));
      read++;
    }
  }

  private void readWindow(PendingRow row) {
    try {
      WindowColumns.Window window = plan.columns().window(row.row(), contract);
      contract.requireSize(
          window.spikes().height(), window.spikes().width(), network.id().toString());
      row.read(window);
    } catch (IllegalArgumentException e) {
      row.fail(e);
    }
  }

  private void reconstruct(List<PendingRow> windows) {
    try {
      List<GrayImage> frames;
      if (plan.batchifier() == Batchifier.STACK && windows.size() < network.batchSize()) {
        NetworkSettings fewer =
            new NetworkSettings(settings.device(), windows.size(), settings.threads());
        try (NetworkReconstructor smaller = NetworkReconstructor.open(pack, fewer)) {
          frames = reconstruct(smaller, windows);
        }
      } else {
        frames = reconstruct(network, windows);
      }
      for (int i = 0; i < frames.size(); i++) {
        windows.get(i).complete(frames.get(i));
      }
    } catch (IllegalStateException e) {
      windows.forEach(row -> row.fail(e));
    }
  }

  private static List<GrayImage> reconstruct(
      NetworkReconstructor network, List<PendingRow> windows) {
    List<Prepared> prepared = new ArrayList<>(windows.size());
    for (PendingRow row : windows) {
      prepared.add(network.prepare(row.window().spikes(), row.window().keyPlane()));
    }
    return network.reconstruct(prepared);
  }

  private Row finish(PendingRow pending) {
    Row frame = pending.failure() == null ? frame(pending) : null;
    if (pending.failure() != null && plan.onError() == OnError.FAIL) {
      throw new IllegalStateException(
          "No frame of %s: %s; set onError to quarantine to go on without it"
              .formatted(name(pending.row()), pending.failure().getMessage()),
          pending.failure());
    }
    Object[] values = new Object[pending.row().length() + plan.addedColumns()];
    for (int i = 0; i < pending.row().length(); i++) {
      values[i] = pending.row().get(i);
    }
    values[pending.row().length()] = frame;
    if (plan.onError() == OnError.QUARANTINE && pending.failure() != null) {
      values[pending.row().length() + 1] = pending.failure().getMessage();
    }
    return RowFactory.create(values);
  }

  /** The output column of a row, or null if there is none after all. */
  private Row frame(PendingRow pending) {
    try {
      int bad = pending.frame().notFinite();
      if (bad > 0) {
        throw new IllegalArgumentException(
            "%s gave %d pixels of %d that are not finite on %s; look at the window, or verify the"
                    .formatted(network.id(), bad, pending.frame().pixels().length, network.device())
                + " pack there with 'spikelake packs verify'");
      }
      return FrameColumn.of(
          network.id().toString(),
          network.device().toString(),
          pending.frame(),
          tone(pending.row()),
          plan.columns().path(pending.row()));
    } catch (IllegalArgumentException e) {
      pending.fail(e);
      return null;
    }
  }

  private Tone tone(Row row) {
    if (plan.tone() != null) {
      return plan.tone();
    }
    OptionalDouble whiteRate = plan.columns().whiteRate(row);
    if (network.scale() == OutputScale.FIRING_RATE && whiteRate.isEmpty()) {
      throw new IllegalArgumentException(
          "white_rate is null, and frames of %s are spikes per plane; read windows with the option"
                  .formatted(network.id())
              + " whiteRate, or set tone to rate=R, none, minmax or clip");
    }
    return network.scale().defaultTone(whiteRate);
  }

  private String name(Row row) {
    String path = plan.columns().path(row);
    return path == null ? "row " + read : "row %d, from %s".formatted(read, path);
  }

  @Override
  public void close() {
    network.close();
  }
}
