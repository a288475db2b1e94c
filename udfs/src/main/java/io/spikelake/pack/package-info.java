/**
 * Model packs: trained networks with what is needed to run them right and to trust them. What a
 * pack says about itself, how spikes become the tensor that its network is fed, and reading packs
 * from folders, zips and the jar. Nothing here runs a network.
 */
package io.spikelake.pack;
