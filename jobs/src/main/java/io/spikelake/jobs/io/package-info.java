/** Reading and writing the lake's Delta tables. No job logic here. */
package io.spikelake.jobs.io;
