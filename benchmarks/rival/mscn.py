"""Grey levels and their mean-subtracted, contrast-normalised coefficients, as NIQE and PIQE define them."""

import cv2
import numpy as np
from numpy.typing import NDArray

NEGLIGIBLE = 1e-9
"""A difference from the local mean below this is rounding in a flat area."""


def levels(frame: NDArray[np.float32]) -> NDArray[np.float64]:
    """What an 8-bit image of a frame in 0..1 has: half up."""
    return np.clip(np.floor(255 * frame.astype(np.float64) + 0.5), 0, 255)


def mscn(grey: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coefficients with a 7x7 Gaussian window of deviation 7/6, edges repeated, C = 1 on 0..255."""
    mean = blur(grey)
    difference = grey - mean
    difference[np.abs(difference) < NEGLIGIBLE] = 0
    return difference / (np.sqrt(np.abs(blur(grey * grey) - mean * mean)) + 1)


def blur(plane: NDArray[np.float64]) -> NDArray[np.float64]:
    """The local mean."""
    return cv2.GaussianBlur(plane, (7, 7), 7 / 6, borderType=cv2.BORDER_REPLICATE)
