/**
 * SpikeLake's networks in Spark ML pipelines: one transformer, {@link
 * io.spikelake.ml.SpikeReconstructor}, and what its tasks do. Networks are run by {@code
 * io.spikelake.djl}; jobs do not come through here.
 *
 * <p>Who knows the transformers of DJL's Spark extension ({@code ai.djl.spark.task}, 0.35) finds
 * their parameters:
 *
 * <table>
 * <caption>Correspondence with DJL's Spark extension</caption>
 * <tr><th>parameter</th><th>in DJL's extension</th><th>here</th></tr>
 * <tr><td>{@code inputCol}</td><td>binary or text column of that name</td><td>packed planes with
 *   their size in columns beside it, or a struct of both; default {@code spikes}</td></tr>
 * <tr><td>{@code inputCols}</td><td>the six fields of an image, by position</td><td>not there: the
 *   columns beside the window are found by name</td></tr>
 * <tr><td>{@code outputCol}</td><td>what the translator makes</td><td>a struct with the frame in
 *   single precision, an image that {@code inputCols} of DJL's vision transformers take, the
 *   method and the device; default {@code frame}</td></tr>
 * <tr><td>{@code modelUrl}</td><td>an archive that each executor fetches</td><td>a model pack, read
 *   and checked against its SHA-256 on the driver and sent to the executors; its golden output is
 *   checked where it will run; {@code djl://} is not there</td></tr>
 * <tr><td>{@code engine}</td><td>chooses the engine</td><td>the pack says it; what is set here is
 *   compared with that</td></tr>
 * <tr><td>{@code batchSize}</td><td>10 by default; one size of image</td><td>1 on the CPU and 8 on
 *   a GPU by default, halved when memory runs out; sizes may be mixed</td></tr>
 * <tr><td>{@code batchifier}</td><td>{@code none} by default; {@code padding} makes arrays of
 *   unequal size equal</td><td>{@code padding} by default: the number of frames is made equal,
 *   never their size, so that a frame has the same bits in every batch; {@code none} and {@code
 *   stack} as there</td></tr>
 * <tr><td>{@code translatorFactory}</td><td>an object with code of the user</td><td>the contract of
 *   the pack says how windows become tensors and tensors frames; only the name that packs state
 *   themselves is taken</td></tr>
 * <tr><td>{@code inputClass}, {@code outputClass}</td><td>classes that the translator takes and
 *   gives</td><td>not there: windows and frames</td></tr>
 * <tr><td>{@code device}</td><td>not there: the engine's default</td><td>the GPU that Spark gave the
 *   task; named in every row</td></tr>
 * <tr><td>{@code precision}</td><td>not there</td><td>{@code float32}</td></tr>
 * <tr><td>{@code tone}</td><td>not there</td><td>of the 8-bit image, named in every row</td></tr>
 * <tr><td>{@code onError}</td><td>not there: one bad row fails the job</td><td>{@code fail}, or
 *   {@code quarantine}: the row says what is wrong with it</td></tr>
 * </table>
 *
 * <p>Beyond parameters: there each task loads the model, and neither it nor its predictor is closed
 * before the executor ends; here a network is loaded once per executor, and what a task has of it
 * is freed when the task ends. There transformers cannot be saved, since factories and classes are
 * parameters; here they can, alone and in pipelines. There {@code transformSchema} adds a column to
 * anything; here it says what does not fit.
 *
 * <p>Needs Spark's {@code mllib}, which every Spark installation has and the distribution folder of
 * SpikeLake has not.
 */
package io.spikelake.ml;
