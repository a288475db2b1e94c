/**
 * Keeps credentials out of what is written: locations that carry none, and texts that are made free
 * of those that this process knows. JDK alone, so that every layer can ask it.
 */
package io.spikelake.secrets;
