"""SpikeCLIP's published weights through the whole path: class, checkpoint, pack, ONNX Runtime, golden arrays."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
from support import PackTest, read_dat, shared
from torch import nn

from spikelake_export.__main__ import main
from spikelake_export.adapters.lrn import Lrn
from spikelake_export.running import onnx_runtime, run_window

PADDED = ["data", "203_part1", "203_part2", "uhsr"]
FILES = {"data": "data.dat", "203_part1": "203_part1_key_id151.dat", "203_part2": "203_part2_key_id151.dat"}

# Convolutions are summed in another order than in the reference run.
TOLERANCE = 1e-4


def network():
    """The published architecture, as its checkpoint names the tensors."""

    def layer(channels, maps):
        return nn.Sequential(nn.Conv2d(channels, maps, 3, padding=1), nn.ReLU())

    return nn.Sequential(layer(50, 64), layer(64, 128), layer(128, 64), layer(64, 16), nn.Conv2d(16, 1, 3, padding=1))


def command(*arguments):
    """Runs the exporter's command line in this process."""
    before, sys.argv = sys.argv, ["spikelake_export", *arguments]
    try:
        return main()
    finally:
        sys.argv = before


class PublishedWeightsTest(unittest.TestCase):
    def voxels(self, recording):
        """The 200 planes around the key frame as 50 counts, (1, N=1, 50, H, W)."""
        if recording == "uhsr":
            planes = np.load(shared(self, "spikes/uhsr.npz"))
            planes = planes[planes.files[0]]
        else:
            planes = read_dat(shared(self, f"spikes/{FILES[recording]}"), 250, 400)[50:250]
        height, width = planes.shape[1:]
        return planes.reshape(50, 4, height, width).sum(1).astype(np.float32)[None, None]

    def golden(self, name):
        return np.squeeze(np.load(shared(self, f"goldens/{name}.npy")))

    def runtime(self, padding):
        """The runner of a pack that the command has just written from the published checkpoint."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        status = command(
            *("lrn", "--class", "test_lrn:network", "--source", str(Path(__file__).parent)),
            *("--checkpoint", str(shared(self, "models/LRN_CALTECH.pth")), "--option", f"padding={padding}"),
            *("--release", "spikeclip-caltech", "--origin", "original", "--by", "SpikeCLIP authors", "--trained-on", "u-caltech"),
            *("--out", folder.name + "/lrn"),
        )
        self.assertEqual(status, 0)
        contract = Lrn(network(), padding).contract
        with open(folder.name + "/lrn/pack.json", encoding="utf-8") as file:
            manifest = json.load(file)
        self.assertEqual(manifest["params"], 185889)
        self.assertEqual(manifest["cost"]["gmacs"], {0: 18.562, 20: 23.685}[padding])
        call = onnx_runtime(os.path.join(folder.name, "lrn", "model.onnx"), contract)
        return lambda voxels: np.squeeze(run_window(call, contract, voxels))

    def test_spike_zoo_padding(self):
        run = self.runtime(padding=20)
        for recording in PADDED:
            with self.subTest(recording):
                np.testing.assert_allclose(run(self.voxels(recording)), self.golden(f"{recording}__lrn_zoo_pad20"), rtol=0, atol=TOLERANCE)
        middle = self.voxels("uhsr")[..., 13:237, 13:237]
        np.testing.assert_allclose(run(middle), self.golden("uhsr__lrn_zoo224_pad20"), rtol=0, atol=TOLERANCE)

    def test_spikeclip_without_padding(self):
        run = self.runtime(padding=0)
        middle = self.voxels("uhsr")[..., 13:237, 13:237]
        np.testing.assert_allclose(run(middle), self.golden("uhsr__lrn_clip224_nopad"), rtol=0, atol=TOLERANCE)
        for recording in PADDED:
            # Away from the border, where the two conventions agree.
            with self.subTest(recording):
                inner = (slice(5, -5), slice(5, -5))
                golden = self.golden(f"{recording}__lrn_zoo_pad20")
                np.testing.assert_allclose(run(self.voxels(recording))[inner], golden[inner], rtol=0, atol=TOLERANCE)


class CommandTest(PackTest):
    def test_random_weights_are_called_so(self):
        cases = [
            (("--origin", "original"), "--origin original without --checkpoint"),
            (("--checkpoint", "weights.pth"), "--checkpoint needs --release and --origin"),
            (("--option", "padding"), "--option 'padding': expected key=value"),
            (("--option", "margin=3"), "--option does not fit lrn"),
        ]
        for arguments, message in cases:
            with self.subTest(message):
                status, errors = self.run_command("--class", "test_lrn:network", *arguments, "--out", self.out)
                self.assertEqual(status, 1)
                self.assertIn(message, errors)
                self.assertFalse(os.path.exists(self.out))

    def test_missing_library_may_be_ignored(self):
        with open(os.path.join(self.folder, "upstream_file.py"), "w", encoding="utf-8") as file:
            file.write("from absent_counter.core import profile\nfrom test_lrn import network\n")
        arguments = ("--class", "upstream_file:network", "--source", self.folder, "--out", self.out)
        status, errors = self.run_command(*arguments)
        self.assertEqual(status, 1)
        self.assertIn("No module named 'absent_counter'", errors)
        self.assertEqual(self.run_command(*arguments, "--ignore-import", "absent_counter.core")[0], 0)
        self.assertTrue(os.path.exists(os.path.join(self.out, "pack.json")))

    def run_command(self, *arguments):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            status = command("lrn", *arguments)
        return status, errors.getvalue()
