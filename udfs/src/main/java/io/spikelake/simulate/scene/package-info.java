/**
 * What a simulated camera looks at: scenes as functions of time, from pictures or drawn from a
 * seed. Every scene gives the same pixels on every platform. Nothing here knows of spikes.
 */
package io.spikelake.simulate.scene;
