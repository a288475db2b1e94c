"""Asymmetric generalised Gaussians fitted by moments, many samples at once (Lasmar et al., ICIP 2009)."""

from dataclasses import dataclass
from math import lgamma

import numpy as np
from numpy.typing import NDArray

SHAPES = 0.2 + 0.001 * np.arange(9801)
LOG_GAMMA = np.array([[lgamma(k / shape) for shape in SHAPES] for k in (1, 2, 3)])
RATIOS = np.exp(2 * LOG_GAMMA[1] - LOG_GAMMA[0] - LOG_GAMMA[2])
"""Rises with the shape."""
SCALE_PER_SIGMA = np.exp((LOG_GAMMA[0] - LOG_GAMMA[2]) / 2)
MEAN_PER_SCALE = np.exp(LOG_GAMMA[1] - LOG_GAMMA[0])


@dataclass(frozen=True)
class Fit:
    """Shape, root mean squares of the two sides, their scales, and the mean; one number per sample."""

    alpha: NDArray[np.float64]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    left_scale: NDArray[np.float64]
    right_scale: NDArray[np.float64]
    mean: NDArray[np.float64]


def fit(samples: NDArray[np.float64], size: int) -> Fit:
    """Fits rows (samples, values) whose values that are not there, up to ``size``, are zero; NaN where a side is empty."""
    below, above = np.minimum(samples, 0), np.maximum(samples, 0)
    left_squares, right_squares = np.vecdot(below, below), np.vecdot(above, above)
    left = np.sqrt(left_squares / np.count_nonzero(below, axis=1))
    right = np.sqrt(right_squares / np.count_nonzero(above, axis=1))
    magnitude = (above.sum(axis=1) - below.sum(axis=1)) / size
    g = left / right
    ratio = magnitude**2 / ((left_squares + right_squares) / size) * (g**3 + 1) * (g + 1) / (g**2 + 1) ** 2
    shape = nearest(ratio)
    left_scale, right_scale = left * SCALE_PER_SIGMA[shape], right * SCALE_PER_SIGMA[shape]
    return Fit(SHAPES[shape], left, right, left_scale, right_scale, (right_scale - left_scale) * MEAN_PER_SCALE[shape])


def nearest(ratio: NDArray[np.float64]) -> NDArray[np.intp]:
    """Places of the shapes with the nearest ratio; the first for NaN."""
    above = np.clip(np.searchsorted(RATIOS, ratio), 1, RATIOS.size - 1)
    place = above - (ratio - RATIOS[above - 1] <= RATIOS[above] - ratio)
    return np.where(np.isnan(ratio), 0, place)
