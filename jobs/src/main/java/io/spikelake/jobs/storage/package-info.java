/** How Delta's log is committed on storage that has no rename: by creating what must not exist. */
package io.spikelake.jobs.storage;
