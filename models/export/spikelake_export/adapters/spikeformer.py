"""SpikeFormer: a transformer over 65 planes."""

import torch
import torch.nn.functional as F

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput

# Four stages halve the frame three times; Spike-Zoo's own sizes, 256x400 and 480x856, are multiples of this and not of 16.
MULTIPLE = 8


class SpikeFormer(Adapter):
    """Spikes as -1 and 1, the first rows once more on top and the last below, the last columns once more to the right.

    Every stage unfolds patches and multiplies them by a 1x1 convolution. That is one convolution with the same numbers, and
    is computed so: the public class casts to a CUDA type and works the height out in Python, which a trace fixes.
    The output runs from -1 to 1; the authors clamp it there, SpikeLake's tone does.
    """

    summary = "transformer over 65 planes; rows padded by copies of the first and last, output -1..1"
    paper = "She and Qing, SpikeFormer: Image Reconstruction from the Sequence of Spike Camera Based on Transformer, ICIGP 2022"

    def __init__(self, network):
        super().__init__(network)
        planes = network.channel_transform[0].in_channels
        self.contract = Contract(
            input=SpikeInput(
                frames=planes,
                channels=planes,
                binning="signed",
                padding=Padding("first rows on top and last rows below, unmirrored, and last columns, to a multiple of 8"),
            ),
            output=FrameOutput(scale="display", range=(-1.0, 1.0)),
            postprocess="clip",
            golden_size=(40, 64),
            second_size=(43, 51),
        )

    def forward(self, signed):
        height, width = signed.shape[2], signed.shape[3]
        rows, columns = -height % MULTIPLE, -width % MULTIPLE
        top = rows // 2
        x = torch.cat([signed[:, :, :top], signed, signed[:, :, height - (rows - top) :]], dim=2)
        x = torch.cat([x, x[:, :, :, width - columns :]], dim=3)
        return self._restore(x)[:, :, top : top + height, :width]

    def _restore(self, x):
        network = self.network
        x = network.fournew(network.channel_transform(x))
        features = []
        for (unfold, embed, layers), fuse in zip(network.mit.stages, network.to_fused):
            x = _patches(x, unfold, embed)
            for attention, feed_forward in layers:
                x = attention(x) + x
                x = feed_forward(x) + x
            features.append(fuse(x))
        return network.to_restore(torch.cat(features, dim=1))


def _patches(x, unfold, embed):
    """``embed(unfold(x))`` folded back to rows and columns, as the one convolution that it is."""
    size = unfold.kernel_size
    weight = embed.weight.view(embed.out_channels, -1, size, size)
    return F.conv2d(x, weight, embed.bias, stride=unfold.stride, padding=unfold.padding)
