"""One comparison: which class of which public checkout, and how its authors feed it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Callable, Tuple
from unittest import mock

import torch
from torch import nn


@dataclass(frozen=True)
class Case:
    """``upstream`` gets the network and the fed tensor (N, C, H, W), or all steps' (steps, N, C, H, W) where there are
    several, and returns what the authors' own code makes of it.

    ``folder`` is where in the checkout the module path of ``path`` starts. ``needs`` are libraries that must be the real
    ones, since the adapter replaces them. ``size`` is the full size that the case is run at.
    """

    network: str
    repository: str
    path: str
    upstream: Callable
    folder: str = "."
    arguments: dict = field(default_factory=dict)
    options: dict = field(default_factory=dict)
    needs: Tuple[str, ...] = ()
    size: Tuple[int, int] = (250, 400)
    note: str = ""


def lively_weights(network: nn.Module, seed: int = 0) -> None:
    """Random weights under which every branch counts.

    Usual initial values shrink the signal layer by layer and start some layers at zero (offsets, attention), so that
    a wrong branch would not be seen. Here every matrix keeps the signal's size, and what was zero is not.
    """
    draw = torch.Generator().manual_seed(seed)
    for parameter in network.parameters():
        with torch.no_grad():
            if parameter.dim() > 1:
                fan_in = parameter[0].numel()
                parameter.copy_(torch.randn(parameter.shape, generator=draw) * (1.5 / fan_in) ** 0.5)
            elif not parameter.any():
                parameter.copy_(torch.randn(parameter.shape, generator=draw) * 0.3)


@contextmanager
def cuda_means_cpu():
    """Runs code that names CUDA on the CPU."""
    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(torch.Tensor, "cuda", lambda tensor, *_, **__: tensor))
        for factory in ("arange", "ones", "zeros", "tensor", "full"):
            patches.enter_context(mock.patch.object(torch, factory, _on_cpu(getattr(torch, factory))))
        yield


def _on_cpu(factory):
    def make(*args, **kwargs):
        kwargs.pop("device", None)
        return factory(*args, **kwargs)

    return make
