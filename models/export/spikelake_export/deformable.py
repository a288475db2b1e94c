"""Deformable convolution from operators of the ONNX standard, and its place in networks that use torchvision's."""

from __future__ import annotations

import importlib
import math
import types
from contextlib import contextmanager

import torch
import torch.nn.functional as F
from torch import nn

from .standins import provide


def deform_conv2d(input, offset, weight, bias=None, stride=(1, 1), padding=(0, 0), dilation=(1, 1), mask=None):
    """Deformable convolution (Dai et al., 2017; with ``mask``: Zhu et al., 2019), with torchvision's arguments and order of channels.

    Output pixel p is the sum over the kernel's taps k of weight_k applied to the input sampled at p * stride - padding + k * dilation
    + offset_k(p), bilinearly, zero outside, times mask_k(p). Offsets are (N, groups * taps * 2, H', W'), row before column; masks
    (N, groups * taps, H', W'). One tap is sampled, multiplied and added at a time, which needs a ninth of the memory of
    sampling all taps of a 3x3 kernel at once.
    """
    (stride_y, stride_x), (pad_y, pad_x), (dilation_y, dilation_x) = _pair(stride), _pair(padding), _pair(dilation)
    group_inputs, kernel_y, kernel_x = (int(size) for size in weight.shape[1:])
    n, _, height, width = input.shape
    channels = int(input.shape[1])
    rows, columns = offset.shape[2], offset.shape[3]
    taps = kernel_y * kernel_x
    groups = int(offset.shape[1]) // (2 * taps)
    maps = input.reshape(n * groups, channels // groups, height, width)
    grids = _sampling_grids(
        offset.reshape(n * groups, taps, 2, rows, columns),
        (_starts(rows, stride_y, pad_y, offset), _starts(columns, stride_x, pad_x, offset)),
        torch.tensor([[dilation_y * (tap // kernel_x), dilation_x * (tap % kernel_x)] for tap in range(taps)], dtype=offset.dtype, device=offset.device),
        height,
        width,
    )
    masks = None if mask is None else mask.reshape(n * groups, taps, 1, rows, columns).unbind(1)
    total = None
    for tap, grid in enumerate(grids.unbind(1)):
        sampled = F.grid_sample(maps, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
        if masks is not None:
            sampled = sampled * masks[tap]
        i, j = divmod(tap, kernel_x)
        part = F.conv2d(
            sampled.reshape(n, channels, rows, columns), weight[:, :, i : i + 1, j : j + 1], groups=channels // group_inputs
        )
        total = part if total is None else total + part
    return total if bias is None else total + bias.reshape(1, -1, 1, 1)


def _starts(count, stride: int, pad: int, like: torch.Tensor) -> torch.Tensor:
    """Where the kernel's first tap lies, in pixels of the input, for every output row or column."""
    return torch.arange(count, dtype=like.dtype, device=like.device) * stride - pad


def _sampling_grids(offsets, starts, taps, height, width):
    """Where every tap samples, (N * groups, taps, H', W', 2), column before row, in the sampler's range -1 .. 1."""
    y = offsets[:, :, 0] + starts[0].reshape(-1, 1) + taps[:, 0].reshape(-1, 1, 1)
    x = offsets[:, :, 1] + starts[1] + taps[:, 1].reshape(-1, 1, 1)
    # Pixel i has its centre at (2i + 1) / size - 1.
    return torch.stack(((2 * x + 1) / width - 1, (2 * y + 1) / height - 1), dim=4)


class DeformConv2d(nn.Module):
    """A layer with the parameters and initial values of torchvision's, for upstream classes where torchvision is missing."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True):
        super().__init__()
        self.stride, self.padding, self.dilation = _pair(stride), _pair(padding), _pair(dilation)
        self.weight = nn.Parameter(torch.empty(out_channels, in_channels // groups, *_pair(kernel_size)))
        self.bias = nn.Parameter(torch.empty(out_channels)) if bias else None
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if bias:
            bound = 1 / math.sqrt(self.weight[0].numel())
            nn.init.uniform_(self.bias, -bound, bound)

    def forward(self, input, offset, mask=None):
        return deform_conv2d(input, offset, self.weight, self.bias, self.stride, self.padding, self.dilation, mask)


def provide_torchvision() -> None:
    """Lets upstream files import torchvision where it is missing or broken: its deformable convolution is ours then."""
    try:
        importlib.import_module("torchvision.ops")
    except Exception:  # A build for another PyTorch fails in many ways, not only by ImportError.
        package, ops = types.ModuleType("torchvision"), types.ModuleType("torchvision.ops")
        package.__path__ = []
        ops.deform_conv2d, ops.DeformConv2d = deform_conv2d, DeformConv2d
        provide("torchvision", package)
        provide("torchvision.ops", ops)


@contextmanager
def standard_operators():
    """Within it, torchvision's deformable convolution is ours, for layers built from the real library too."""
    ops = importlib.import_module("torchvision.ops")
    places = [ops, importlib.import_module("torchvision.ops.deform_conv")] if ops.deform_conv2d is not deform_conv2d else []
    before = [place.deform_conv2d for place in places]
    for place in places:
        place.deform_conv2d = deform_conv2d
    try:
        yield
    finally:
        for place, function in zip(places, before):
            place.deform_conv2d = function


def _pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)
