/**
 * The grammar of ids for methods and metrics, and registries that resolve what a user types to a
 * full id. Nothing here knows what a method or a metric is.
 */
package io.spikelake.variant;
