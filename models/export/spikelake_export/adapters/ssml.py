"""SSML: self-supervised mutual learning for dynamic scene reconstruction of spiking camera (inference half)."""

import torch
import torch.nn.functional as F

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput
from ..intervals import middle_interval
from ..padding import cut_from_square, reflect_to_square


class Ssml(Adapter):
    """The non-blind half: a U-Net over the window and its motion features, in four rotations of the reflected square.

    The upstream forward leaves tensors for numpy to find the interval map, moves it to CUDA, and pools over
    a size that tracing fixes; all three are tensor code here. The rotations go through the network one after the other, which
    takes a quarter of the memory of a batch of four. Takes the whole double network or its half.
    """

    summary = "non-blind half of the self-supervised double network, 41 spike planes, four rotations"
    paper = "Chen, Duan, Yu, Xiong, Huang: Self-Supervised Mutual Learning for Dynamic Scene Reconstruction of Spiking Camera, IJCAI 2022"
    contract = Contract(
        input=SpikeInput(frames=41, channels=41, padding=Padding("reflect to a square")),
        output=FrameOutput(scale="firing_rate"),
        postprocess="rate",
    )

    def __init__(self, network):
        super().__init__(getattr(network, "nbsn", network))

    def forward(self, spikes):
        square = reflect_to_square(spikes)
        upright = [self._turn_back(self._features(self._turn(square, quarter)), quarter) for quarter in range(4)]
        frame = torch.cat(upright, dim=1)
        frame = F.leaky_relu(self.network.nin_A(frame), 0.1)
        frame = F.leaky_relu(self.network.nin_B(frame), 0.1)
        return cut_from_square(self.network.nin_C(frame), spikes.shape[2], spikes.shape[3])

    def _features(self, spikes):
        return self.network.unet(torch.cat([spikes, self._motion(spikes)], dim=1))

    def _motion(self, spikes):
        """Rates over three spans and the interval around the middle plane, gated and added."""
        motion = self.network.MotionInference
        middle = motion.middle
        spans = ((motion.conv0, 5), (motion.conv1, 9), (motion.conv2, 13))
        rates = torch.cat([conv(spikes[:, middle - half : middle + half + 1]) for conv, half in spans], dim=1)
        frequency = 1 / middle_interval(spikes, middle, window=12)
        fused = motion.SpatialGate(motion.tfpconv(rates)) + motion.SpatialGate(motion.tficonv(frequency))
        return fused * self._channel_gate(motion.ChannelGate.mlp, fused)

    @staticmethod
    def _channel_gate(mlp, features):
        mean, largest = features.mean((2, 3), keepdim=True), features.amax((2, 3), keepdim=True)
        return torch.sigmoid(mlp(mean) + mlp(largest)).reshape(features.shape[0], features.shape[1], 1, 1)

    @staticmethod
    def _turn(x, quarters):
        if quarters == 1:
            return x.transpose(2, 3).flip(3)
        if quarters == 2:
            return x.flip(2, 3)
        return x.transpose(2, 3).flip(2) if quarters == 3 else x

    @classmethod
    def _turn_back(cls, x, quarters):
        return cls._turn(x, -quarters % 4)
