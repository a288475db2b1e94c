/** Upkeep of a lake: the only place where rows and files are deleted. */
package io.spikelake.jobs.maintain;
