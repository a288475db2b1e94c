/**
 * What a task of Spark finds out about the executor in which it runs: the device and the threads of
 * its networks. Shared by whatever runs networks in tasks.
 */
package io.spikelake.executor;
