"""LPIPS: distance of two images in the features of a trained network."""

from ..adapter import Adapter
from ..contract import Contract, ImageInput, ValueOutput


class Lpips(Adapter):
    """The ``LPIPS`` class of the lpips package, whichever backbone it was built with; grey images as three equal channels.

    SpikeLake maps pixels to -1..1, which is what the class wants when its own ``normalize`` is off.
    """

    loads_own_weights = True
    summary = "LPIPS of a frame and its reference, as three equal channels"
    paper = "Zhang, Isola, Efros, Shechtman, Wang, The Unreasonable Effectiveness of Deep Features as a Perceptual Metric, CVPR 2018"
    contract = Contract(
        input=ImageInput(images=2, channels=1, mean=(0.5,), std=(0.5,)),
        output=ValueOutput(lower_is_better=True),
        # Backbones halve the image up to five times.
        golden_size=(64, 96),
        second_size=(71, 83),
    )

    def forward(self, image, reference):
        distance = self.network(image.expand(-1, 3, -1, -1), reference.expand(-1, 3, -1, -1))
        return distance.reshape(-1, 1)
