"""Spike-Zoo's baseline network."""

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, SpikeInput


class Base(Adapter):
    """The five convolutions of SpikeCLIP's network over 41 raw spike planes, no padding."""

    summary = "Spike-Zoo's baseline: five convolutions over 41 spike planes"
    paper = "Spike-Zoo, https://github.com/chenkang455/Spike-Zoo"
    contract = Contract(input=SpikeInput(frames=41, channels=41), output=FrameOutput(scale="firing_rate"), postprocess="rate")

    def forward(self, spikes):
        return self.network(spikes)
