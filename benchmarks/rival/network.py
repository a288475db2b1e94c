"""The network of a model pack in PyTorch: the class of ``models/train`` with the weights of the pack's graph."""

import importlib.util
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import nn

SOURCE = Path(__file__).resolve().parents[2] / "models" / "train" / "network.py"
PREFIX = "network."
"""Before the names that the weights have in the class."""


class EagerNetwork:
    """One window at a time, operator by operator, as a script calls a PyTorch model."""

    def __init__(self, model: Path) -> None:
        spec = importlib.util.spec_from_file_location("spikelake_network", SOURCE)
        source = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(source)
        self.planes: int = source.FRAMES
        self.before: int = source.KEY
        self.network: nn.Module = source.SpikeLakeNet().eval()
        self.network.load_state_dict(weights(model))

    def __call__(self, spikes: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Spikes (planes, height, width) to spikes per plane (height, width)."""
        with torch.inference_mode():
            return self.network(torch.from_numpy(spikes)[None].float())[0, 0].numpy()


def weights(model: Path) -> dict[str, torch.Tensor]:
    """The named initialisers of a graph; constants that the export added have no name of the class."""
    return {
        tensor.name.removeprefix(PREFIX): torch.from_numpy(onnx.numpy_helper.to_array(tensor).copy())
        for tensor in onnx.load(model).graph.initializer
        if tensor.name.startswith(PREFIX)
    }
