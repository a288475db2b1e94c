"""The networks that can be exported: one module each, one line each in ``ADAPTERS``."""

from __future__ import annotations

import importlib
from typing import Type

from ..adapter import Adapter

ADAPTERS = {
    "base": "base:Base",
    "bsf": "bsf:Bsf",
    "clip": "clip_metrics:ClipZeroShot",
    "clip-iqa": "clip_metrics:ClipIqa",
    "et-net": "recurrent_events:EtNet",
    "hypere2vid": "recurrent_events:HyperE2Vid",
    "liqe": "clip_metrics:Liqe",
    "lpips": "lpips:Lpips",
    "lrn": "lrn:Lrn",
    "plain": "plain:Plain",
    "rsir": "rsir:Rsir",
    "spikeformer": "spikeformer:SpikeFormer",
    "spk2imgnet": "spk2imgnet:Spk2ImgNet",
    "ssir": "ssir:Ssir",
    "ssml": "ssml:Ssml",
    "stir": "stir:Stir",
    "swinsf": "swinsf:SwinSf",
    "wgse": "wgse:Wgse",
}


def adapter_class(network: str) -> Type[Adapter]:
    """The adapter registered under a name; imported only when asked for."""
    module, _, name = ADAPTERS[network].partition(":")
    return getattr(importlib.import_module(f"{__name__}.{module}"), name)
