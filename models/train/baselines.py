"""The closed-form methods that the network is held against, on windows of 61 planes with the key in the middle."""

import numpy as np

from network import KEY


def tfp(spikes: np.ndarray, planes: int = 41) -> np.ndarray:
    """Texture from playback: the mean of ``planes`` planes centred on the key. (..., 61, H, W) to (..., H, W), spikes per plane."""
    return spikes[..., KEY - planes // 2 : KEY + planes // 2 + 1, :, :].mean(axis=-3, dtype=np.float32)


def tfi(spikes: np.ndarray, half: int = 20) -> np.ndarray:
    """Texture from the inter-spike interval around the key: latest spike in the ``half`` planes up to the key,
    earliest in the ``half`` after it; one over their distance, 1 / (2 half) where either is missing."""
    past = spikes[..., KEY - half + 1 : KEY + 1, :, :][..., ::-1, :, :]
    future = spikes[..., KEY + 1 : KEY + half + 1, :, :]
    distance = past.argmax(axis=-3) + future.argmax(axis=-3) + 1
    missing = ~(past.any(axis=-3) & future.any(axis=-3))
    return (1.0 / np.where(missing, 2 * half, distance)).astype(np.float32)


def psnr(image: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal to noise ratio in dB of images 0..1."""
    return float(-10 * np.log10(np.mean((image.astype(np.float64) - truth) ** 2)))
