"""Shifted-window attention with a free batch axis."""

from __future__ import annotations

import sys

from torch import nn


def join_windows(windows, window_size: int, height, width):
    """Puts windows (N * windows, size, size, C) back to (N, height, width, C); N follows from the rest.

    Upstream files work N out in Python, which records the batch of the example in the graph.
    """
    x = windows.reshape(-1, height // window_size, width // window_size, window_size, window_size, windows.shape[-1])
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, height, width, windows.shape[-1])


def free_batch(network: nn.Module) -> None:
    """Makes the modules of a network that join windows do it as above, in the files that they were loaded from."""
    files = {type(module).__module__ for module in network.modules()}
    for file in files:
        if hasattr(sys.modules[file], "window_reverse"):
            sys.modules[file].window_reverse = join_windows
