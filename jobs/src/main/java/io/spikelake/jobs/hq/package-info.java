/** Sets of images for training: the best reconstruction of each sample. */
package io.spikelake.jobs.hq;
