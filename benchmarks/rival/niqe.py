"""NIQE (Mittal, Soundararajan, Bovik 2013) with the pristine model of SpikeLake."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aggd import fit
from mscn import levels, mscn

PATCH = 96
FEATURES = 36
SHIFTS = ((0, 1), (1, 0), (1, 1), (1, -1))


class Niqe:
    """Distance of the statistics of 96x96 patches from those of photographs."""

    def __init__(self, model: Path) -> None:
        lines = [line for line in model.read_text().splitlines() if not line.startswith("#")]
        numbers = np.array(" ".join(lines).split(), np.float64)
        self.mean = numbers[:FEATURES]
        lower = np.zeros((FEATURES, FEATURES))
        lower[np.tril_indices(FEATURES)] = numbers[FEATURES:]
        self.covariance = lower + np.tril(lower, -1).T

    def __call__(self, frame: NDArray[np.float32]) -> float:
        """The score of a frame in 0..1 with sides of 96 or more."""
        height, width = (side - side % PATCH for side in frame.shape)
        grey = levels(frame[:height, :width])
        rows = np.concatenate([features(grey, PATCH), features(half(grey), PATCH // 2)], axis=1)
        complete = rows[~np.isnan(rows).any(axis=1)]
        difference = self.mean - np.nanmean(rows, axis=0)
        pooled = (self.covariance + np.cov(complete, rowvar=False)) / 2
        return float(np.sqrt(difference @ np.linalg.solve(pooled, difference)))


def features(grey: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """18 numbers for each patch of an image that is a whole number of them."""
    down, across = grey.shape[0] // side, grey.shape[1] // side
    patches = mscn(grey).reshape(down, side, across, side).swapaxes(1, 2).reshape(-1, side, side)
    values = fit(patches.reshape(len(patches), -1), side * side)
    columns = [values.alpha, (values.left_scale + values.right_scale) / 2]
    for shift in SHIFTS:
        products = (patches * np.roll(patches, shift, axis=(1, 2))).reshape(len(patches), -1)
        pair = fit(products, side * side)
        columns += [pair.alpha, pair.mean, pair.left_scale, pair.right_scale]
    return np.stack(columns, axis=1)


@cache
def halving(side: int) -> NDArray[np.float64]:
    """The matrix (side / 2, side) that halves columns: Keys' cubic stretched by two, edge pixels mirrored with repetition."""
    distance = np.abs(np.arange(-3, 5) - 0.5) / 2
    near, far = 1.5 * distance**3 - 2.5 * distance**2 + 1, -0.5 * distance**3 + 2.5 * distance**2 - 4 * distance + 2
    weights = np.where(distance <= 1, near, far)
    output = np.arange(side // 2)[:, None]
    place = np.mod(2 * output + np.arange(-3, 5), 2 * side)
    matrix = np.zeros((side // 2, side))
    np.add.at(matrix, (output, np.minimum(place, 2 * side - 1 - place)), weights / weights.sum())
    return matrix


def half(grey: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half the size as MATLAB's imresize makes it of an image with even sides: bicubic, antialiased."""
    return halving(grey.shape[0]) @ grey @ halving(grey.shape[1]).T
