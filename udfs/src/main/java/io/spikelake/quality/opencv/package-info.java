/**
 * The single-precision image operations behind OpenCV's BRISQUE, operation by operation, so that
 * its features are reproduced to the last bits. Of no use to other metrics, which normalise in
 * double precision with {@code quality.nss}.
 */
package io.spikelake.quality.opencv;
