/** Drives a real browser, so that tests see pages as readers do. */
package io.spikelake.browser;
