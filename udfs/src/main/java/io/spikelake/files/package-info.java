/**
 * Files that a user brings: fetching them, their digests, and putting them where others may be
 * reading. Nothing here knows what is in them.
 */
package io.spikelake.files;
