package io.spikelake.jobs.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to make.
 *
 * @param reads of recordings
 * @param frames by method
 * @param scored whether metrics are computed along
 */
public record Demand(Archive.Reads reads, List<Frames> frames, boolean scored) {

  private static final String ONCE = "one run over a few of the recordings";

  /**
   * Frames of one method.
   *
   * @param network whether a GPU can make them
   * @param pixels of all of them together
   */
  public record Frames(String method, boolean network, long count, long pixels) {
    double pixelsEach() {
      return count == 0 ? 0 : (double) pixels / count;
    }

    /** What makes them. */
    Resource on(boolean networksOnGpus) {
      return network && networksOnGpus ? Resource.GPUS : Resource.CORES;
    }
  }

  public Demand {
    frames = List.copyOf(frames);
  }

  /** Frames of all methods. */
  public long frameCount() {
    return frames.stream().mapToLong(Frames::count).sum();
  }

  private double pixelsEach() {
    long all = frameCount();
    return all == 0 ? 0 : frames.stream().mapToDouble(Frames::pixels).sum() / all;
  }

  public boolean hasNetworks() {
    return frames.stream().anyMatch(Frames::network);
  }

  /** Whether every network was measured on a GPU. */
  public boolean measuredOnGpus(LakeCosts costs) {
    return hasNetworks()
        && frames.stream()
            .filter(Frames::network)
            .allMatch(of -> costs.frame(of.method(), Resource.GPUS, of.pixelsEach()).isPresent());
  }

  /**
   * What that costs.
   *
   * @param lake for the commands that measure what is not known
   */
  public Work work(LakeCosts costs, boolean networksOnGpus, String lake) {
    List<Part> parts = new ArrayList<>();
    parts.add(part("read", "bytes", reads.bytes(), costs.perByte("read"), ONCE));
    parts.add(part("decode", "bytes", reads.bytes(), costs.perByte("decode"), ONCE));
    for (Frames of : frames) {
      Resource on = of.on(networksOnGpus);
      Optional<FrameCost> cost = costs.frame(of.method(), on, of.pixelsEach());
      parts.add(
          new Part(
              "reconstruct",
              of.method(),
              of.count(),
              on,
              cost.map(FrameCost::seconds).orElse(null),
              cost.map(FrameCost::source)
                  .orElse(
                      "unknown: spikelake bench methods --lake %s --methods %s%s"
                          .formatted(
                              lake,
                              of.method(),
                              on == Resource.GPUS
                                  ? " --device gpu, on a machine with such a GPU"
                                  : ""))));
    }
    if (scored) {
      parts.add(part("score", "frames", frameCount(), costs.along("score", pixelsEach()), ONCE));
    }
    parts.add(part("encode", "frames", frameCount(), costs.along("encode", pixelsEach()), ONCE));
    return new Work(
        parts,
        reads.bytes(),
        reads.requests(),
        Math.round(frameCount() * costs.imageBytes(pixelsEach())));
  }

  private static Part part(
      String step, String of, long count, Optional<FrameCost> cost, String otherwise) {
    return new Part(
        step,
        of,
        count,
        Resource.CORES,
        cost.map(FrameCost::seconds).orElse(null),
        cost.map(FrameCost::source).orElse("unknown: " + otherwise + " measures it"));
  }
}
