"""What the tests share: the exporter on Python's path, small adapters, and the shared recordings."""

from __future__ import annotations

import os
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn

EXPORT = Path(__file__).resolve().parents[1]
REPOSITORY = EXPORT.parents[1]
sys.path.insert(0, str(EXPORT))
torch.set_num_threads(1)

from spikelake_export.adapter import Adapter  # noqa: E402
from spikelake_export.contract import Contract, FrameOutput, SpikeInput, State  # noqa: E402
from spikelake_export.export import export_pack  # noqa: E402
from spikelake_export.packing import Release  # noqa: E402

RELEASE = Release("example", "random", "the tests", [], "Apache-2.0", "models/export/tests")
SMALL = Contract(input=SpikeInput(frames=3, channels=3), output=FrameOutput(), golden_size=(8, 12), second_size=(9, 7))


class Small(Adapter):
    """One convolution over three planes; subclasses override ``forward`` with a mistake."""

    contract = SMALL

    def __init__(self, contract: Contract = SMALL):
        torch.manual_seed(0)
        super().__init__(nn.Conv2d(3, 1, 3, padding=1))
        self.contract = contract

    def forward(self, spikes):
        return self.network(spikes)


class Accumulator(Adapter):
    """Three steps over one plane each; the state is what was seen, halved at every step, at half the size."""

    contract = Contract(
        input=SpikeInput(frames=3, channels=1, steps=3),
        output=FrameOutput(),
        state=(State(("N", 1, "H/2", "W/2")),),
        golden_size=(8, 12),
        second_size=(10, 6),
    )

    def __init__(self):
        torch.manual_seed(0)
        super().__init__(nn.Conv2d(1, 1, 2, stride=2))

    def forward(self, spikes, seen):
        seen = seen / 2 + self.network(spikes)
        return spikes + seen.repeat_interleave(2, dim=2).repeat_interleave(2, dim=3), seen


class PackTest(unittest.TestCase):
    """Gives each test a folder that does not exist yet to export to."""

    def setUp(self):
        # The tracer remarks on the mistakes that these tests make on purpose.
        quiet = warnings.catch_warnings()
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)
        warnings.simplefilter("ignore")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.out = os.path.join(folder.name, "pack")

    def export(self, adapter, **options):
        return export_pack("small", adapter, RELEASE, self.out, height=8, width=12, **options)


def shared(test: unittest.TestCase, name: str) -> Path:
    """A file of the shared data, or the test is skipped with a message."""
    folder = Path(os.environ.get("SPIKELAKE_SHARED", REPOSITORY.parent / "shared"))
    path = folder / name
    if not path.exists():
        test.skipTest(f"{path} is absent; set SPIKELAKE_SHARED to the shared folder")
    return path


def read_dat(path: Path, height: int, width: int) -> np.ndarray:
    """A packed recording, upright, (planes, height, width) of 0 and 1: lowest bit first, bottom row first."""
    bits = np.unpackbits(np.fromfile(path, np.uint8), bitorder="little")
    return bits.reshape(-1, height, width)[:, ::-1]
