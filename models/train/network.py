"""The network: the LRN family (a chain of 3x3 convolutions with ReLU) at half resolution, fed a window around the key plane."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FRAMES = 61
"""Planes of the window."""

KEY = FRAMES // 2
"""Index of the key plane in the window."""

FOLD = 2
"""The chain works on blocks of FOLD x FOLD pixels folded into channels: a quarter of the work, twice the reach."""

VOXELS = [5, 5] + [2] * 5 + [1] * 21 + [2] * 5 + [5, 5]
"""Planes per voxel in time order: single ones near the key, where motion shows, sums further out, where only light is wanted."""

MEANS = (5, 11, 21, 41, 61)
"""Lengths of the windows centred on the key plane whose means are given as well."""

INTERVALS = 3
"""Rates from inter-spike intervals: the one that holds the key plane, the one before and the one after."""


def averaging() -> Tensor:
    """The fixed weights, as a 1x1 convolution over planes, that turn a window into voxels and means, each divided by its planes."""
    rows, first = [], 0
    for planes in VOXELS:
        rows.append((first, planes))
        first += planes
    rows += [(KEY - planes // 2, planes) for planes in MEANS]
    weights = torch.zeros(len(rows), FRAMES, 1, 1)
    for row, (start, planes) in enumerate(rows):
        weights[row, start : start + planes] = 1.0 / planes
    return weights


class Block(nn.Module):
    """Two convolutions whose result is added to what they were given."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """(N, width, h, w) to the same shape."""
        return x + self.second(F.relu(self.first(x)))


class SpikeLakeNet(nn.Module):
    """Spikes around a key plane to the firing rate at that plane.

    Input float32 (N, 61, H, W) of 0 and 1, any H and W; output float32 (N, 1, H, W), spikes per plane, unclipped.
    """

    def __init__(self, width: int = 64, blocks: int = 4) -> None:
        super().__init__()
        self.register_buffer("windows", averaging())
        self.register_buffer("order", torch.arange(1.0, KEY + 2).reshape(1, -1, 1, 1))
        features = self.windows.shape[0] + INTERVALS
        self.blend = nn.Conv2d(features, 1, 1, bias=False)
        self.head = nn.Conv2d(features * FOLD**2, width, 3, padding=1)
        self.body = nn.Sequential(*[Block(width) for _ in range(blocks)])
        self.tail = nn.Conv2d(width, FOLD**2, 3, padding=1)
        self._start_from_the_mean()

    def _start_from_the_mean(self) -> None:
        """Untrained, the network gives the mean of 21 planes; every block and the tail start close to adding nothing."""
        with torch.no_grad():
            self.blend.weight.zero_()
            self.blend.weight[0, len(VOXELS) + MEANS.index(21)] = 1.0
            self.tail.weight.mul_(0.1)
            self.tail.bias.zero_()
            for block in self.body:
                block.second.weight.mul_(0.1)
                block.second.bias.zero_()

    def features(self, spikes: Tensor) -> Tensor:
        """Voxels, means and interval rates of a window, (N, features, H, W), all in spikes per plane."""
        past, future = spikes[:, : KEY + 1] * self.order, spikes[:, KEY + 1 :].flip(1) * self.order[:, :KEY]
        last, before_last = self._latest_two(past)
        next_, after_next = self._latest_two(future)
        around = 1.0 / (2 * (KEY + 1) - last - next_)
        return torch.cat(
            [F.conv2d(spikes, self.windows), around, self._rate(last, before_last), self._rate(next_, after_next)], dim=1
        )

    @staticmethod
    def _latest_two(marked: Tensor) -> tuple[Tensor, Tensor]:
        """Positions (1 = the far end; 0 = none) of the two spikes nearest the key in one half of the window, each (N, 1, H, W)."""
        nearest = marked.amax(1, keepdim=True)
        return nearest, (marked * (marked < nearest)).amax(1, keepdim=True)

    @staticmethod
    def _rate(near: Tensor, far: Tensor) -> Tensor:
        """One over the distance of two spikes; a missing far one counts as just outside the window; 0 where both are missing."""
        return near.clamp(max=1.0) / (near - far).clamp(min=1.0)

    def correction(self, features: Tensor) -> Tensor:
        """What the chain adds to the blend of the features: (N, features, H, W) with even H and W to (N, 1, H, W)."""
        folded = F.pixel_unshuffle(features, FOLD)
        return F.pixel_shuffle(self.tail(self.body(F.relu(self.head(folded)))), FOLD)

    def forward(self, spikes: Tensor) -> Tensor:
        """See the class."""
        height, width = spikes.shape[-2], spikes.shape[-1]
        features = self.features(F.pad(spikes, (0, width % FOLD, 0, height % FOLD), mode="replicate"))
        return (self.blend(features) + self.correction(features))[..., :height, :width]
