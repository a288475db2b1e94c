/** Files of settings: what users and the installation say to Spark and to SpikeLake. No Spark. */
package io.spikelake.jobs.settings;
