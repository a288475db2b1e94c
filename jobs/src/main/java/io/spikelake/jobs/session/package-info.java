/** How a Spark session is opened. */
package io.spikelake.jobs.session;
