"""What an adapter is."""

from __future__ import annotations

from typing import Dict

import numpy as np
import torch
from torch import nn

from .contract import Contract


class Adapter(nn.Module):
    """Puts an upstream network behind a pack contract.

    A subclass sets ``contract`` (on the class, or in ``__init__`` when options decide) and writes ``forward`` in tensor
    code only: from the fed tensor (N, C, H, W) to the frame (N, 1, H, W), padding, value mapping and crop included.
    A recurrent one takes the state tensors after the input and returns them, renewed, after the frame. A metric takes
    one or two images and returns (N, values).

    ``summary`` and ``paper`` go into the manifest. Options given with ``--option name=value`` reach ``__init__`` as keywords.
    """

    contract: Contract
    # Whether the upstream class finds its trained weights itself, as packages of metrics do.
    loads_own_weights: bool = False
    summary: str = ""
    paper: str = ""

    def __init__(self, network: nn.Module):
        super().__init__()
        self.network = network

    @classmethod
    def prepare(cls) -> None:
        """Called before the upstream class is imported: the place to provide stand-ins for libraries that it needs."""

    def arrays(self) -> Dict[str, np.ndarray]:
        """What goes into the pack beside the model, by file name; the manifest's ``extra`` keys refer to it."""
        return {}

    def parameter_count(self) -> int:
        """Numbers in weights and biases of what the graph uses; buffers are not counted."""
        return sum(p.numel() for p in self.parameters())


def zero_states(contract: Contract, n: int, height: int, width: int):
    """The state before the first step."""
    return [torch.zeros(state.sizes(n, height, width)) for state in contract.state]
