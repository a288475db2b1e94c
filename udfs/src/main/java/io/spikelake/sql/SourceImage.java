package io.spikelake.sql;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Picture;

/** An image as it was found in a row: grey already, or colour that can become grey in ways. */
sealed interface SourceImage {

  /** The image in grey; the rule matters for colour alone. */
  GrayImage grey(GreyRule rule);

  /** Whether {@link #grey} depends on the rule. */
  boolean isColour();

  /** An image of one channel. */
  record Grey(GrayImage image) implements SourceImage {
    @Override
    public GrayImage grey(GreyRule rule) {
      return image;
    }

    @Override
    public boolean isColour() {
      return false;
    }
  }

  /** An image of three channels. */
  record Colour(Picture picture) implements SourceImage {
    @Override
    public GrayImage grey(GreyRule rule) {
      return picture.grey(rule);
    }

    @Override
    public boolean isColour() {
      return true;
    }
  }

  static SourceImage of(Picture picture) {
    // A palette of greys is stored as colour; equal channels give one grey under every rule.
    return picture.isColour() ? new Colour(picture) : new Grey(picture.grey(GreyRule.MATLAB));
  }
}
