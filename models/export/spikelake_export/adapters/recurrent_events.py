"""ET-Net and HyperE2VID: recurrent networks for event cameras, fed with spikes."""

import importlib
from typing import Sequence

import torch
import torch.nn.functional as F
from torch import nn

from ..adapter import Adapter
from ..attention import free_tokens
from ..contract import Contract, FrameOutput, Padding, SpikeInput, State
from ..events import SpikesToVoxels
from ..padding import zeros_around

BINS = 5
MULTIPLE = 8

# Channels of the three encoders and the part of the frame's sides that they work at.
ENCODERS = ((64, 2), (128, 4), (256, 8))


class _RecurrentEvents(Adapter):
    """A step's planes become ``BINS`` voxels (see ``SpikesToVoxels``), zeros pad them to multiples of 8, the network renews its state.

    The frame shows the scene at the end of its window, so that the key frame is the window's last plane. Options: ``planes``
    of a bin, ``steps`` of a window, ``contrast`` of the events.

    State: the last log rate, then hidden and cell state of the three encoders, then what the subclass adds. Everything kept at the padded
    size is stored at an eighth of it, its pixels as channels: H/2 of a padded frame does not follow from H, H/8 rounded up does.
    """

    more_state: Sequence[int] = ()

    def __init__(self, network, planes: int = 6, steps: int = 5, contrast: float = 0.2):
        super().__init__(network)
        self.voxels = SpikesToVoxels(planes, contrast)
        frames = planes * BINS * steps
        self.folds = [MULTIPLE // part for _, part in ENCODERS for _ in ("hidden", "cell")]
        channels = [channels * (MULTIPLE // part) ** 2 for channels, part in ENCODERS for _ in ("hidden", "cell")]
        self.contract = Contract(
            input=SpikeInput(
                frames=frames,
                before=frames - 1,
                channels=BINS,
                binning="sum",
                steps=steps,
                padding=Padding("zeros around the event voxels, to a multiple of 8"),
            ),
            state=(
                State(("N", 1, "H", "W")),
                *(State(("N", count, "H/8", "W/8")) for count in (*channels, *self.more_state)),
            ),
            output=FrameOutput(scale="display"),
            postprocess="clip",
        )

    def forward(self, counts, last, *folded):
        voxels, last = self.voxels(counts, last)
        padded, top, left = zeros_around(voxels, MULTIPLE)
        pairs = [F.pixel_shuffle(state, fold) if fold > 1 else state for state, fold in zip(folded, self.folds)]
        image, states, more = self.step(padded, list(zip(pairs[::2], pairs[1::2])), folded[len(pairs) :])
        flat = [tensor for pair in states for tensor in pair]
        kept = [F.pixel_unshuffle(state, fold) if fold > 1 else state for state, fold in zip(flat, self.folds)]
        frame = image[:, :, top : top + counts.shape[2], left : left + counts.shape[3]]
        return (frame, last, *kept, *more)

    def step(self, voxels, states, more):
        """One forward of the network from the given (hidden, cell) pairs; gives the image, the new pairs, and what else is kept."""
        raise NotImplementedError


class _PositionTable(nn.Module):
    """The first rows of a table of positions, by index: the exporter takes the length of a slice for a constant."""

    def __init__(self, table):
        super().__init__()
        self.register_buffer("table", table)

    def forward(self, words):
        return self.table.index_select(1, torch.arange(words.shape[1], device=words.device))


class EtNet(_RecurrentEvents):
    """The public event network, without its own padding, which it works out in Python.

    Its table of positions has 8000 rows, one for each 8x8 pixels: frames of more than 512000 pixels are refused by ONNX Runtime.
    """

    summary = "event network; spikes become 5-bin event voxels by an adapter of ours (its rows are ours, not the paper's)"
    paper = "Weng, Zhang, Xiong, Event-based Video Reconstruction Using Transformer, ICCV 2021"

    def __init__(self, network, **options):
        super().__init__(network, **options)
        free_tokens(network)
        network.position_embedding = _PositionTable(network.position_embedding.pos_table)

    def step(self, voxels, states, more):
        self.network.states = list(states)
        image = self.network.func(voxels)
        return image, self.network.states, ()


class HyperE2Vid(_RecurrentEvents):
    """The public event network as it is. It also reads its last image, which is one more state."""

    summary = "event network; spikes become 5-bin event voxels by an adapter of ours (its rows are ours, not the paper's)"
    paper = "Ercan, Eker, Saglam, Erdem, Erdem, HyperE2VID: Improving Event-Based Video Reconstruction via Hypernetworks, IEEE TIP 2024"
    more_state = (MULTIPLE**2,)

    @classmethod
    def prepare(cls):
        """The public copy imports a layer that it neither has nor uses."""
        try:
            layers = importlib.import_module("model.submodules")
        except ImportError:
            return
        if not hasattr(layers, "TransposedConvLayer"):
            layers.TransposedConvLayer = None

    def step(self, voxels, states, more):
        self.network.unetrecurrent.states = list(states)
        self.network.prev_recs = F.pixel_shuffle(more[0], MULTIPLE)
        image = self.network(voxels)["image"]
        return image, self.network.unetrecurrent.states, (F.pixel_unshuffle(image, MULTIPLE),)
