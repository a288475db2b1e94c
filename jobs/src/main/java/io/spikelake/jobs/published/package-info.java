/**
 * What others have published: their figures as printed, what their words mean in our ids, which
 * facts they leave open, and how our figures compare. Knows no Spark; where our figures come from
 * is the caller's.
 */
package io.spikelake.jobs.published;
