"""RSIR: recurrent restoration with the calibration of one sensor."""

import sys

import numpy as np
import torch

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput, State
from ..loading import ExportError
from ..windows import free_batch

HEIGHT, WIDTH = 250, 400
PADDED_ROWS = 3
DISPLAY_GAMMA = 1 / 2.2
MAPS = ("q", "nd", "nl")


class Rsir(Adapter):
    """Each step takes the mean of its planes to the power 1/2.2 and the fused image of the step before.

    ``calibration``: an .npz with the float maps q (quantity of light per spike), nd (dark current) and nl (response relative to the
    sensor's), each 250x400 or a single number, as the authors compute them from recordings of three uniform lights.
    Without it the sensor is taken to be ideal: q = 1, nd = 0, nl = 1. ``planes`` per step are 16 in the authors' brighter
    test and 32 in the darker one; ``steps`` are 10 in both.

    The authors start without a fused image and use the network's own first estimate in its place. The second state
    tensor is 0 before the first step and 1 after it, so that the graph knows.
    """

    summary = "recurrent, mean of each step's planes ^ (1/2.2)"
    paper = "Zhu et al., Recurrent Spike-based Image Restoration under General Illumination, ACM MM 2023"

    def __init__(self, network, calibration: str = "", planes: int = 16, steps: int = 10):
        super().__init__(network)
        free_batch(network)
        # The public file creates tensors on a device named in a global of it.
        sys.modules[type(network).__module__].device = torch.device("cpu")
        for name, value in zip(MAPS, load_calibration(calibration)):
            self.register_buffer(name, value)
        self.summary = f"{type(self).summary}; {'calibrated' if calibration else 'ideal sensor: q=1, nd=0, nl=1'}"
        self.contract = Contract(
            input=SpikeInput(
                frames=planes * steps,
                channels=1,
                binning="mean",
                steps=steps,
                height=HEIGHT,
                width=WIDTH,
                padding=Padding("reflect", top=PADDED_ROWS, bottom=PADDED_ROWS),
            ),
            state=(State(("N", 1, HEIGHT, WIDTH)), State(("N", 1, 1, 1))),
            output=FrameOutput(scale="display"),
            postprocess="clip",
        )

    def forward(self, mean, fused, started):
        light = mean**DISPLAY_GAMMA
        before = torch.where(started > 0, fused, self._first_estimate(light))
        # The second argument is the ground truth, which only the outputs for training use.
        outputs = self.network(torch.cat([light, before], dim=1), torch.zeros_like(light), self.q, self.nd, self.nl)
        fused, refined = (outputs[i][:, :, PADDED_ROWS : PADDED_ROWS + HEIGHT] for i in (2, 4))
        return refined, fused, torch.ones_like(started)

    def _first_estimate(self, light):
        noise = (self.nd / self.q).expand(light.shape[0], 1, HEIGHT, WIDTH)
        estimate = self.network.fpn_refine(self.network.fpn_denoise(torch.cat([light, noise], dim=1)) / self.nl)
        return estimate**DISPLAY_GAMMA if self.network.mode == "test" else estimate


def load_calibration(file: str):
    """The maps q, nd and nl, (1, 1, 250, 400) float32 each; those of an ideal sensor without a file."""
    if not file:
        maps = {"q": 1.0, "nd": 0.0, "nl": 1.0}
    else:
        with np.load(file) as archive:
            absent = [name for name in MAPS if name not in archive]
            if absent:
                raise ExportError(f"calibration {file} lacks {', '.join(absent)}; it holds {', '.join(archive.files)}")
            maps = {name: archive[name] for name in MAPS}
    return [_full_map(name, maps[name], file) for name in MAPS]


def _full_map(name: str, values, file: str) -> torch.Tensor:
    values = np.asarray(values, dtype=np.float32)
    if values.ndim and values.shape != (HEIGHT, WIDTH):
        raise ExportError(f"calibration {file}: {name} has shape {values.shape}; expected {HEIGHT}x{WIDTH}, or one number")
    if not np.isfinite(values).all() or (name != "nd" and (values <= 0).any()):
        raise ExportError(f"calibration {file}: {name} holds values that are not finite{'' if name == 'nd' else ' or not positive'}")
    return torch.from_numpy(np.broadcast_to(values, (1, 1, HEIGHT, WIDTH)).copy())
