/**
 * Runs the networks of model packs through DJL: on which device, one loaded network per virtual
 * machine, frames and scores out of it, and the check of a pack before it is used. The only package
 * that knows DJL and ONNX Runtime, and nothing of Spark.
 */
package io.spikelake.djl;
