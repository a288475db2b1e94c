/** Which frames and scores are missing, and how the missing ones are cut into shards. */
package io.spikelake.jobs.plan;
