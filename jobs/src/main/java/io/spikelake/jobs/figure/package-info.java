/**
 * Figures for publications: pictures of methods side by side, and quality against cost. What is
 * drawn comes from a lake; the same lake gives the same bytes.
 */
package io.spikelake.jobs.figure;
