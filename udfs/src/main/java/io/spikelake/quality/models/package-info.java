/**
 * Files of trained models: finding those of one model where a user keeps them, and the user's model
 * folder with what was installed into it. What a model means is the business of {@code quality}.
 */
package io.spikelake.quality.models;
