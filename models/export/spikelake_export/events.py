"""What an event camera would have seen where a spike camera stood. Ours: no public network for events says how it takes spikes."""

from __future__ import annotations

import torch
from torch import nn


class SpikesToVoxels(nn.Module):
    """Turns counts of spikes into a grid of event voxels.

    A pixel of an event camera reports when its log intensity has changed by the contrast threshold C, with the sign of the
    change; a voxel sums the reports of one bin of time. A spike camera's rate is proportional to intensity, so that the
    voxel of bin b is (L[b] - L[b-1]) / C with L[b] = log((count[b] + 1/2) / (planes + 1)): half a spike keeps a bin without
    spikes finite. Voxels are not rounded to whole events, since bins of a few planes round the rate already.

    L before the first bin is the last one of the step before. At the start there is none, and every pixel is taken to come
    from a uniform field of the image's mean L: a still scene, too, makes events, once.

    :param planes: spike planes of a bin
    :param contrast: the threshold C; event simulators and cameras have 0.1 to 0.5
    """

    def __init__(self, planes: int, contrast: float = 0.2):
        super().__init__()
        if planes < 1 or not contrast > 0:
            raise ValueError(f"{planes} planes of a bin and contrast {contrast}; expected 1 or more, and a positive number")
        self.planes = planes
        self.contrast = contrast

    def forward(self, counts, last):
        """Counts (N, bins, H, W), and the last L (N, 1, H, W), 0 for none; gives voxels like the counts, and the new last L."""
        level = torch.log((counts + 0.5) / (self.planes + 1))
        # L is always below 0, so that 0 can say that there is none.
        before = torch.where(last < 0, last, level[:, :1].mean(dim=(2, 3), keepdim=True))
        voxels = (level - torch.cat([before, level[:, :-1]], dim=1)) / self.contrast
        return voxels, level[:, -1:]
