package io.spikelake.simulate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A recording that was written.
 *
 * @param scene name of the scene
 * @param part number among the recordings of that scene, from 1
 * @param seed of scene and camera
 * @param height rows of a plane
 * @param width columns of a plane
 * @param sceneParameters what the scene was made from
 * @param file the recording
 * @param sha256 digest of the file, hexadecimal
 * @param spikes number of spikes in it
 * @param rate spikes per pixel and plane
 * @param groundTruth one picture per key plane, in the order of the plan
 */
public record SimulatedRecording(
    String scene,
    int part,
    long seed,
    int height,
    int width,
    Map<String, Object> sceneParameters,
    Path file,
    String sha256,
    long spikes,
    double rate,
    List<Path> groundTruth) {}
