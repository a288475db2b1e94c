/**
 * Spike streams and the files they come in: packed planes, formats, readers and writers. Imports
 * nothing beyond the JDK; storage other than local files comes in as a {@link
 * io.spikelake.spike.ByteSource}.
 */
package io.spikelake.spike;
