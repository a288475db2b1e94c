"""A network of the user's own that follows a pack contract already."""

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, SpikeInput


class Plain(Adapter):
    """Nothing is added: the network takes (N, channels, H, W) and gives (N, 1, H, W).

    Options are the fields of the contract: ``frames``, ``channels``, ``binning``, ``before``, ``height``, ``width``; ``scale`` and
    ``postprocess`` for the output. A network that needs padding pads in its own forward.
    """

    def __init__(
        self,
        network,
        frames: int,
        channels: int,
        binning: str = "spikes",
        before=None,
        height=None,
        width=None,
        scale: str = "firing_rate",
        postprocess: str = "none",
        summary: str = "",
        paper: str = "",
    ):
        super().__init__(network)
        self.summary = summary
        self.paper = paper
        self.contract = Contract(
            input=SpikeInput(frames, channels, binning, before, height=height, width=width),
            output=FrameOutput(scale=scale),
            postprocess=postprocess,
        )

    def forward(self, spikes):
        return self.network(spikes)
