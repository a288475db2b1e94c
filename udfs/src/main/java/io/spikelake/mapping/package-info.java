/** Strict reading of YAML and JSON mappings. Nothing here knows what the keys mean. */
package io.spikelake.mapping;
