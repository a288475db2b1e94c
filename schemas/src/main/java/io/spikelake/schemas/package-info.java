/**
 * The tables of the lake: one class each with the table's name, columns, natural key and storage
 * properties. Nothing here reads or writes.
 */
package io.spikelake.schemas;
