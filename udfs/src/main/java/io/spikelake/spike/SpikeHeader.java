package io.spikelake.spike;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a recording without reading its spikes.
 *
 * @param format how the file stores the planes
 * @param planes number of planes
 * @param height rows of a plane, without head columns and before any crop
 * @param width columns of a plane, without head columns and before any crop
 * @param label class number, where the file has one
 * @param labelName name that goes with the label, where the file has one
 * @param splittable whether planes can be read without reading those before them
 */
public record SpikeHeader(
    SpikeFormat format,
    long planes,
    int height,
    int width,
    OptionalLong label,
    Optional<String> labelName,
    boolean splittable) {}
