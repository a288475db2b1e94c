"""BSF: boosting spike camera image reconstruction from a perspective of dealing with spike fluctuations."""

import torch

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput
from ..deformable import provide_torchvision, standard_operators
from ..intervals import differential_maps
from ..padding import fill_to_multiple

# Planes per block -> planes of the window, planes from one block to the next.
WINDOWS = {21: (61, 10), 13: (41, 7)}


class Bsf(Adapter):
    """Five overlapping blocks of interval maps, encoded, aligned at three scales by attention and deformable convolution, fused.

    The maps are computed in the graph from the window alone, as Spike-Zoo does; the authors prepare them offline from the whole recording,
    so that intervals may reach beyond the window. 61 or 41 planes follow from the network given. Padding to
    a multiple of 4 repeats the last rows and columns in their order (``append``), or mirrors them (``mirror``).
    """

    paper = (
        "Zhao, Xiong, Zhao, Yu, Huang: Boosting Spike Camera Image Reconstruction from a Perspective of Dealing with Spike "
        "Fluctuations, CVPR 2024"
    )

    def __init__(self, network, padding: str = "append"):
        super().__init__(network)
        self.block = network.rep.conv1[0].in_channels
        if self.block not in WINDOWS:
            raise ValueError(f"BSF takes blocks of {' or '.join(map(str, WINDOWS))} planes; this network takes {self.block}")
        frames, self.step = WINDOWS[self.block]
        self.padding = padding
        self.summary = f"interval maps of {frames} spike planes in five blocks, multi-granularity alignment"
        self.contract = Contract(
            input=SpikeInput(frames, frames, padding=Padding(f"{padding} below and right to a multiple of 4")),
            output=FrameOutput(scale="firing_rate"),
            postprocess="rate",
        )

    @classmethod
    def prepare(cls):
        provide_torchvision()

    def forward(self, spikes):
        maps = differential_maps(fill_to_multiple(spikes, 4, self.padding))
        features = [self._encode(maps, index * self.step) for index in range(5)]
        with standard_operators():
            aligned = self.network.align(feat_list=features)
        frame = self.network.recons(torch.cat(aligned, dim=1))
        return frame[:, :, : spikes.shape[2], : spikes.shape[3]]

    def _encode(self, maps, start):
        """The features of one block; blocks one by one need a fifth of the memory of all in a batch."""
        return self.network.encoder(self.network.rep({name: planes[:, start : start + self.block] for name, planes in maps.items()}))
