"""What the metrics built on CLIP share: image features, text features, and the colours that CLIP expects."""

from __future__ import annotations

import importlib
import inspect
import math
import re
from typing import List, Sequence

import torch
import torch.nn.functional as F
from torch import nn

from .loading import ExportError

# Mean and deviation of red, green and blue of the images that CLIP was trained on, pixels 0..1.
MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)

# Weights of red, green and blue in luma (ITU-R BT.601).
LUMA = (0.299, 0.587, 0.114)

GREY_MEAN = sum(weight * value for weight, value in zip(LUMA, MEAN))
# Of a weighted sum of independent channels.
GREY_DEVIATION = math.sqrt(sum((weight * value) ** 2 for weight, value in zip(LUMA, DEVIATION)))


def model_of(network: nn.Module) -> nn.Module:
    """The CLIP model inside a metric's class; some classes keep it in a list, so that it is not saved with them."""
    model = network.clip_model
    return model[0] if isinstance(model, (list, tuple)) else model


def encode_image(model: nn.Module, images: torch.Tensor, positions: bool = True) -> torch.Tensor:
    """Unit features of images (N, 3, H, W). Without positions the image may have any size, where the model offers that."""
    options = {}
    if "pos_embedding" in inspect.signature(model.encode_image).parameters:
        options["pos_embedding"] = positions
    elif not positions:
        raise ExportError(f"{type(model).__name__}.encode_image has no pos_embedding argument, so that it takes one size only")
    return F.normalize(model.encode_image(images, **options).float(), dim=-1)


def encode_text(model: nn.Module, tokens: torch.Tensor) -> torch.Tensor:
    """Unit features of tokenised texts, computed once, so that the pack needs no text encoder."""
    with torch.no_grad():
        return F.normalize(model.encode_text(tokens).float(), dim=-1)


def colour(image: torch.Tensor, mean: Sequence[float] = MEAN, deviation: Sequence[float] = DEVIATION) -> torch.Tensor:
    """A grey image (N, 1, H, W), pixels 0..1, as the three normalised channels that CLIP was trained on."""
    mean, deviation = (torch.tensor(values, dtype=image.dtype).reshape(1, 3, 1, 1) for values in (mean, deviation))
    return (image - mean) / deviation


def visual_parameters(model: nn.Module) -> int:
    """Numbers of the image encoder; the text encoder stays behind."""
    return sum(parameter.numel() for parameter in model.visual.parameters())


def tokenise(texts: Sequence[str], path: str) -> torch.Tensor:
    """Tokens of texts by the function ``module:function`` of the user's CLIP package."""
    module, _, name = path.partition(":")
    try:
        function = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as failure:
        raise ExportError(f"tokenizer {path!r}: {failure}; expected module:function, such as clip:tokenize") from failure
    return function(list(texts))


def class_names(file: str) -> List[str]:
    """Names of classes in the order of their numbers: one a line, or the ``class-names`` of a data set of the catalogue (.yaml)."""
    with open(file, encoding="utf-8") as lines:
        text = lines.read()
    names = _catalogue_names(text, file) if file.endswith((".yaml", ".yml")) else [line.strip() for line in text.splitlines() if line.strip()]
    if len(names) < 2 or len(set(names)) != len(names):
        raise ExportError(f"{file}: {len(names)} class names, {len(set(names))} of them different; expected at least 2, each once")
    return names


def _catalogue_names(text: str, file: str) -> List[str]:
    # Only this one mapping of numbers to words is read, which needs no YAML library.
    block = re.search(r"^class-names:[ \t]*(?:#.*)?\n((?:[ \t]+.*\n?|[ \t]*#.*\n?)+)", text, re.MULTILINE)
    entries = re.findall(r"^[ \t]+(\d+):[ \t]*([^#\n]+)", block.group(1), re.MULTILINE) if block else []
    names = {int(number): name.strip().strip("'\"") for number, name in entries}
    if sorted(names) != list(range(len(names))):
        raise ExportError(
            f"{file}: class-names gives {sorted(names)}; every number from 0 is needed. Complete it, or give a text file of one name a line"
        )
    return [names[number] for number in range(len(names))]
