"""Recurrent adapters: the explicit state is the hidden state that upstream classes keep to themselves."""

import os
import unittest

import numpy as np
import torch
import torch.nn.functional as F
from support import PackTest
from torch import nn

from spikelake_export.adapters.recurrent_events import ENCODERS, EtNet, HyperE2Vid
from spikelake_export.adapters.rsir import HEIGHT, PADDED_ROWS, WIDTH, Rsir, load_calibration
from spikelake_export.events import SpikesToVoxels
from spikelake_export.loading import ExportError
from spikelake_export.running import eager, run_window


class Encoder(nn.Module):
    """A convolution that halves the frame, and a memory of what went before."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, stride=2, padding=1)

    def forward(self, x, state):
        x = torch.tanh(self.conv(x))
        hidden, cell = (torch.zeros_like(x),) * 2 if state is None else state
        cell = 0.5 * cell + x
        return torch.tanh(cell + 0.1 * hidden), cell


class Encoders(nn.Module):
    """Three encoders whose state stays in the object, as event networks have it."""

    def __init__(self):
        super().__init__()
        widths = [5] + [channels for channels, _ in ENCODERS]
        self.encoders = nn.ModuleList(Encoder(a, b) for a, b in zip(widths, widths[1:]))
        self.pred = nn.Conv2d(widths[-1], 1, 1)
        self.states = [None] * 3

    def features(self, x):
        for i, encoder in enumerate(self.encoders):
            hidden, cell = encoder(x, self.states[i])
            self.states[i] = (hidden, cell)
            x = hidden
        return F.interpolate(self.pred(x), scale_factor=8.0, mode="nearest")


class EtNetLike(Encoders):
    """Adds a table of positions by the number of tokens, and attention, as ET-Net does."""

    def __init__(self):
        super().__init__()
        self.position_embedding = nn.Module()
        self.position_embedding.pos_table = torch.rand(1, 200, 256)
        # Sliced as upstream slices it, when the class is used by itself.
        self.position_embedding.forward = lambda words: self.position_embedding.pos_table[:, : words.size(1)]
        self.attention = nn.MultiheadAttention(256, 8)

    def func(self, x):
        low = self.features(x)
        words = self.states[2][0].flatten(2).transpose(1, 2)
        words = (words + self.position_embedding(words)).transpose(0, 1)
        mixed = self.attention(words, words, words)[0].mean(dim=(0, 2)).reshape(-1, 1, 1, 1)
        return torch.sigmoid(low + mixed)


class HyperLike(nn.Module):
    """Also reads its last image."""

    def __init__(self):
        super().__init__()
        self.unetrecurrent = Encoders()
        self.prev_recs = None

    def forward(self, x):
        last = torch.zeros_like(x[:, :1]) if self.prev_recs is None else self.prev_recs
        self.prev_recs = torch.sigmoid(self.unetrecurrent.features(x) + 0.5 * last)
        return {"image": self.prev_recs}


def padded(voxels):
    rows, columns = -voxels.shape[2] % 8, -voxels.shape[3] % 8
    top, left = -(-rows // 2), -(-columns // 2)
    return F.pad(voxels, (left, columns - left, top, rows - top)), top, left


def hidden_run(forward, windows):
    """The frame when the network keeps its state; only the conversion to voxels is the adapter's."""
    to_voxels = SpikesToVoxels(planes=6, contrast=0.2)
    last = torch.zeros(1, 1, *windows.shape[3:])
    with torch.no_grad():
        for step in windows:
            voxels, last = to_voxels(torch.from_numpy(step), last)
            x, top, left = padded(voxels)
            image = forward(x)
    return image[:, :, top : top + windows.shape[3], left : left + windows.shape[4]].numpy()


class RecurrentEventsTest(PackTest):
    SIZES = ((16, 24), (19, 26))

    def check(self, network, forward, adapter_type):
        windows = {}
        for size in self.SIZES:
            for child in network.modules():
                if isinstance(child, Encoders):
                    child.states = [None] * 3
            if hasattr(network, "prev_recs"):
                network.prev_recs = None
            window = np.random.default_rng(size[0]).integers(0, 7, (5, 1, 5, *size)).astype(np.float32)
            windows[size] = window, hidden_run(forward, window)
        adapter = adapter_type(network).eval()
        for size, (window, expected) in windows.items():
            actual = run_window(eager(adapter), adapter.contract, window)
            np.testing.assert_allclose(actual, expected, atol=1e-5, err_msg=str(size))
            # Steps matter: a graph without state gives the frame of the last step alone.
            alone = run_window(eager(adapter), adapter.contract, window[-1:])
            self.assertGreater(np.abs(alone - expected).max(), 1e-3)
        return adapter

    def test_et_net(self):
        torch.manual_seed(0)
        network = EtNetLike().eval()
        adapter = self.check(network, network.func, EtNet)
        self.assertLess(self.export(adapter).largest_difference, 1e-5)

    def test_hypere2vid(self):
        torch.manual_seed(0)
        network = HyperLike().eval()
        adapter = self.check(network, lambda x: network(x)["image"], HyperE2Vid)
        self.assertLess(self.export(adapter).largest_difference, 1e-5)

    def test_the_key_frame_is_the_last_plane_of_the_window(self):
        contract = HyperE2Vid(HyperLike(), planes=4, steps=3).contract
        self.assertEqual((contract.input.frames, contract.input.before), (60, 59))


class RsirLike(nn.Module):
    """As RSIR calls itself: (mean, and the fused image of the step before if there is one; truth; calibration)."""

    def __init__(self, mode="train"):
        super().__init__()
        self.mode = mode
        self.fpn_denoise = nn.Sequential(nn.Conv2d(2, 1, 1), nn.Softplus())
        self.fpn_refine = nn.Sequential(nn.Conv2d(1, 1, 1), nn.Sigmoid())
        self.mix = nn.Conv2d(2, 1, 3, padding=1)

    def forward(self, x, truth, q, nd, nl):
        now = x[:, :1]
        noise = (nd / q).expand(x.shape[0], 1, HEIGHT, WIDTH)
        estimate = self.fpn_refine(self.fpn_denoise(torch.cat([now, noise], 1)) / nl)
        first = estimate ** (1 / 2.2) if self.mode == "test" else estimate
        before = first if x.shape[1] == 1 else x[:, 1:2]
        pair = F.pad(torch.cat([estimate, before], 1), [0, 0, PADDED_ROWS, PADDED_ROWS], mode="reflect")
        fused = torch.sigmoid(self.mix(pair))
        return estimate, None, fused, None, fused * 0.9 + 0.05 * pair[:, :1], None, truth


class RsirTest(PackTest):
    def upstream(self, network, windows, q, nd, nl):
        fused = None
        with torch.no_grad():
            for step in windows:
                x = torch.from_numpy(step) ** (1 / 2.2)
                x = x if fused is None else torch.cat([x, fused], 1)
                outputs = network(x, torch.ones(1, 1, HEIGHT, WIDTH), q, nd, nl)
                fused = outputs[2][:, :, PADDED_ROWS : PADDED_ROWS + HEIGHT]
        return outputs[4][:, :, PADDED_ROWS : PADDED_ROWS + HEIGHT].numpy()

    def test_the_first_step_has_no_fused_image_and_the_others_have(self):
        file = os.path.join(self.folder, "calibration.npz")
        draw = np.random.default_rng(0)
        maps = {"q": draw.uniform(300, 500, (HEIGHT, WIDTH)), "nd": draw.uniform(5, 40, (HEIGHT, WIDTH)), "nl": np.array(1.1)}
        np.savez(file, **maps)
        q, nd, nl = load_calibration(file)
        for mode in ("train", "test"):
            torch.manual_seed(0)
            network = RsirLike(mode).eval()
            adapter = Rsir(network, calibration=file, planes=2, steps=3).eval()
            windows = adapter.contract.input.example(4, 1, HEIGHT, WIDTH)
            for steps in (1, 3):
                expected = self.upstream(network, windows[:steps], q, nd, nl)
                actual = run_window(eager(adapter), adapter.contract, windows[:steps])
                np.testing.assert_allclose(actual, expected, atol=1e-6, err_msg=f"{mode}, {steps} steps")

    def test_an_ideal_sensor_is_taken_where_none_is_calibrated(self):
        q, nd, nl = load_calibration("")
        self.assertEqual([float(m.unique()) for m in (q, nd, nl)], [1.0, 0.0, 1.0])
        self.assertIn("ideal sensor", Rsir(RsirLike()).summary)

    def test_unusable_calibrations_are_refused_with_what_is_wrong(self):
        good = {name: np.ones((HEIGHT, WIDTH)) for name in ("q", "nd", "nl")}
        zero = np.ones((HEIGHT, WIDTH))
        zero[3, 4] = 0
        cases = (
            ({"q": good["q"]}, "lacks nd, nl"),
            ({**good, "nd": np.ones((400, 250))}, r"nd has shape \(400, 250\); expected 250x400"),
            ({**good, "q": zero}, "q holds values that are not finite or not positive"),
        )
        for maps, message in cases:
            file = os.path.join(self.folder, "calibration.npz")
            np.savez(file, **maps)
            with self.assertRaisesRegex(ExportError, message):
                load_calibration(file)


if __name__ == "__main__":
    unittest.main()
