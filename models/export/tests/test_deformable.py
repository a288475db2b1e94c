"""Deformable convolution against its definition, and against torchvision where that is installed."""

import importlib
import os
import tempfile
import unittest

import numpy as np
import torch
from support import Small

from spikelake_export.deformable import DeformConv2d, deform_conv2d
from spikelake_export.running import eager, onnx_runtime
from spikelake_export.tracing import export_onnx
from spikelake_export.verifying import verify

# kernel, stride, padding, dilation, groups of the weight, groups of the offsets
GEOMETRIES = [
    ((3, 3), (1, 1), (1, 1), (1, 1), 1, 1),
    ((3, 3), (1, 1), (1, 1), (1, 1), 1, 4),
    ((3, 3), (2, 2), (1, 1), (1, 1), 2, 2),
    ((2, 3), (1, 2), (2, 0), (2, 1), 1, 2),
]


def example(kernel, stride, padding, dilation, weight_groups, groups, seed=0):
    """Random maps of 4 channels, 7x9, with offsets of several pixels that often leave the image."""
    draw = torch.Generator().manual_seed(seed)
    input = torch.randn(2, 4, 7, 9, generator=draw)
    weight = torch.randn(6, 4 // weight_groups, *kernel, generator=draw)
    bias = torch.randn(6, generator=draw)
    rows, columns = torch.nn.functional.conv2d(input, weight, None, stride, padding, dilation, weight_groups).shape[2:]
    taps = kernel[0] * kernel[1]
    offset = 3 * torch.randn(2, 2 * groups * taps, rows, columns, generator=draw)
    mask = torch.rand(2, groups * taps, rows, columns, generator=draw)
    return input, offset, weight, bias, mask


def by_definition(input, offset, weight, bias, stride, padding, dilation, mask):
    """The sum written out pixel by pixel, in float64."""
    input, offset, weight, bias, mask = (tensor.double().numpy() for tensor in (input, offset, weight, bias, mask))
    n, channels, height, width = input.shape
    outputs, group_channels, kernel_y, kernel_x = weight.shape
    rows, columns = offset.shape[2:]
    taps = kernel_y * kernel_x
    groups = offset.shape[1] // (2 * taps)
    result = np.zeros((n, outputs, rows, columns))

    def pixel(item, channel, y, x):
        return input[item, channel, y, x] if 0 <= y < height and 0 <= x < width else 0.0

    def bilinear(item, channel, y, x):
        top, left = int(np.floor(y)), int(np.floor(x))
        dy, dx = y - top, x - left
        return (
            (1 - dy) * (1 - dx) * pixel(item, channel, top, left)
            + (1 - dy) * dx * pixel(item, channel, top, left + 1)
            + dy * (1 - dx) * pixel(item, channel, top + 1, left)
            + dy * dx * pixel(item, channel, top + 1, left + 1)
        )

    for item, row, column, tap, channel in np.ndindex(n, rows, columns, taps, channels):
        group = channel * groups // channels
        at = (group * taps + tap) * 2
        y = row * stride[0] - padding[0] + tap // kernel_x * dilation[0] + offset[item, at, row, column]
        x = column * stride[1] - padding[1] + tap % kernel_x * dilation[1] + offset[item, at + 1, row, column]
        value = bilinear(item, channel, y, x) * mask[item, group * taps + tap, row, column]
        members = slice(None) if group_channels == channels else _outputs_of(channel, group_channels, outputs, channels)
        result[item, members, row, column] += weight[members, channel % group_channels, tap // kernel_x, tap % kernel_x] * value
    return result + bias.reshape(1, -1, 1, 1)


def _outputs_of(channel, group_channels, outputs, channels):
    size = outputs * group_channels // channels
    start = channel // group_channels * size
    return slice(start, start + size)


class DeformableTest(unittest.TestCase):
    def test_definition(self):
        for geometry in GEOMETRIES:
            kernel, stride, padding, dilation, weight_groups, groups = geometry
            input, offset, weight, bias, mask = example(*geometry)
            with self.subTest(geometry):
                actual = deform_conv2d(input, offset, weight, bias, stride, padding, dilation, mask)
                expected = by_definition(input, offset, weight, bias, stride, padding, dilation, mask)
                np.testing.assert_allclose(actual.numpy(), expected, atol=3e-5)

    def test_torchvision(self):
        try:
            ops = importlib.import_module("torchvision.ops")
        except Exception as failure:
            self.skipTest(f"torchvision does not import here: {failure}")
        for geometry in GEOMETRIES:
            kernel, stride, padding, dilation, weight_groups, groups = geometry
            input, offset, weight, bias, mask = example(*geometry)
            for given in (mask, None):
                with self.subTest(geometry, masked=given is not None):
                    arguments = (input, offset, weight, bias, stride, padding, dilation, given)
                    torch.testing.assert_close(deform_conv2d(*arguments), ops.deform_conv2d(*arguments), rtol=0, atol=5e-5)

    def test_no_offset_is_ordinary_convolution(self):
        layer = DeformConv2d(4, 6, 3, padding=1)
        input = torch.randn(2, 4, 7, 9, generator=torch.Generator().manual_seed(3))
        with torch.no_grad():
            actual = layer(input, torch.zeros(2, 18, 7, 9))
            expected = torch.nn.functional.conv2d(input, layer.weight, layer.bias, padding=1)
        torch.testing.assert_close(actual, expected, rtol=0, atol=1e-5)

    def test_graph_holds_standard_operators_only_and_any_size(self):
        class Deformed(Small):
            def __init__(self):
                super().__init__()
                self.offsets = torch.nn.Conv2d(3, 18, 3, padding=1)
                self.layer = DeformConv2d(3, 1, 3, padding=1)
                with torch.no_grad():
                    self.offsets.weight.mul_(10)

            def forward(self, spikes):
                return self.layer(spikes, self.offsets(spikes))

        adapter = Deformed()
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "model.onnx")
            export_onnx(adapter, path)
            verify(eager(adapter), onnx_runtime(path, adapter.contract), adapter.contract)
