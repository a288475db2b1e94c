"""Tiny packs that show every kind of contract: ``python -m spikelake_export.examples FOLDER``.

Their weights are random (seed 0) and their frames mean nothing. The Java tests of the pack format run on them.
"""

from __future__ import annotations

import os
import sys
from typing import Dict

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .adapter import Adapter
from .contract import Contract, Crop, FrameOutput, ImageInput, Padding, SpikeInput, State, ValueOutput
from .export import export_pack
from .packing import Release

SMALL = dict(golden_size=(10, 12), second_size=(13, 11))


def _convolution(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=kernel // 2)


class TinyOnnx(Adapter):
    """Four voxels of two planes; two pixels reflected at every side in the graph; an unbounded output."""

    summary = "test: sums of two planes, reflection in the graph, unbounded output"
    contract = Contract(
        input=SpikeInput(frames=8, channels=4, binning="sum", padding=Padding("reflect", 2, 2, 2, 2)),
        output=FrameOutput(scale="relative"),
        postprocess="minmax",
        **SMALL,
    )

    def __init__(self):
        super().__init__(nn.Sequential(_convolution(4, 6), nn.ReLU(), _convolution(6, 1)))

    def forward(self, voxels):
        return self.network(F.pad(voxels, (2, 2, 2, 2), mode="reflect"))[:, :, 2:-2, 2:-2]


class TinyTorchScript(Adapter):
    """Five planes as they are; SpikeLake mirrors two rows below and cuts them off; a rate per plane."""

    summary = "test: raw spikes, two rows mirrored below by the host"
    contract = Contract(
        input=SpikeInput(frames=5, channels=5, padding=Padding("mirror", bottom=2, where="host")),
        output=FrameOutput(scale="firing_rate", crop=Crop(bottom=2)),
        postprocess="rate",
        **SMALL,
    )

    def __init__(self):
        super().__init__(nn.Sequential(_convolution(5, 4), nn.ReLU(), _convolution(4, 1), nn.Sigmoid()))

    def forward(self, spikes):
        return self.network(spikes)


class TinySigned(Adapter):
    """Seven planes as -1 and 1, the key frame not in their middle; an output of -1..1."""

    summary = "test: spikes as -1 and 1, output range -1..1"
    contract = Contract(
        input=SpikeInput(frames=7, channels=7, binning="signed", before=5),
        output=FrameOutput(scale="display", range=(-1.0, 1.0)),
        postprocess="clip",
        **SMALL,
    )

    def __init__(self):
        super().__init__(nn.Sequential(_convolution(7, 4), nn.Tanh(), _convolution(4, 1), nn.Tanh()))

    def forward(self, signed):
        return self.network(signed)


class TinyRecurrent(Adapter):
    """Three steps of two channels, each the mean of two planes, with a memory at full size and one at half size."""

    summary = "test: recurrent, three steps, state at full and half size"
    contract = Contract(
        input=SpikeInput(frames=12, channels=2, binning="mean", steps=3, before=11),
        state=(State(("N", 3, "H", "W")), State(("N", 2, "H/2", "W/2"))),
        output=FrameOutput(scale="display"),
        postprocess="clip",
        **SMALL,
    )

    def __init__(self):
        super().__init__(
            nn.ModuleDict(
                {
                    "fine": _convolution(2 + 3, 3),
                    "coarse": _convolution(3 + 2, 2),
                    "down": _convolution(3, 3, stride=2),
                    "up": _convolution(2, 1),
                    "last": _convolution(4, 1),
                }
            )
        )

    def forward(self, mean, fine, coarse):
        net = self.network
        fine = torch.tanh(net["fine"](torch.cat([mean, fine], dim=1)))
        coarse = torch.tanh(net["coarse"](torch.cat([net["down"](fine), coarse], dim=1)))
        up = F.interpolate(net["up"](coarse), scale_factor=2.0, mode="nearest")[:, :, : mean.shape[2], : mean.shape[3]]
        return torch.sigmoid(net["last"](torch.cat([fine, up], dim=1))), fine, coarse


class TinyFixed(Adapter):
    """Frames of 10x12 only, since a table of weights per pixel says so; output 0..255."""

    summary = "test: one frame size only, output range 0..255"
    contract = Contract(
        input=SpikeInput(frames=6, channels=3, binning="mean", height=10, width=12),
        output=FrameOutput(scale="display", range=(0.0, 255.0)),
        postprocess="clip",
        tolerance=1e-3,
    )

    def __init__(self):
        super().__init__(_convolution(3, 1))
        self.gain = nn.Parameter(torch.rand(1, 1, 10, 12))

    def forward(self, mean):
        return 255.0 * torch.sigmoid(self.network(mean) * self.gain)


class TinyNormalised(Adapter):
    """Two voxels of two planes, divided by their mean: a window without spikes gives NaN."""

    summary = "test: divided by the mean of the window, so that a window without spikes gives NaN"
    contract = Contract(
        input=SpikeInput(frames=4, channels=2, binning="sum"),
        output=FrameOutput(scale="relative"),
        postprocess="minmax",
        **SMALL,
    )

    def __init__(self):
        super().__init__(_convolution(2, 1))

    def forward(self, voxels):
        return self.network(voxels / voxels.mean(dim=(1, 2, 3), keepdim=True))


class TinyMetric(Adapter):
    """One grey image of any size, a number; higher is better."""

    summary = "test: metric of one image"
    contract = Contract(
        input=ImageInput(images=1, channels=1, mean=(0.4,), std=(0.25,)),
        output=ValueOutput(lower_is_better=False),
        **SMALL,
    )

    def __init__(self):
        super().__init__(nn.Sequential(_convolution(1, 4), nn.ReLU(), _convolution(4, 1)))

    def forward(self, image):
        return self.network(image).mean(dim=(2, 3))


class TinyPairMetric(Adapter):
    """The weighted squared difference of the features of two images of three equal channels; 0 for equal ones."""

    summary = "test: metric of an image and its reference, three channels"
    contract = Contract(
        input=ImageInput(images=2, channels=3, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5)),
        output=ValueOutput(lower_is_better=True),
        **SMALL,
    )

    def __init__(self):
        super().__init__(nn.Sequential(_convolution(3, 4), nn.ReLU()))
        self.weight = nn.Parameter(torch.rand(1, 4, 1, 1))

    def forward(self, image, reference):
        difference = self.network(image) - self.network(reference)
        return (self.weight * difference**2).sum(dim=1).mean(dim=(1, 2)).reshape(-1, 1)


class TinyClassifier(Adapter):
    """Four features of an image resized to 8x8, and a table of three classes that they are compared with."""

    summary = "test: features of an image and a table of three classes"
    contract = Contract(
        input=ImageInput(images=1, channels=1, mean=(0.5,), std=(0.5,), height=8, width=8, resize="bilinear"),
        output=ValueOutput(values=4, lower_is_better=False),
        extra={"classifier": {"features": "classes.npy", "classes": ["car", "doll", "fan"], "scale": 100.0}},
    )

    def __init__(self):
        super().__init__(_convolution(1, 4, stride=2))
        self.table = F.normalize(torch.randn(3, 4), dim=1)

    def forward(self, image):
        return F.normalize(self.network(image).mean(dim=(2, 3)), dim=1)

    def arrays(self) -> Dict[str, np.ndarray]:
        return {"classes.npy": self.table.numpy()}


EXAMPLES = {
    "tiny-onnx": (TinyOnnx, "onnx"),
    "tiny-torchscript": (TinyTorchScript, "torchscript"),
    "tiny-signed": (TinySigned, "onnx"),
    "tiny-recurrent": (TinyRecurrent, "onnx"),
    "tiny-fixed": (TinyFixed, "onnx"),
    "tiny-normalised": (TinyNormalised, "onnx"),
    "tiny-metric": (TinyMetric, "onnx"),
    "tiny-pair-metric": (TinyPairMetric, "onnx"),
    "tiny-classifier": (TinyClassifier, "onnx"),
}


def write_example(name: str, out: str):
    """Exports one of ``EXAMPLES`` to a folder."""
    kind, format = EXAMPLES[name]
    torch.manual_seed(0)
    release = Release("example", "random", "", [], "Apache-2.0", "models/export/spikelake_export/examples.py")
    return export_pack(name, kind(), release, out, format, height=40, width=48)


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python -m spikelake_export.examples FOLDER", file=sys.stderr)
        return 2
    torch.set_num_threads(1)
    for name in EXAMPLES:
        folder = os.path.join(sys.argv[1], name)
        exported = write_example(name, folder)
        print(f"{folder}: largest difference {exported.largest_difference:.3g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
