/**
 * Simulated spike cameras: integrate and fire, their conventions, and data sets of recordings with
 * ground truth. What the camera looks at is in {@code simulate.scene}.
 */
package io.spikelake.simulate;
