"""Smooth motion of pictures under the camera, and of a second layer over them."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F


@dataclass(frozen=True)
class Motion:
    """Where a picture is at plane t (0 = the key plane); lengths in pixels, times in planes, angles in radians."""

    velocity: tuple[float, float]
    acceleration: tuple[float, float] = (0.0, 0.0)
    shake: tuple[float, float] = (0.0, 0.0)
    shake_frequency: float = 0.0
    shake_phase: float = 0.0
    turn: float = 0.0
    zoom: float = 0.0

    def offset(self, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Displacement (x, y) at the times t, zero at the key plane."""
        wave = np.sin(self.shake_frequency * t + self.shake_phase) - np.sin(self.shake_phase)
        x, y = (
            v * t + 0.5 * a * t**2 + s * wave for v, a, s in zip(self.velocity, self.acceleration, self.shake)
        )
        return x, y


def any_motion(rng: np.random.Generator, fastest: float) -> Motion:
    """A motion with speeds spread evenly over the octaves up to ``fastest`` pixels a plane; one in eight stands still."""
    if rng.random() < 0.125:
        return Motion((0.0, 0.0))
    speed = fastest * 2.0 ** -rng.uniform(0, 6)
    angle = rng.uniform(0, 2 * np.pi)
    bend = speed / 30 * rng.normal(0, 0.3, 2)
    turn, zoom = (rng.normal(0, 0.002), rng.normal(0, 0.001)) if rng.random() < 0.4 else (0.0, 0.0)
    shake = rng.normal(0, 1.0, 2) if rng.random() < 0.25 else np.zeros(2)
    return Motion(
        velocity=(speed * np.cos(angle), speed * np.sin(angle)),
        acceleration=tuple(bend),
        shake=tuple(shake),
        shake_frequency=2 * np.pi / rng.uniform(40, 200),
        shake_phase=rng.uniform(0, 2 * np.pi),
        turn=turn,
        zoom=zoom,
    )


def render(
    picture: np.ndarray, motion: Motion, centre: tuple[float, float], size: tuple[int, int], t: np.ndarray, smooth: bool = True
) -> np.ndarray:
    """A picture moving under a fixed window.

    :param picture: float32 (H, W); beyond its edges it is mirrored
    :param centre: (x, y) in the picture of the middle of the window at the key plane
    :param size: (height, width) of the window
    :param t: times of the planes (T,)
    :param smooth: bicubic sampling, else bilinear
    :return: float32 (T, height, width), 0..1
    """
    height, width = size
    rows, columns = np.meshgrid(np.arange(height) - height // 2, np.arange(width) - width // 2, indexing="ij")
    dx, dy = motion.offset(t)
    scale, angle = np.exp(motion.zoom * t), motion.turn * t
    cos, sin = (scale * np.cos(angle))[:, None, None], (scale * np.sin(angle))[:, None, None]
    x = centre[0] - dx[:, None, None] + cos * columns - sin * rows
    y = centre[1] - dy[:, None, None] + sin * columns + cos * rows
    grid = np.stack([2 * x / (picture.shape[1] - 1) - 1, 2 * y / (picture.shape[0] - 1) - 1], axis=-1)
    sampled = F.grid_sample(
        torch.from_numpy(picture)[None, None],
        torch.from_numpy(grid.astype(np.float32).reshape(1, -1, width, 2)),
        mode="bicubic" if smooth else "bilinear",
        padding_mode="reflection",
        align_corners=True,
    )
    return sampled.reshape(len(t), height, width).clamp_(0, 1).numpy()


def blob(rng: np.random.Generator, size: tuple[int, int]) -> np.ndarray:
    """The mask of an object: a smooth random shape with a one-pixel soft edge, float32 (height, width) 0..1."""
    height, width = size
    y, x = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    angle = np.arctan2(y - rng.uniform(-0.5, 0.5), x - rng.uniform(-0.5, 0.5))
    radius = rng.uniform(0.15, 0.6) * np.ones_like(x)
    for lobes in range(1, 6):
        radius += rng.normal(0, 0.12 / lobes) * np.cos(lobes * angle + rng.uniform(0, 6.3))
    distance = radius - np.hypot(y - rng.uniform(-0.5, 0.5), x - rng.uniform(-0.5, 0.5))
    return np.clip(distance * min(height, width) / 2 + 0.5, 0, 1).astype(np.float32)
