"""Packs a checkpoint as the model pack ``spikelake-lrn``; the exporter of ``models/export`` verifies it first.

    PYTHONPATH=../export python pack.py --checkpoint RUN/best.pt [--out ../../udfs/src/main/resources/packs/spikelake-lrn]
"""

import argparse
from pathlib import Path

import torch
from spikelake_export.adapter import Adapter
from spikelake_export.contract import Contract, FrameOutput, Padding, SpikeInput
from spikelake_export.export import export_pack
from spikelake_export.packing import Release
from torch import Tensor

from network import FRAMES, KEY, SpikeLakeNet

PACKS = Path(__file__).resolve().parents[2] / "udfs/src/main/resources/packs"


class SpikeLakeLrn(Adapter):
    """The network as it is: it pads, folds and crops in its graph."""

    summary = "residual 3x3 convolutions at half resolution over voxels, means and intervals of 61 planes"
    paper = "none; of the family of the light reconstruction network of SpikeCLIP, arXiv:2501.04477"
    contract = Contract(
        input=SpikeInput(
            frames=FRAMES,
            before=KEY,
            channels=FRAMES,
            binning="spikes",
            padding=Padding("one row and column repeated where the size is odd, zeros at every convolution", where="graph"),
        ),
        output=FrameOutput(scale="firing_rate"),
        postprocess="rate",
        tolerance=1e-5,
        golden_size=(24, 32),
        second_size=(31, 45),
    )

    def forward(self, spikes: Tensor) -> Tensor:
        """Spikes (N, 61, H, W) to firing rates (N, 1, H, W)."""
        return self.network(spikes)


RELEASE = Release(
    word="bsds",
    origin="ours",
    by="SpikeLake",
    trained_on=["bsds500"],
    license="Apache-2.0",
    source="models/train of SpikeLake",
)


def main() -> None:
    """Reads the command line and packs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True, help="best.pt or last.pt of train.py")
    parser.add_argument("--out", type=Path, default=PACKS / "spikelake-lrn", help="folder of the pack (default: %(default)s)")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    network = SpikeLakeNet()
    network.load_state_dict(torch.load(arguments.checkpoint)["average"])
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    result = export_pack("spikelake-lrn", SpikeLakeLrn(network), RELEASE, str(arguments.out), at_full_size=True)
    print(f"{arguments.out}: {result.manifest['params']} parameters, largest difference {result.largest_difference:.2g}")


if __name__ == "__main__":
    main()
