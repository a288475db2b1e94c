"""The ideal integrate-and-fire camera, and bit-packing of its planes."""

import numpy as np

WHITE_RATE = 0.6
"""Spikes per plane that luminance 1 fires at light level 1 (the convention of the Spk2ImgNet sets)."""


def fire(luminance: np.ndarray, level: float, rng: np.random.Generator, dark: float = 0.0, jitter: float = 0.0) -> np.ndarray:
    """Spikes of a scene seen by an integrate-and-fire camera.

    Every plane adds ``WHITE_RATE * level * luminance`` (at most one) to the charge of its pixel, which
    starts anywhere between empty and full; a full charge (1) fires and is subtracted. Firing by the whole
    part of the accumulated charge is that very camera, without a loop.

    :param luminance: float32 (T, H, W), 0..1
    :param level: light level, 1 = white fires at ``WHITE_RATE``
    :param dark: mean dark charge a plane adds, in thresholds; each pixel has its own, exponentially distributed
    :param jitter: standard deviation of the noise of the charge a plane adds, in thresholds
    :return: uint8 (T, H, W), 0 or 1
    """
    charge = luminance.astype(np.float64) * (WHITE_RATE * level)
    if dark > 0:
        charge += rng.exponential(dark, size=luminance.shape[1:])
    if jitter > 0:
        charge += rng.normal(0.0, jitter, size=luminance.shape)
    np.clip(charge, 0.0, 1.0, out=charge)
    start = rng.random(luminance.shape[1:])
    full = np.floor(np.cumsum(charge, axis=0) + start)
    return np.diff(full, axis=0, prepend=0.0).astype(np.uint8)


def pack(spikes: np.ndarray) -> np.ndarray:
    """Bits of (T, H, W) spikes along the rows, uint8 (T, H, ceil(W / 8)), first column in the high bit."""
    return np.packbits(spikes, axis=-1)


def unpack(packed: np.ndarray, width: int) -> np.ndarray:
    """The inverse of :func:`pack`; any leading axes."""
    return np.unpackbits(packed, axis=-1, count=width)
