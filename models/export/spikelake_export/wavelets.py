"""The discrete wavelet transform of a window as two matrices, and a stand-in for the library that WGSE takes it from."""

from __future__ import annotations

import re
import types
from math import comb, sqrt
from typing import List, Tuple

import numpy as np
import torch
from torch import nn

from .standins import installed, provide


def daubechies(order: int) -> np.ndarray:
    """The 2 * order coefficients of Daubechies' extremal-phase scaling filter, which sum to the square root of two.

    Found as the minimum-phase factor of the half-band polynomial (Daubechies, "Ten Lectures on Wavelets", section 6.1):
    its roots y become pairs z, 1/z by y = (2 - z - 1/z) / 4, of which those inside the unit circle are kept.
    """
    half_band = [comb(order - 1 + k, k) for k in range(order)]
    roots = []
    for y in np.roots(half_band[::-1]):
        pair = np.roots([1, 4 * y - 2, 1])
        roots.append(pair[np.argmin(np.abs(pair))])
    taps = np.real(np.poly(np.concatenate([-np.ones(order), roots])))
    return taps * (sqrt(2) / taps.sum())


def filters(name: str) -> Tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Analysis low and high, synthesis low and high, of the wavelet ``dbN``."""
    match = re.fullmatch(r"db([1-9]\d?)", name)
    if not match:
        raise ValueError(f"wavelet {name!r} is not provided here; expected db1 .. db99, or install pytorch_wavelets")
    low = daubechies(int(match.group(1)))
    signs = (-1.0) ** np.arange(low.size)
    return low[::-1], -signs * low, low, signs * low[::-1]


def analysis_level(n: int, kernel: np.ndarray) -> np.ndarray:
    """Matrix (coefficients, n) of one level: every second value of the convolution, zeros outside the signal.

    ``kernel`` is as a correlation uses it, that is reversed.
    """
    length = kernel.size
    count = (n + length - 1) // 2
    margin = (2 * (count - 1) - n + length) // 2
    matrix = np.zeros((count, n))
    for row in range(count):
        for tap in range(length):
            column = 2 * row + tap - margin
            if 0 <= column < n:
                matrix[row, column] += kernel[tap]
    return matrix


def synthesis_level(n: int, kernel: np.ndarray) -> np.ndarray:
    """Matrix (values, n) of one level back: values put between zeros, convolved, and the ends cut off."""
    length = kernel.size
    matrix = np.zeros((2 * n - length + 2, n))
    for column in range(n):
        for tap in range(length):
            row = 2 * column + tap - (length - 2)
            if 0 <= row < matrix.shape[0]:
                matrix[row, column] += kernel[tap]
    return matrix


def analysis(n: int, low: np.ndarray, high: np.ndarray, levels: int) -> List[np.ndarray]:
    """Matrices from the signal to [low of the last level, high of level 1, high of level 2, ...]."""
    smooth, details = np.eye(n), []
    for _ in range(levels):
        details.append(analysis_level(smooth.shape[0], high) @ smooth)
        smooth = analysis_level(smooth.shape[0], low) @ smooth
    return [smooth, *details]


def synthesis(sizes: List[int], low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Matrix from the coefficients, stacked in the order of ``analysis``, to the signal (one value longer if that was odd)."""
    starts = np.cumsum([0, *sizes])
    total = starts[-1]

    def part(index):
        return np.eye(total)[starts[index] : starts[index + 1]]

    signal = part(0)
    for index in range(len(sizes) - 1, 0, -1):
        detail = part(index)
        # An odd number of coefficients comes back with one more.
        signal = signal[: detail.shape[0]]
        signal = synthesis_level(signal.shape[0], low) @ signal + synthesis_level(detail.shape[0], high) @ detail
    return signal


class _Filters(nn.Module):
    """Holds filters under the names that checkpoints know; the adapter transforms, this does not."""

    def __init__(self, **kernels: np.ndarray):
        super().__init__()
        for name, kernel in kernels.items():
            self.register_buffer(name, torch.tensor(np.ascontiguousarray(kernel), dtype=torch.float32).reshape(1, 1, -1))


class DWT1DForward(_Filters):
    def __init__(self, J=1, wave="db1", mode="zero"):
        low, high, _, _ = filters(wave)
        super().__init__(h0=low[::-1], h1=high[::-1])
        self.J, self.mode = J, mode


class DWT1DInverse(_Filters):
    def __init__(self, wave="db1", mode="zero"):
        _, _, low, high = filters(wave)
        super().__init__(g0=low, g1=high)
        self.mode = mode


def provide_pytorch_wavelets() -> None:
    """Lets upstream files import the two transforms of pytorch_wavelets where it is missing."""
    if not installed("pytorch_wavelets"):
        module = types.ModuleType("pytorch_wavelets")
        module.DWT1DForward, module.DWT1DInverse = DWT1DForward, DWT1DInverse
        provide("pytorch_wavelets", module)
