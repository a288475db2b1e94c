"""SwinSF: shifted-window attention at one frame size."""

from ..adapter import Adapter
from ..contract import Contract, FrameOutput, Padding, SpikeInput
from ..windows import free_batch


class SwinSf(Adapter):
    """The first of three outputs, 0..255, from 41 planes; 250x400 or 1000x1000 as the network was built.

    The masks of shifted windows belong to that size. They are computed once here; the public class for 250x400 does
    so in every forward, which would put their construction in the graph.
    """

    summary = "shifted-window transformer of 41 planes, fixed size, output 0..255"
    paper = "Jiang, Zhu, Chen, SwinSF: Image Reconstruction from Spatial-Temporal Spike Streams, arXiv:2407.15708"

    def __init__(self, network):
        super().__init__(network)
        free_batch(network)
        embedding = network.patch_embed
        height, width = embedding.img_size
        grid = tuple(embedding.patches_resolution) if hasattr(embedding, "proj") else (height, width)
        fix_masks(network, grid)
        self.contract = Contract(
            input=SpikeInput(frames=41, channels=41, height=height, width=width, padding=Padding()),
            output=FrameOutput(scale="display", range=(0.0, 255.0)),
            postprocess="clip",
            # Values are 0..255: this is 4e-6 of the range.
            tolerance=1e-3,
        )

    def forward(self, spikes):
        return self.network(spikes)[0]


def fix_masks(network, grid) -> None:
    """Gives every attention block the mask of its token grid; blocks that do not shift need none."""
    mask = None
    for block in network.modules():
        if not hasattr(block, "calculate_mask"):
            continue
        block.input_resolution = grid
        if block.shift_size > 0:
            # One tensor for all, or each block would store its own copy in the pack.
            mask = block.calculate_mask(grid) if mask is None else mask
            block.attn_mask = mask
