"""Loads the user's own upstream class and checkpoint."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from typing import Optional

import torch
from torch import nn

# Names under which training scripts nest the weights, tried in this order.
NESTS = ("state_dict", "model_state_dict", "model", "net", "network", "params_ema", "params", "weights")

# What DataParallel and torch.compile put in front of every tensor's name.
PREFIXES = ("module.", "_orig_mod.")


class ExportError(Exception):
    """The export cannot go on; the message says what to do."""


def build_network(path: str, source: Optional[str], arguments: dict) -> nn.Module:
    """Imports ``module.path:Class`` (or a function that builds the network) and calls it with the arguments.

    Without a checkpoint the weights stay random, so the seed is set first: the same command gives the same pack.
    """
    module_name, colon, name = path.partition(":")
    if not colon or not name:
        raise ExportError(f"--class {path!r}: expected module.path:Class, for example models:LRN")
    on_path(source)
    try:
        target = importlib.import_module(module_name)
        for part in name.split("."):
            target = getattr(target, part)
    except ImportError as failure:
        raise ExportError(
            f"--class {path!r}: cannot import: {failure}. Put the checkout on the path with --source, "
            "or install the package that is missing"
        ) from failure
    except AttributeError as failure:
        raise ExportError(f"--class {path!r}: {failure}") from failure
    torch.manual_seed(0)
    try:
        network = target(**arguments)
    except TypeError as failure:
        raise ExportError(f"--class {path!r} does not take the given --arg values {arguments}: {failure}") from failure
    if isinstance(network, tuple):
        # clip.load gives the network first and its preprocessing second.
        network = network[0]
    return network.eval()


def on_path(source: Optional[str]) -> None:
    """Lets modules be imported from a folder, before others of the same name."""
    if source and source not in sys.path:
        sys.path.insert(0, source)


def load_checkpoint(network: nn.Module, file: str, trusted: bool = False) -> None:
    """Loads weights strictly: every tensor of the network is set, and no tensor of the file is left over."""
    try:
        loaded = torch.load(file, map_location="cpu", weights_only=not trusted)
    except Exception as failure:
        if trusted:
            raise ExportError(f"{file}: not a PyTorch checkpoint: {failure}") from failure
        raise ExportError(
            f"{file}: holds more than tensors, or is no checkpoint ({type(failure).__name__}). "
            "If you trust its author, add --trust-checkpoint, which lets it run code while it is read"
        ) from failure
    copy_weights(network, find_weights(loaded, file), file)


def find_weights(loaded, file: str) -> Mapping:
    """The mapping of tensors inside whatever a training script saved, without wrappers' prefixes."""
    if isinstance(loaded, nn.Module):
        loaded = loaded.state_dict()
    found = _mapping_of_tensors(loaded)
    if found is None:
        keys = list(loaded) if isinstance(loaded, Mapping) else type(loaded).__name__
        raise ExportError(f"{file}: no mapping of tensors found in it; it holds {keys}, expected one under {', '.join(NESTS)}")
    for prefix in PREFIXES * 2:
        if found and all(name.startswith(prefix) for name in found):
            found = {name[len(prefix) :]: tensor for name, tensor in found.items()}
    return found


def _mapping_of_tensors(value) -> Optional[Mapping]:
    if isinstance(value, nn.Module):
        value = value.state_dict()
    if not isinstance(value, Mapping) or not value:
        return None
    if all(isinstance(tensor, torch.Tensor) for tensor in value.values()):
        return value
    for nest in NESTS:
        found = _mapping_of_tensors(value.get(nest))
        if found is not None:
            return found
    return None


def copy_weights(network: nn.Module, weights: Mapping, file: str) -> None:
    expected = network.state_dict()
    faults = [
        _list("missing in the file", sorted(expected.keys() - weights.keys())),
        _list("unexpected in the file", sorted(weights.keys() - expected.keys())),
        _list(
            "of another shape",
            [
                f"{name} {tuple(weights[name].shape)} instead of {tuple(expected[name].shape)}"
                for name in expected
                if name in weights and weights[name].shape != expected[name].shape
            ],
        ),
    ]
    faults = [fault for fault in faults if fault]
    if faults:
        raise ExportError(
            f"{file} does not fit {type(network).__name__}: {'; '.join(faults)}. "
            "Check the class, its --arg values, and that the checkpoint is of this network"
        )
    network.load_state_dict(weights)


def _list(what: str, names: list) -> str:
    if not names:
        return ""
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return f"{len(names)} tensors {what}: {', '.join(names[:10])}{more}"
