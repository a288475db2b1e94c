package io.spikelake.djl;

import io.spikelake.image.GrayImage;
import io.spikelake.pack.FrameContract;
import io.spikelake.pack.ModelPack;
import io.spikelake.pack.ReconstructorContract;
import io.spikelake.pack.Tensor;
import io.spikelake.pack.WindowVoxels;
import io.spikelake.reconstruct.BatchReconstructor;
import io.spikelake.reconstruct.OutputScale;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of a pack as a reconstruction method.
 *
 * <p>Batches have a fixed size; what is missing of one is filled with windows of zeros. So a frame
 * has the same bits however many come with it, also where an engine picks its arithmetic by the
 * shape of a batch. Only where a device runs out of memory, batches become smaller, for as long as
 * this instance lives, and a GPU may give other last digits from there on.
 *
 * <p>A frame depends on its window alone: recurrent networks start from zero at each window.
 *
 * <p>One lane through a network that is shared by all instances of this virtual machine for the
 * same pack, device and threads.
 */
public final class NetworkReconstructor implements BatchReconstructor {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkReconstructor.class);

  private final VariantId id;
  private final ReconstructorContract contract;
  private final NetworkSettings settings;
  private final TensorFunction lane;
  private final WindowNetwork network;
  private final WindowVoxels voxels;
  private final VoxelPool pool;

  /** Frames computed at once; shrinks when memory runs out. */
  private int batch;

  /**
   * @param lane closed with this instance
   */
  NetworkReconstructor(ModelPack pack, NetworkSettings settings, TensorFunction lane) {
    this.id = pack.id();
    this.contract = pack.manifest().reconstructor();
    this.settings = settings;
    this.lane = lane;
    this.network = new WindowNetwork(contract, lane);
    this.voxels = new WindowVoxels(contract.window(), id);
    this.batch = settings.frames();
    this.pool = new VoxelPool(2 * batch);
  }

  /**
   * Opens a pack, whose network is loaded and checked where that has not been done in this virtual
   * machine.
   *
   * @throws IllegalArgumentException if the pack makes no frames
   * @throws IllegalStateException if the network cannot be loaded on the device, or does not do
   *     there what its pack says
   */
  public static NetworkReconstructor open(ModelPack pack, NetworkSettings settings) {
    pack.manifest().reconstructor();
    try {
      return new NetworkReconstructor(pack, settings, NetworkCache.get(pack, settings).newLane());
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public VariantId id() {
    return id;
  }

  @Override
  public TemporalSpan span() {
    return contract.window().span();
  }

  @Override
  public OutputScale scale() {
    return contract.frame().scale();
  }

  @Override
  public int batchSize() {
    return settings.frames();
  }

  /** Frames that fit the device at once: {@link #batchSize()}, or fewer where memory ran out. */
  public int framesAtOnce() {
    return batch;
  }

  /** Where the network runs. */
  public ComputeDevice device() {
    return settings.device();
  }

  /** A window as the values of its tensor; without them once it has been computed. */
  private static final class Voxels implements Prepared {
    private final NetworkReconstructor owner;
    private final int height;
    private final int width;
    private float[] values;

    Voxels(NetworkReconstructor owner, int height, int width, float[] values) {
      this.owner = owner;
      this.height = height;
      this.width = width;
      this.values = values;
    }

    @Override
    public int height() {
      return height;
    }

    @Override
    public int width() {
      return width;
    }
  }

  @Override
  public Prepared prepare(SpikeStream window, int keyPlane) {
    contract.window().requireSize(window.height(), window.width(), id.toString());
    float[] values = pool.take(contract.window().values(window.height(), window.width()));
    voxels.fill(window, keyPlane, values, 0);
    return new Voxels(this, window.height(), window.width(), values);
  }

  @Override
  public List<GrayImage> reconstruct(List<Prepared> windows) {
    List<Voxels> batches = mine(windows);
    List<GrayImage> frames = new ArrayList<>(windows.size());
    while (frames.size() < batches.size()) {
      int end = Math.min(batches.size(), frames.size() + batch);
      List<Voxels> part = batches.subList(frames.size(), end);
      try {
        frames.addAll(compute(part));
      } catch (MemoryShortage e) {
        halve(e);
      } catch (IllegalStateException e) {
        throw failure(e);
      }
    }
    NetworkGauges.frames(frames.size());
    for (Voxels window : batches) {
      pool.giveBack(window.values);
      window.values = null;
    }
    return frames;
  }

  private List<Voxels> mine(List<Prepared> windows) {
    if (windows.isEmpty() || windows.size() > batchSize()) {
      throw new IllegalArgumentException(
          "%s: %d windows; expected 1 to %d".formatted(id, windows.size(), batchSize()));
    }
    List<Voxels> all = new ArrayList<>(windows.size());
    for (Prepared window : windows) {
      if (!(window instanceof Voxels mine) || mine.owner != this || mine.values == null) {
        throw new IllegalArgumentException(
            "%s: expected windows that this instance has prepared, each computed once"
                .formatted(id));
      }
      if (mine.height != windows.get(0).height() || mine.width != windows.get(0).width()) {
        throw new IllegalArgumentException(
            "%s: a batch with windows of %dx%d and %dx%d; expected one size"
                .formatted(
                    id, windows.get(0).width(), windows.get(0).height(), mine.width, mine.height));
      }
      all.add(mine);
    }
    return all;
  }

  private List<GrayImage> compute(List<Voxels> windows) throws MemoryShortage {
    int height = windows.get(0).height;
    int width = windows.get(0).width;
    int tensorHeight = contract.window().tensorHeight(height);
    int tensorWidth = contract.window().tensorWidth(width);
    int values = contract.window().channels() * tensorHeight * tensorWidth;
    Tensor output =
        network.run(
            batch, tensorHeight, tensorWidth, (step, input) -> fill(windows, step, values, input));
    List<GrayImage> frames = new ArrayList<>(windows.size());
    for (int i = 0; i < windows.size(); i++) {
      frames.add(frame(output, i, height, width));
    }
    return frames;
  }

  private static void fill(List<Voxels> windows, int step, int values, NativeTensor input) {
    for (int i = 0; i < windows.size(); i++) {
      input.values().position(i * values).put(windows.get(i).values, step * values, values);
    }
    input.zeroFrom(windows.size() * values);
  }

  private GrayImage frame(Tensor output, int i, int height, int width) {
    FrameContract frame = contract.frame();
    int outputHeight = (int) output.shape()[2];
    int outputWidth = (int) output.shape()[3];
    float[] pixels = new float[height * width];
    frame.frame(
        output.values(), i * outputHeight * outputWidth, outputWidth, height, width, pixels);
    return new GrayImage(width, height, pixels);
  }

  private void halve(MemoryShortage shortage) {
    if (batch == 1) {
      throw failure(shortage);
    }
    int smaller = batch / 2;
    if (batch == batchSize()) {
      LOG.warn(
          "{} does not fit {} with batches of {} frames ({}); going on with {}, and fewer if need"
              + " be",
          id,
          device(),
          batch,
          shortage.getMessage(),
          smaller);
    }
    batch = smaller;
  }

  private IllegalStateException failure(Exception cause) {
    return new IllegalStateException(
        "%s failed on %s with batches of %d frames: %s"
            .formatted(id, device(), batch, cause.getMessage()),
        cause);
  }

  @Override
  public void reconstruct(SpikeStream window, int keyPlane, float[] pixels) {
    if (pixels.length != window.pixels()) {
      throw new IllegalArgumentException(
          "%s: array of %d values for %d pixels".formatted(id, pixels.length, window.pixels()));
    }
    float[] frame = reconstruct(List.of(prepare(window, keyPlane))).get(0).pixels();
    System.arraycopy(frame, 0, pixels, 0, frame.length);
  }

  @Override
  public void close() {
    network.close();
    lane.close();
  }
}
