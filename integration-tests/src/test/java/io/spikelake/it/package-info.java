/** End-to-end tests: the commands as a user runs them, on local Spark, Delta and S3A. */
package io.spikelake.it;
