"""PIQE (Venkatanath et al. 2015) as MATLAB computes it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from mscn import levels, mscn

BLOCK = 16
RUN = 6
ACTIVE_VARIANCE = 0.1
IMPAIRED_DEVIATION = 0.1
CENTRE = [7, 8]
SURROUND = [column for column in range(BLOCK) if column not in (7, 9)]


def piqe(frame: NDArray[np.float32]) -> float:
    """The score of a frame in 0..1: about 0 to 100."""
    grey = levels(frame)
    whole = mscn(np.pad(grey, [(0, -side % BLOCK) for side in grey.shape], mode="edge"))
    rows, columns = (side // BLOCK for side in whole.shape)
    blocks = whole.reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2).reshape(-1, BLOCK, BLOCK)
    variance = blocks.var(axis=(1, 2), ddof=1)
    active = variance > ACTIVE_VARIANCE
    blocks, variance = blocks[active], variance[active]
    distortion = np.where(impaired(blocks), 1 - variance, 0) + np.where(noisy(blocks, np.sqrt(variance)), variance, 0)
    return float(100 * (1 + distortion.sum()) / (1 + len(blocks)))


def impaired(blocks: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether one of the runs of 6 along an edge is smooth."""
    edges = np.stack([blocks[:, 0], blocks[:, -1], blocks[:, :, 0], blocks[:, :, -1]], axis=1)
    runs = sliding_window_view(edges, RUN, axis=2)
    return (runs.std(axis=3, ddof=1) < IMPAIRED_DEVIATION).any(axis=(1, 2))


def noisy(blocks: NDArray[np.float64], deviation: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a block varies more than the contrast of its middle to its surround explains; columns as in the published code."""
    centre, surround = (blocks[:, :, columns].std(axis=(1, 2), ddof=1) for columns in (CENTRE, SURROUND))
    ratio = np.nan_to_num(centre / surround)
    beta = np.abs(deviation - ratio) / np.maximum(deviation, ratio)
    return deviation > 2 * beta
