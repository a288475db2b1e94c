"""What the adapters of STIR, SSIR, SpikeFormer and SwinSF change in upstream classes, on small modules of the same build."""

import sys
import unittest

import numpy as np
import torch
from support import PackTest
from torch import nn

from spikelake_export.adapters.spikeformer import SpikeFormer
from spikelake_export.adapters.ssir import OneStepNeuron, Ssir, one_step
from spikelake_export.adapters.stir import Stir
from spikelake_export.adapters.swinsf import SwinSf
from spikelake_export.attention import TokenAttention
from spikelake_export.loading import ExportError
from spikelake_export.padding import zeros_around
from spikelake_export.windows import join_windows


class ParametricLIFNode(nn.Module):
    """A stateful neuron of the kind that spikingjelly has: charge, fire, reset to zero."""

    def __init__(self, w=0.3):
        super().__init__()
        self.w = nn.Parameter(torch.tensor(w))
        self.v_threshold, self.v_reset = 1.0, 0.0
        self.v = 0.0

    def forward(self, x):
        self.v = self.v + (x - self.v) * torch.sigmoid(self.w)
        spike = (self.v >= self.v_threshold).to(x)
        self.v = (1 - spike) * self.v
        return spike


class LIFNode(ParametricLIFNode):
    tau = 2.5


class SsirLike(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Sequential(nn.Conv2d(41, 4, 3, stride=2, padding=1), ParametricLIFNode())
        self.up = nn.ConvTranspose2d(4, 1, 4, stride=2, padding=1)
        with torch.no_grad():
            self.down[0].weight.mul_(20)

    def forward(self, x):
        return self.up(self.down(x))


class SsirTest(PackTest):
    def test_one_step_is_the_first_step_of_the_stateful_neuron(self):
        x = torch.linspace(-4, 4, 1001)
        torch.testing.assert_close(one_step(ParametricLIFNode())(x), ParametricLIFNode()(x))

    def test_a_leaky_neuron_divides_by_its_time_constant(self):
        self.assertEqual(one_step(LIFNode())(torch.tensor([2.4, 2.5, 2.6])).tolist(), [0.0, 1.0, 1.0])

    def test_neurons_that_rest_elsewhere_or_are_unknown_are_refused(self):
        neuron = LIFNode()
        neuron.v_reset = 0.2
        with self.assertRaisesRegex(ExportError, "LIFNode resets to 0.2"):
            one_step(neuron)
        with self.assertRaisesRegex(ExportError, "neuron OneStepNeuron is unknown"):
            one_step(OneStepNeuron(1.0, 1.0))
        with self.assertRaisesRegex(ExportError, "Conv2d has no spiking neurons"):
            Ssir(nn.Conv2d(41, 1, 1))

    def test_nothing_is_kept_between_frames(self):
        torch.manual_seed(0)
        adapter = Ssir(SsirLike()).eval()
        x = torch.from_numpy(adapter.contract.input.example(1, 1, 10, 12)[0])
        with torch.no_grad():
            torch.testing.assert_close(adapter(x), adapter(x), rtol=0, atol=0)
        self.assertLess(self.export(adapter).largest_difference, 1e-4)


class StirLike(nn.Module):
    """Needs multiples of 16 and gives a list."""

    def __init__(self, planes):
        super().__init__()
        self.spike_dim = planes
        self.down = nn.Conv2d(planes, 3, 16, stride=16)
        self.up = nn.ConvTranspose2d(3, 1, 16, stride=16)

    def forward(self, x):
        image = self.up(self.down(x))
        return [image, image * 2]


class StirTest(PackTest):
    def test_rows_are_appended_in_their_order_and_the_first_item_is_the_frame(self):
        torch.manual_seed(0)
        network = StirLike(41).eval()
        adapter = Stir(network)
        x = torch.from_numpy(adapter.contract.input.example(1, 1, 26, 31)[0])
        grown = np.concatenate([x.numpy(), x.numpy()[:, :, -6:]], axis=2)
        grown = torch.from_numpy(np.concatenate([grown, grown[..., -1:]], axis=3))
        with torch.no_grad():
            torch.testing.assert_close(adapter(x), network(grown)[0][:, :, :26, :31])
        self.assertLess(self.export(adapter).largest_difference, 1e-5)

    def test_the_window_is_that_of_the_network(self):
        self.assertEqual((Stir(StirLike(41)).contract.input.before, Stir(StirLike(61)).contract.input.before), (20, 30))


class SpikeFormerLike(nn.Module):
    """The parts that the adapter calls, in the layout of the public class: two stages of unfolded patches."""

    def __init__(self):
        super().__init__()
        self.channel_transform = nn.Sequential(nn.Conv2d(5, 16, 3, padding=1), nn.GELU())
        self.fournew = nn.PixelShuffle(4)
        self.mit = nn.Module()
        patches = (nn.Unfold(7, stride=4, padding=3), nn.Conv2d(49, 6, 1)), (nn.Unfold(3, stride=2, padding=1), nn.Conv2d(54, 8, 1))
        self.mit.stages = nn.ModuleList(
            nn.ModuleList([unfold, embed, nn.ModuleList([nn.ModuleList([nn.Conv2d(width, width, 1), nn.Conv2d(width, width, 3, padding=1)])])])
            for (unfold, embed), width in zip(patches, (6, 8))
        )
        self.to_fused = nn.ModuleList([nn.Conv2d(6, 4, 1), nn.Sequential(nn.Conv2d(8, 4, 1), nn.PixelShuffle(2))])
        self.to_restore = nn.Conv2d(5, 1, 1)

    def forward(self, x):
        """As upstream: unfold, fold the columns back by a ratio worked out in Python."""
        height, width = x.shape[2:]
        x = self.fournew(self.channel_transform(x))
        fused = []
        for stage, ((unfold, embed, layers), fuse) in enumerate(zip(self.mit.stages, self.to_fused)):
            x = embed(unfold(x).reshape(x.shape[0], -1, height >> stage, width >> stage))
            for attention, feed_forward in layers:
                x = attention(x) + x
                x = feed_forward(x) + x
            fused.append(fuse(x))
        return self.to_restore(torch.cat(fused, 1))


class SpikeFormerTest(PackTest):
    def test_patches_as_a_convolution_and_copies_of_rows_at_both_ends(self):
        torch.manual_seed(0)
        network = SpikeFormerLike().eval()
        adapter = SpikeFormer(network)
        signed = torch.from_numpy(adapter.contract.input.example(2, 1, 18, 22)[0])
        self.assertEqual(sorted(signed.unique().tolist()), [-1.0, 1.0])
        # 18 rows lack 6: three on top, three below, in their order; 22 columns lack two at the right.
        grown = torch.cat([signed[:, :, :3], signed, signed[:, :, -3:]], dim=2)
        grown = torch.cat([grown, grown[..., -2:]], dim=3)
        with torch.no_grad():
            torch.testing.assert_close(adapter(signed), network(grown)[:, :, 3:21, :22], atol=1e-5, rtol=1e-5)
        self.assertLess(self.export(adapter).largest_difference, 1e-5)


def split_windows(x, size):
    n, height, width, channels = x.shape
    x = x.view(n, height // size, size, width // size, size, channels)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, size, size, channels)


def window_reverse(windows, size, height, width):
    """Finds the batch in Python, as upstream files do, which a trace fixes."""
    n = int(windows.shape[0] / (height * width / size / size))
    x = windows.view(n, height // size, width // size, size, size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(n, height, width, -1)


class Block(nn.Module):
    """Adds to every window its mask's mean; a mask of another grid would not fit."""

    shift_size = 2

    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(41, 41)
        self.input_resolution, self.attn_mask = (5, 5), None

    def calculate_mask(self, grid):
        return torch.arange(grid[0] * grid[1] / 25).reshape(-1, 1, 1, 1) / 100

    def forward(self, x):
        height, width = x.shape[1:3]
        mask = self.attn_mask if self.input_resolution == (height, width) else self.calculate_mask((height, width))
        windows = split_windows(self.conv(x), 5)
        windows = (windows.reshape(-1, mask.shape[0], 5, 5, 41) + mask).reshape(-1, 5, 5, 41)
        return sys.modules[type(self).__module__].window_reverse(windows, 5, height, width)


class SwinLike(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch_embed = nn.Module()
        self.patch_embed.img_size = (10, 15)
        self.block = Block()

    def forward(self, x):
        frame = 100 * self.block(x.permute(0, 2, 3, 1)).mean(3).unsqueeze(1)
        return frame, frame, frame


class SwinSfTest(PackTest):
    def setUp(self):
        super().setUp()
        module = sys.modules[__name__]
        self.addCleanup(setattr, module, "window_reverse", module.window_reverse)

    def test_windows_are_joined_as_before_and_batches_are_free(self):
        x = torch.rand(2, 10, 15, 3)
        torch.testing.assert_close(join_windows(split_windows(x, 5), 5, 10, 15), x)
        torch.testing.assert_close(window_reverse(split_windows(x, 5), 5, 10, 15), x)
        torch.manual_seed(0)
        # The exporter checks a batch of two.
        exported = self.export(SwinSf(SwinLike()))
        self.assertLess(exported.largest_difference, 1e-3)
        self.assertEqual((exported.manifest["input"]["height"], exported.manifest["input"]["width"]), (10, 15))
        self.assertEqual(exported.manifest["output"]["range"], [0.0, 255.0])

    def test_the_mask_is_that_of_the_frame_not_of_the_grid_the_class_was_built_with(self):
        network = SwinLike()
        SwinSf(network)
        self.assertEqual(network.block.input_resolution, (10, 15))
        self.assertEqual(network.block.attn_mask.shape[0], 6)

    def test_another_size_is_refused_by_the_graph(self):
        import onnxruntime

        self.export(SwinSf(SwinLike()))
        session = onnxruntime.InferenceSession(f"{self.out}/model.onnx", providers=["CPUExecutionProvider"])
        with self.assertRaisesRegex(Exception, "(?s)INPUT__0.*Got: 20 Expected: 10"):
            session.run(None, {"INPUT__0": np.zeros((1, 41, 20, 15), np.float32)})


class TokenAttentionTest(unittest.TestCase):
    def test_is_pytorchs_own(self):
        torch.manual_seed(0)
        for bias in (True, False):
            attention = nn.MultiheadAttention(16, 4, bias=bias).eval()
            query, memory = torch.rand(7, 2, 16), torch.rand(5, 2, 16)
            with torch.no_grad():
                torch.testing.assert_close(TokenAttention(attention)(query, memory, memory)[0], attention(query, memory, memory)[0])

    def test_other_layouts_are_refused(self):
        with self.assertRaisesRegex(ExportError, "only attention over"):
            TokenAttention(nn.MultiheadAttention(16, 4, batch_first=True))


class ZerosAroundTest(unittest.TestCase):
    def test_odd_rows_go_above_and_odd_columns_to_the_left(self):
        x = torch.ones(1, 1, 3, 7)
        grown, top, left = zeros_around(x, 8)
        self.assertEqual((tuple(grown.shape[2:]), top, left), ((8, 8), 3, 1))
        torch.testing.assert_close(grown[:, :, 3:6, 1:8], x)
        self.assertEqual(float(grown.sum()), 21)


if __name__ == "__main__":
    unittest.main()
