"""STIR: spatio-temporal interactive reconstruction, of 41 or 61 planes."""

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput
from ..padding import fill_to_multiple

MULTIPLE = 16


class Stir(Adapter):
    """Padded to multiples of 16 by the last rows and columns once more, as Spike-Zoo does: six rows for 250.

    The authors' class takes 61 planes, gives an image and clamps it to 0..1; Spike-Zoo's takes 41 or 61 (``spike_dim``) and gives a
    list whose first item is the image, not clamped.
    """

    summary = "spatio-temporal interactive reconstruction by multi-level motion-guided alignment"
    paper = "Fan et al., Spatio-Temporal Interactive Learning for Efficient Image Reconstruction of Spiking Cameras, NeurIPS 2024"

    def __init__(self, network):
        super().__init__(network)
        self.contract = Contract(
            input=SpikeInput(
                frames=getattr(network, "spike_dim", 61),
                channels=getattr(network, "spike_dim", 61),
                padding=Padding("last rows and columns again, unmirrored, to a multiple of 16"),
            ),
            output=FrameOutput(scale="firing_rate"),
            postprocess="rate",
            # The coarsest of five levels is a sixteenth of this.
            golden_size=(64, 96),
            second_size=(70, 83),
        )

    def forward(self, spikes):
        frame = self.network(fill_to_multiple(spikes, MULTIPLE, "append"))
        if isinstance(frame, (list, tuple)):
            frame = frame[0]
        return frame[:, :, : spikes.shape[2], : spikes.shape[3]]
