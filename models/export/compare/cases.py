"""The comparisons, by name."""

from __future__ import annotations

import os
import runpy
import sys
import types
from unittest import mock

import numpy as np
import torch
import torch.nn.functional as F

from .case import Case, cuda_means_cpu
from .padded_cases import PADDED_CASES

SPIKE_ZOO = "chenkang455/Spike-Zoo"


def _frame_only(network, spikes):
    return network(spikes)


def _zoo_spikeclip(network, voxels):
    return network(F.pad(voxels, (20, 20, 20, 20), mode="reflect"))[:, :, 20:-20, 20:-20]


def _on_cpu(network, spikes):
    with cuda_means_cpu():
        return network(spikes)


def _mirrored_rows(network, spikes):
    """The authors pad two rows of 250 by numpy's "symmetric", and keep the rows of the frame."""
    rows, columns = -spikes.shape[2] % 4, -spikes.shape[3] % 4
    padded = np.pad(spikes.numpy(), ((0, 0), (0, 0), (0, rows), (0, columns)), "symmetric")
    return network(torch.from_numpy(padded))[0][:, :, : spikes.shape[2], : spikes.shape[3]]


def _append(spikes):
    """Spike-Zoo appends the last rows of 250 and the last columns of 854 as they are."""
    rows, columns = -spikes.shape[2] % 4, -spikes.shape[3] % 4
    if rows:
        spikes = torch.cat([spikes, spikes[:, :, -rows:]], dim=2)
    return torch.cat([spikes, spikes[:, :, :, -columns:]], dim=3) if columns else spikes


def _zoo_spk2imgnet(network, spikes):
    return network(_append(spikes))[:, :, : spikes.shape[2], : spikes.shape[3]]


def _zoo_bsf_wrapper():
    """Spike-Zoo's wrapper class from its file alone: the package around it imports metrics and data sets."""
    checkout = next(folder for folder in sys.path if os.path.exists(os.path.join(folder, "spikezoo")))
    names = {"spikezoo.models.base_model": ("BaseModel", "BaseModelConfig"), "spikezoo.archs.bsf.models.bsf.bsf": ("BSF",)}
    modules = {name: types.SimpleNamespace(**dict.fromkeys(members, object)) for name, members in names.items()}
    with mock.patch.dict(sys.modules, modules):
        return runpy.run_path(os.path.join(checkout, "spikezoo", "models", "bsf_model.py"))["BSF"]


def _zoo_bsf(network, spikes):
    """Interval maps by Spike-Zoo's own code, which finds them on CUDA."""
    wrapper = _zoo_bsf_wrapper()
    padded = _append(spikes)
    with cuda_means_cpu():
        maps = wrapper.convert_dsft4(None, wrapper.compute_dsft_core(None, padded), padded)
        frame = network({"dsft_dict": maps, "spikes": padded})
    return frame[:, :, : spikes.shape[2], : spikes.shape[3]]


def _zoo(network, folder, path, upstream=_frame_only, **fields):
    return Case(network, SPIKE_ZOO, path, upstream, folder=f"spikezoo/archs/{folder}", **fields)


CASES = {
    "lrn": Case("lrn", "chenkang455/SpikeCLIP", "models:LRN", _frame_only),
    "lrn-pad20": _zoo("lrn", "spikeclip", "nets:LRN", _zoo_spikeclip, options={"padding": 20}, note="reflection of 20"),
    "base": _zoo("base", "base", "nets:BaseNet"),
    "ssml": _zoo("ssml", "ssml", "model:DoubleNet", _on_cpu, note="non-blind half"),
    "wgse": Case(
        "wgse",
        "Leozhangjiyuan/WGSE-SpikeCamera",
        "dwtnets:Dwt1dResnetX_TCN",
        _frame_only,
        arguments={"wvlname": "db8", "J": 5, "yl_size": 15, "yh_size": [28, 21, 18, 16, 15], "num_residual_blocks": 3, "inc": 41},
        needs=("pytorch_wavelets", "einops"),
    ),
    "wgse-zoo": _zoo("wgse", "wgse", "dwtnets:Dwt1dResnetX_TCN", needs=("pytorch_wavelets", "einops")),
    "spk2imgnet": Case(
        "spk2imgnet",
        "Vspacer/Spk2ImgNet",
        "nets:SpikeNet",
        _mirrored_rows,
        arguments={"in_channels": 13, "features": 64, "out_channels": 1, "win_r": 6, "win_step": 7},
        needs=("torchvision.ops",),
        note="rows mirrored",
    ),
    "spk2imgnet-zoo": _zoo(
        "spk2imgnet", "spk2imgnet", "nets:SpikeNet", _zoo_spk2imgnet, options={"padding": "append"}, needs=("torchvision.ops",), note="rows appended"
    ),
    "bsf-41": _zoo("bsf", "bsf", "models.bsf.bsf:BSF", _zoo_bsf, arguments={"spike_dim": 41}, needs=("torchvision.ops",), note="41 planes"),
    "bsf-61": _zoo("bsf", "bsf", "models.bsf.bsf:BSF", _zoo_bsf, arguments={"spike_dim": 61}, needs=("torchvision.ops",), note="61 planes"),
    **PADDED_CASES,
}
