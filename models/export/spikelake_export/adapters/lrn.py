"""SpikeCLIP's light reconstruction network."""

import torch.nn.functional as F

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput


class Lrn(Adapter):
    """Five 3x3 convolutions over 50 voxels, each the count of four planes (not divided by 4).

    ``padding`` pixels are reflected at every side and cropped off again: SpikeCLIP's own scripts use 0, Spike-Zoo 20. The two
    differ within five pixels of the border. The output is unbounded; viewers stretch it from minimum to maximum.
    """

    summary = "light reconstruction network, 50 voxels of 4 planes"
    paper = "SpikeCLIP, arXiv:2501.04477"

    def __init__(self, network, padding: int = 0):
        super().__init__(network)
        self.padding = padding
        rule = Padding("reflect", padding, padding, padding, padding) if padding else Padding()
        self.contract = Contract(
            input=SpikeInput(frames=200, channels=50, binning="sum", padding=rule),
            output=FrameOutput(scale="relative"),
            postprocess="minmax",
        )

    def forward(self, voxels):
        p = self.padding
        if p == 0:
            return self.network(voxels)
        return self.network(F.pad(voxels, (p, p, p, p), mode="reflect"))[:, :, p:-p, p:-p]
