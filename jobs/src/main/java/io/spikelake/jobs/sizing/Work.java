package io.spikelake.jobs.sizing;

import java.util.List;

/**
 * What there is to do.
 *
 * @param bytes read from recordings
 * @param requests in which they are read
 * @param imageBytes written to frames
 */
public record Work(List<Part> parts, long bytes, long requests, long imageBytes) {

  public Work {
    parts = List.copyOf(parts);
  }

  /** Seconds of one core, or one GPU, for all parts of which these are known. */
  public double seconds(Resource resource) {
    return parts.stream().filter(part -> part.on() == resource).mapToDouble(Part::seconds).sum();
  }

  /** The parts of which nothing was measured. */
  public List<Part> unknown() {
    return parts.stream().filter(part -> part.count() > 0 && !part.known()).toList();
  }
}
