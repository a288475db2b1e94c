package io.spikelake.quality;

/** The number formats in which programs compute NIQE; on images with flat areas they matter. */
enum NiqeArithmetic {
  /** Double precision throughout, pixels as an 8-bit image has them. */
  MATLAB(GreyLevels.EIGHT_BIT),

  /** IQA-PyTorch: single-precision window and half-size step, machine epsilon under the root. */
  PYIQA(GreyLevels.UNLIMITED);

  private final GreyLevels levels;

  NiqeArithmetic(GreyLevels levels) {
    this.levels = levels;
  }

  /** How pixels become whole grey levels. */
  GreyLevels levels() {
    return levels;
  }
}
