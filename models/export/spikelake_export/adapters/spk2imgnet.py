"""Spk2ImgNet: learning to reconstruct dynamic scene from continuous spike stream."""

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput
from ..deformable import provide_torchvision, standard_operators
from ..padding import fill_to_multiple
from ..standins import ignore


class Spk2ImgNet(Adapter):
    """Five overlapping blocks of 13 planes, aligned with the middle one by deformable convolution, fused.

    ``padding`` is how rows and columns are added to a multiple of 4: ``mirror`` as the authors' scripts, ``append`` as
    Spike-Zoo. The authors' class returns its estimates after the frame, Spike-Zoo's the frame only; both are taken.
    """

    summary = "five blocks of 13 of 41 spike planes, deformable alignment"
    paper = "Zhao, Xiong, Liu, Zhang, Huang: Spk2ImgNet: Learning to Reconstruct Dynamic Scene from Continuous Spike Stream, CVPR 2021"

    def __init__(self, network, padding: str = "mirror"):
        super().__init__(network)
        self.padding = padding
        self.contract = Contract(
            input=SpikeInput(frames=41, channels=41, padding=Padding(f"{padding} below and right to a multiple of 4")),
            output=FrameOutput(scale="firing_rate"),
            postprocess="rate",
        )

    @classmethod
    def prepare(cls):
        provide_torchvision()
        ignore("PIL.Image")

    def forward(self, spikes):
        with standard_operators():
            frame = self.network(fill_to_multiple(spikes, 4, self.padding))
        if isinstance(frame, tuple):
            frame = frame[0]
        return frame[:, :, : spikes.shape[2], : spikes.shape[3]]
