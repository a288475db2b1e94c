"""One export from start to end: trace, verify, count, write. A pack appears only when every check has passed."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import List, Optional

from .adapter import Adapter
from .cost import Cost, measure
from .gpu import largest_difference
from .packing import Release, manifest, publish, sha256_of, write_files
from .running import eager, exported, run_window
from .tracing import NEWEST_OPSET, export_onnx, export_torchscript
from .verifying import Agreement, verify


@dataclass(frozen=True)
class Exported:
    """What was written and how well it agrees."""

    manifest: dict
    agreements: List[Agreement]

    @property
    def largest_difference(self) -> float:
        return max(agreement.difference for agreement in self.agreements)


def export_pack(
    name: str,
    adapter: Adapter,
    release: Release,
    out: str,
    format: str = "onnx",
    height: int = 250,
    width: int = 400,
    opset: int = NEWEST_OPSET,
    at_full_size: bool = False,
) -> Exported:
    """Writes the pack to ``out`` (a folder, or a name ending in ``.zip``). Cost is stated at height x width."""
    contract = adapter.eval().contract
    if contract.fixed:
        height, width = contract.golden_size
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, "pack")
        os.makedirs(folder)
        graph = os.path.join(work, "graph.onnx")
        export_onnx(adapter, graph, opset)
        if format == "onnx":
            model = os.path.join(folder, "model.onnx")
            os.replace(graph, model)
            graph = model
        else:
            model = os.path.join(folder, "model.pt")
            export_torchscript(adapter, model)
        agreements = verify(eager(adapter), exported(model, contract), contract, [(height, width)] if at_full_size else [])
        cost = measure(graph, contract, height, width)
        golden = contract.input.example(7, 1, *contract.golden_size)
        frame = run_window(exported(model, contract), contract, golden)
        body = manifest(name, adapter, release, format, sha256_of(model), cost, largest_difference(model, contract))
        write_files(folder, body, golden[:, 0], frame, adapter.arrays())
        publish(folder, out)
    return Exported(body, agreements)
