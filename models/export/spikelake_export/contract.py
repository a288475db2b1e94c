"""What a network takes and gives: the part of ``pack.json`` that an adapter states.

Field names are those of the pack format, so that a contract reads like the manifest it becomes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Optional, Sequence, Tuple, Union

import numpy as np

BINNINGS = ("spikes", "signed", "sum", "mean")
SCALES = ("firing_rate", "display", "relative")
TONES = ("none", "clip", "minmax", "rate")


@dataclass(frozen=True)
class Padding:
    """Rows and columns added before the network. ``where="graph"``: the adapter does it, rule is free words."""

    rule: str = "none"
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0
    where: str = "graph"


@dataclass(frozen=True)
class Crop:
    """Rows and columns that SpikeLake cuts off the output; all zero when the graph crops itself."""

    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0


@dataclass(frozen=True)
class State:
    """A recurrent tensor, zero before the first step. Entries are numbers, ``"N"``, ``"H"``, ``"W"``, ``"H/8"``, ``"W/8"``."""

    shape: Tuple[Union[int, str], ...]

    def sizes(self, n: int, height: int, width: int) -> Tuple[int, ...]:
        """The shape in numbers; a quotient rounds up."""
        whole = {"N": n, "H": height, "W": width}

        def size(entry):
            if isinstance(entry, int):
                return entry
            name, _, divisor = entry.partition("/")
            return -(-whole[name] // int(divisor or 1))

        return tuple(size(entry) for entry in self.shape)


@dataclass(frozen=True)
class SpikeInput:
    """A window of spike planes, binned to channels. ``before`` counts the planes in front of the key frame."""

    frames: int
    channels: int
    binning: str = "spikes"
    before: Optional[int] = None
    steps: int = 1
    height: Optional[int] = None
    width: Optional[int] = None
    multiple: Union[int, Tuple[int, int]] = 1
    padding: Padding = Padding()

    def __post_init__(self):
        if self.binning not in BINNINGS:
            raise ValueError(f"binning {self.binning!r} is unknown; expected one of {', '.join(BINNINGS)}")
        if self.frames % (self.steps * self.channels):
            raise ValueError(
                f"{self.frames} frames cannot be cut into {self.steps} steps of {self.channels} equal channels"
            )
        if (self.height is None) != (self.width is None):
            raise ValueError("height and width are either both fixed or both free")
        if self.before is None:
            object.__setattr__(self, "before", self.frames // 2)

    tensors = 1

    def fed_size(self, height: int, width: int) -> Tuple[int, int]:
        """Size of the tensor fed for frames of a size."""
        p = self.padding
        return (height + p.top + p.bottom, width + p.left + p.right) if p.where == "host" else (height, width)

    def manifest(self) -> dict:
        return {
            "tensor": "INPUT__0",
            "frames": self.frames,
            "before": self.before,
            "channels": self.channels,
            "binning": self.binning,
            "steps": self.steps,
            "height": self.height,
            "width": self.width,
            "multiple": self.multiple if isinstance(self.multiple, int) else list(self.multiple),
            "padding": asdict(self.padding),
            "dtype": "float32",
            "layout": "NCHW",
        }

    def example(self, seed: int, n: int, height: int, width: int) -> np.ndarray:
        """What would be fed for random spikes, (steps, N, channels, height, width) float32.

        Pixels fire independently at rates from 0 (never) to 0.7, so that short, long and missing intervals all occur.
        """
        draw = np.random.default_rng(seed)
        rate = np.clip(draw.uniform(-0.05, 0.7, (n, 1, height, width)), 0, None)
        spikes = draw.random((n, self.frames, height, width)) < rate
        planes = self.frames // (self.steps * self.channels)
        binned = spikes.reshape(n, self.steps, self.channels, planes, height, width).sum(axis=3).astype(np.float32)
        if self.binning == "signed":
            binned = 2 * binned - 1
        elif self.binning == "mean":
            binned /= planes
        return np.ascontiguousarray(binned.swapaxes(0, 1))


@dataclass(frozen=True)
class FrameOutput:
    """One reconstructed frame, (N, channels, H, W)."""

    scale: str = "firing_rate"
    range: Optional[Tuple[float, float]] = None
    channels: int = 1
    crop: Crop = Crop()

    def __post_init__(self):
        if self.scale not in SCALES:
            raise ValueError(f"scale {self.scale!r} is unknown; expected one of {', '.join(SCALES)}")

    def manifest(self) -> dict:
        return {
            "tensor": "OUTPUT__0",
            "channels": self.channels,
            "range": None if self.range is None else list(self.range),
            "scale": self.scale,
            "crop": asdict(self.crop),
        }


@dataclass(frozen=True)
class ImageInput:
    """One image, or an image and its reference: pixels 0..1, then (x - mean) / std."""

    images: int
    channels: int
    mean: Sequence[float]
    std: Sequence[float]
    height: Optional[int] = None
    width: Optional[int] = None
    resize: Optional[str] = None

    steps = 1

    def fed_size(self, height: int, width: int) -> Tuple[int, int]:
        """Size of the tensor fed for images of a size."""
        return height, width

    @property
    def tensors(self) -> int:
        return self.images

    def manifest(self) -> dict:
        return {**asdict(self), "mean": list(self.mean), "std": list(self.std), "dtype": "float32", "layout": "NCHW"}

    def example(self, seed: int, n: int, height: int, width: int) -> np.ndarray:
        """Random smooth images, (images, N, channels, height, width) float32, normalised."""
        draw = np.random.default_rng(seed)
        coarse = draw.random((self.images, n, self.channels, -(-height // 4), -(-width // 4)))
        pixels = coarse.repeat(4, axis=-2).repeat(4, axis=-1)[..., :height, :width]
        pixels = 0.8 * pixels + 0.2 * draw.random(pixels.shape)
        mean, std = (np.reshape(value, (-1, 1, 1)) for value in (self.mean, self.std))
        return ((pixels - mean) / std).astype(np.float32)


@dataclass(frozen=True)
class ValueOutput:
    """What a metric gives: one score, or an embedding of ``values`` numbers compared with ``classifier``."""

    values: int = 1
    lower_is_better: bool = True

    def manifest(self) -> dict:
        return {"tensor": "OUTPUT__0", "values": self.values, "lower_is_better": self.lower_is_better}


@dataclass(frozen=True)
class Contract:
    """Everything a pack promises about its tensors.

    ``tolerance`` bounds the absolute difference between any two runs of the pack (eager, ONNX Runtime, golden).
    ``golden_size`` and ``second_size`` (height, width) are what a network of free size is verified at; the second
    should be no multiple of anything unless the network needs one.
    """

    input: Union[SpikeInput, ImageInput]
    output: Union[FrameOutput, ValueOutput]
    state: Tuple[State, ...] = ()
    postprocess: str = "none"
    tolerance: float = 1e-4
    golden_size: Tuple[int, int] = (48, 64)
    second_size: Tuple[int, int] = (51, 46)
    extra: dict = field(default_factory=dict)

    def __post_init__(self):
        if self.postprocess not in TONES:
            raise ValueError(f"postprocess {self.postprocess!r} is unknown; expected one of {', '.join(TONES)}")
        if self.fixed:
            object.__setattr__(self, "golden_size", (self.input.height, self.input.width))

    @property
    def kind(self) -> str:
        return "reconstructor" if isinstance(self.input, SpikeInput) else "metric"

    @property
    def fixed(self) -> bool:
        """Whether the network takes frames of one size only."""
        return self.input.height is not None
