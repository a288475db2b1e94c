"""Runs a pack and the closed-form methods over windows, and writes what they give as 8-bit pictures."""

from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

import baselines
import scenes
import spikes


class Pack:
    """A model pack, on the CPU."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])

    def rate(self, window: np.ndarray) -> np.ndarray:
        """Spikes (61, H, W) to firing rates (H, W)."""
        return self.session.run(None, {"INPUT__0": window[None].astype(np.float32)})[0][0, 0]


def methods(pack: Pack, window: np.ndarray, level: float = 1.0) -> dict[str, np.ndarray]:
    """Images 0..1 (H, W) by method of a window (61, H, W) seen at a light level."""
    rates = {"spikelake-lrn": pack.rate(window), "tfp41": baselines.tfp(window), "tfi41": baselines.tfi(window)}
    return {name: np.clip(rate / (spikes.WHITE_RATE * level), 0, 1) for name, rate in rates.items()}


def write(folder: Path, name: str, image: np.ndarray) -> None:
    """Writes an image 0..1 as ``name.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    scenes.to_grey(image).save(folder / f"{name}.png")


def read_truth(path: Path) -> np.ndarray:
    """A ground truth picture as float (H, W) 0..1."""
    return np.asarray(Image.open(path).convert("L"), dtype=np.float64) / 255
