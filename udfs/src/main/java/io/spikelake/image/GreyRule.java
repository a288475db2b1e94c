package io.spikelake.image;

/**
 * How red, green and blue become one grey level. Programs disagree by one level in up to 0.2 % of
 * the pixels of a photograph, which moves NIQE by up to 0.08; a score of a colour picture is
 * comparable only under the rule of the program it is compared with. Equal channels give the same
 * level under every rule.
 */
public enum GreyRule {
  /** MATLAB's {@code rgb2gray}: weights of fifteen digits, rounded half up. */
  MATLAB {
    @Override
    int level(int red, int green, int blue, int white) {
      return (int)
          Math.floor(
              0.298936021293775 * red + 0.587043074451121 * green + 0.114020904255103 * blue + 0.5);
    }
  },

  /** IQA-PyTorch: luma in single precision of channels in 0..1, rounded half to even. */
  PYIQA {
    @Override
    int level(int red, int green, int blue, int white) {
      float unit = white;
      float luma = 0.299f * (red / unit) + 0.587f * (green / unit) + 0.114f * (blue / unit);
      return (int) Math.rint(luma * unit);
    }
  },

  /** OpenCV's {@code cvtColor} on 8-bit colour: weights in 32768ths, rounded half up. */
  OPENCV {
    @Override
    int level(int red, int green, int blue, int white) {
      return (9798 * red + 19235 * green + 3735 * blue + (1 << 14)) >> 15;
    }
  };

  /**
   * @param white the level of white: channels and result are in 0..white, at most 65535
   */
  abstract int level(int red, int green, int blue, int white);
}
