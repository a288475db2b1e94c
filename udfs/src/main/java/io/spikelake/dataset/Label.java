package io.spikelake.dataset;

import java.io.Serializable;

/**
 * What a recording shows.
 *
 * @param number class number, or null where none is known
 * @param name name of the class, or of what was recorded, or null where none is known
 */
public record Label(Long number, String name) implements Serializable {}
