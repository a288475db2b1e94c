"""SSIR: a spiking network run for one time step."""

import torch
from torch import nn

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput
from ..loading import ExportError
from ..padding import fill_to_multiple


class OneStepNeuron(nn.Module):
    """A leaky integrate-and-fire neuron for one time step from rest: spike = gain * input >= threshold.

    The charge starts at the reset potential, which is zero here, so that what is left of
    charge + (input - charge) / tau is input / tau. Nothing is kept: a stateful neuron traced as it is would carry the charge
    of the example input into every frame.
    """

    def __init__(self, gain, threshold: float):
        super().__init__()
        self.gain = gain if isinstance(gain, nn.Parameter) else nn.Parameter(torch.tensor(float(gain)), requires_grad=False)
        self.learned = isinstance(gain, nn.Parameter)
        self.threshold = threshold

    def forward(self, x):
        # The parametric neuron learns w with 1/tau = sigmoid(w).
        gain = self.gain.sigmoid() if self.learned else self.gain
        return (x * gain >= self.threshold).to(x.dtype)


def one_step(neuron: nn.Module) -> OneStepNeuron:
    """The one-step form of spikingjelly's IFNode, LIFNode or ParametricLIFNode."""
    kind = type(neuron).__name__
    if kind not in ("IFNode", "LIFNode", "ParametricLIFNode"):
        raise ExportError(f"neuron {kind} is unknown; expected IFNode, LIFNode or ParametricLIFNode of spikingjelly")
    if neuron.v_reset not in (None, 0.0):
        raise ExportError(f"{kind} resets to {neuron.v_reset}; only neurons that rest at 0 can be written as one step")
    if getattr(neuron, "decay_input", True) is False:
        return OneStepNeuron(1.0, neuron.v_threshold)
    gain = {"IFNode": lambda: 1.0, "LIFNode": lambda: 1.0 / neuron.tau, "ParametricLIFNode": lambda: neuron.w}[kind]()
    return OneStepNeuron(gain, neuron.v_threshold)


def replace_neurons(network: nn.Module) -> int:
    """Replaces every spiking neuron below a network; gives their number."""
    replaced = 0
    for module in list(network.modules()):
        for name, child in module.named_children():
            if hasattr(child, "v_threshold"):
                setattr(module, name, one_step(child))
                replaced += 1
    return replaced


class Ssir(Adapter):
    """41 planes in at once, one time step, a frame out; odd sizes get their last row or column twice.

    Spikes inside are 0 or 1, so that rounding that lifts a charge over its threshold changes pixels near it visibly.
    """

    summary = "spiking network of one time step"
    paper = "Zhao et al., Spike Camera Image Reconstruction Using Deep Spiking Neural Networks, IEEE TCSVT 2024"

    contract = Contract(
        input=SpikeInput(frames=41, channels=41, padding=Padding("last row or column again where the size is odd")),
        output=FrameOutput(scale="firing_rate"),
        postprocess="rate",
        # Small, so that no charge of the golden frame is likely to lie within rounding of its threshold.
        golden_size=(24, 32),
        second_size=(27, 22),
    )

    def __init__(self, network):
        super().__init__(network)
        if replace_neurons(network) == 0:
            raise ExportError(f"{type(network).__name__} has no spiking neurons with a v_threshold; is it SSIR?")

    def forward(self, spikes):
        frame = self.network(fill_to_multiple(spikes, 2, "append"))
        return frame[:, :, : spikes.shape[2], : spikes.shape[3]]
