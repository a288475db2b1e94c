"""WGSE: learning temporal-ordered representation for spike streams by wavelets."""

import torch
import torch.nn.functional as F
from torch import nn

from .. import wavelets
from ..adapter import Adapter
from ..contract import Contract, FrameOutput, SpikeInput
from ..standins import ignore


class Wgse(Adapter):
    """Wavelet coefficients of each pixel's window, 1-D convolutions along them, the inverse, then a 2-D residual network.

    All levels of the transform together are one linear map, so analysis and synthesis are one 1x1 convolution each, built
    from the filters that the network carries.
    """

    summary = "wavelet-guided spike enhancing, db8 over 41 spike planes in 5 levels"
    paper = (
        "Zhang, Jia, Yu, Huang: Learning Temporal-Ordered Representation for Spike Streams Based on Discrete Wavelet "
        "Transforms, AAAI 2023"
    )

    def __init__(self, network, frames: int = 41):
        super().__init__(network)
        module = network.wvl
        h0, h1, g0, g1 = (
            kernel.detach().double().flatten().numpy()
            for kernel in (module.dwt.h0, module.dwt.h1, module.idwt.g0, module.idwt.g1)
        )
        parts = wavelets.analysis(frames, h0, h1, module.J)
        self.sizes = [part.shape[0] for part in parts]
        self.register_buffer("analysis", self._pointwise(torch.cat([torch.from_numpy(part) for part in parts])))
        self.register_buffer("synthesis", self._pointwise(torch.from_numpy(wavelets.synthesis(self.sizes, g0, g1))))
        self.contract = Contract(
            input=SpikeInput(frames=frames, channels=frames), output=FrameOutput(scale="firing_rate"), postprocess="rate"
        )

    @classmethod
    def prepare(cls):
        wavelets.provide_pytorch_wavelets()
        ignore("einops")

    @staticmethod
    def _pointwise(matrix):
        return matrix.float().unsqueeze(-1).unsqueeze(-1)

    def forward(self, spikes):
        blocks = [self.network.wvl.yl_block, *self.network.wvl.yh_blocks]
        coefficients = F.conv2d(spikes, self.analysis).split(self.sizes, dim=1)
        enhanced = torch.cat([self._along_time(block, part) for block, part in zip(blocks, coefficients)], dim=1)
        features = self.network.conv(F.conv2d(enhanced, self.synthesis))
        for block in self.network.resblocks:
            features = block(features)
        return self.network.tail(features)

    @classmethod
    def _along_time(cls, block, coefficients):
        """A block of 1-D convolutions along the coefficients of every pixel: columns of one 2-D image."""
        residual_layer, last, activation = block
        x = coefficients.flatten(2).unsqueeze(1)
        inner = cls._sequence(residual_layer.tcn1, cls._sequence(residual_layer.tcn0, x))
        x = activation(cls._convolve(last, residual_layer.relu(inner + x)))
        return x.squeeze(1).reshape(coefficients.shape)

    @classmethod
    def _sequence(cls, layers, x):
        for layer in layers:
            x = cls._convolve(layer, x) if isinstance(layer, nn.Conv1d) else layer(x)
        return x

    @staticmethod
    def _convolve(layer, x):
        def column(value):
            return (value[0], 0)

        return F.conv2d(
            x, layer.weight.unsqueeze(-1), layer.bias, (layer.stride[0], 1), column(layer.padding), (layer.dilation[0], 1)
        )
