/**
 * Valid small recordings of every format, and damage done to them: the cases of {@code
 * MutatedRecordingsTest} and of the integration test that puts them before a whole job.
 */
package io.spikelake.testing.mutation;
