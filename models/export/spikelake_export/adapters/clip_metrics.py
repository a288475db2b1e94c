"""Metrics on CLIP: zero-shot classes, CLIP-IQA and LIQE."""

from typing import Dict

import numpy as np
import torch

from ..adapter import Adapter
from ..clip import (
    GREY_DEVIATION,
    GREY_MEAN,
    class_names,
    colour,
    encode_image,
    encode_text,
    model_of,
    tokenise,
    visual_parameters,
)
from ..contract import Contract, ImageInput, ValueOutput
from ..loading import ExportError

# The host passes pixels on; the graph gives each of three equal channels its own mean and deviation.
AS_THEY_ARE = {"mean": (0.0,), "std": (1.0,)}


class ClipZeroShot(Adapter):
    """Features of a frame and a table of text features: which class does it show? SpikeCLIP's ablation.

    ``classes``: a text file of one name a line, or a .yaml of the data set catalogue, in the order of the labels. ``prompt`` is what stands
    before each name. ``tokenizer``: the function of the user's CLIP package, ``clip:tokenize`` or ``open_clip:tokenize``.
    Grey frames are normalised by the grey equivalents of CLIP's mean and deviation and fed as three equal channels.
    """

    loads_own_weights = True
    summary = "CLIP image encoder and a table of text features"
    paper = "Radford et al., Learning Transferable Visual Models From Natural Language Supervision, ICML 2021; prompts as in SpikeCLIP, arXiv:2501.04477"

    def __init__(self, network, classes: str, tokenizer: str = "clip:tokenize", prompt: str = "image of a ", size: int = 224):
        super().__init__(network)
        names = class_names(classes)
        self.table = encode_text(network, tokenise([prompt + name for name in names], tokenizer))
        self.summary = f"{type(self).summary} of {len(names)} classes, prompt '{prompt}X'"
        self.contract = Contract(
            input=ImageInput(images=1, channels=1, mean=(GREY_MEAN,), std=(GREY_DEVIATION,), height=size, width=size, resize="bicubic"),
            output=ValueOutput(values=self.table.shape[1], lower_is_better=False),
            extra={"classifier": {"features": "classes.npy", "classes": names, "scale": 100.0}},
        )

    def forward(self, image):
        return encode_image(self.network, image.expand(-1, 3, -1, -1))

    def arrays(self) -> Dict[str, np.ndarray]:
        return {"classes.npy": self.table.numpy()}

    def parameter_count(self) -> int:
        return visual_parameters(self.network)


class ClipIqa(Adapter):
    """CLIP-IQA as in pyiqa's ``CLIPIQA``: the probability of the good text of each pair, averaged over pairs.

    Plain CLIP-IQA has its pairs of prompts in the class; CLIP-IQA+ has learned ones. The image keeps its size: position
    embedding is off, as in the paper.
    """

    loads_own_weights = True
    summary = "CLIP-IQA: probability of good against bad prompts, no resizing"
    paper = "Wang, Chan, Loy, Exploring CLIP for Assessing the Look and Feel of Images, AAAI 2023"
    contract = Contract(
        input=ImageInput(images=1, channels=1, **AS_THEY_ARE),
        output=ValueOutput(lower_is_better=False),
        golden_size=(96, 128),
        second_size=(101, 115),
    )

    def __init__(self, network):
        super().__init__(network)
        self.model = model_of(network)
        self.register_buffer("texts", self._texts(network))

    def _texts(self, network):
        if hasattr(network, "prompt_learner"):
            with torch.no_grad():
                features = network.prompt_learner(self.model).float()
            return features / features.norm(dim=-1, keepdim=True)
        return encode_text(self.model, network.prompt_pairs)

    def forward(self, image):
        features = encode_image(self.model, colour(image), positions=False)
        logits = self.model.logit_scale.exp() * features @ self.texts.t()
        return logits.reshape(-1, self.texts.shape[0] // 2, 2).softmax(dim=-1)[:, :, 0].mean(dim=1, keepdim=True)

    def parameter_count(self) -> int:
        return visual_parameters(self.model) + 1


class Liqe(Adapter):
    """LIQE as in pyiqa's ``LIQE``: expected quality, 1 to 5, over the texts that CLIP finds in patches of 224x224.

    The patches' places follow from the size of the image, so that the pack has one: Spike-Zoo's ``liqe_mix`` makes the shorter side 384
    by bilinear interpolation, which is 384x614 for 250x400.
    """

    QUALITIES = 5
    PATCH = 224

    loads_own_weights = True
    summary = "LIQE: expected quality 1..5 over joint texts"
    paper = "Zhang et al., Blind Image Quality Assessment via Vision-Language Correspondence, CVPR 2023"

    def __init__(self, network, height: int = 384, width: int = 614):
        super().__init__(network)
        if min(height, width) < self.PATCH:
            raise ExportError(f"LIQE takes images of at least {self.PATCH}x{self.PATCH}; {height}x{width} is smaller")
        self.model = model_of(network)
        self.register_buffer("texts", network.text_features.detach().float())
        self.corners = corners(height, width, self.PATCH, network.step, network.num_patch)
        self.contract = Contract(
            input=ImageInput(images=1, channels=1, height=height, width=width, resize="bilinear", **AS_THEY_ARE),
            output=ValueOutput(lower_is_better=False),
        )

    def forward(self, image):
        coloured = colour(image)
        patches = torch.stack([coloured[:, :, y : y + self.PATCH, x : x + self.PATCH] for y, x in self.corners], dim=1)
        features = encode_image(self.model, patches.flatten(0, 1))
        logits = self.model.logit_scale.exp() * features @ self.texts.t()
        joint = logits.reshape(-1, len(self.corners), self.texts.shape[0]).mean(dim=1).softmax(dim=1)
        # Texts are ordered by quality first, then by scene and distortion.
        quality = joint.reshape(-1, self.QUALITIES, self.texts.shape[0] // self.QUALITIES).sum(dim=2)
        return (quality * torch.arange(1.0, self.QUALITIES + 1)).sum(dim=1, keepdim=True)

    def parameter_count(self) -> int:
        return visual_parameters(self.model) + 1


def corners(height: int, width: int, patch: int, step: int, count: int):
    """Top left corners of at most ``count`` patches: every so manieth of a grid of steps, in reading order, from the first."""
    grid = [(y, x) for y in range(0, height - patch + 1, step) for x in range(0, width - patch + 1, step)]
    count = min(count, len(grid))
    return grid[:: max(1, len(grid) // count)][:count]
