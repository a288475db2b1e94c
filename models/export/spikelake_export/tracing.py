"""Turns an adapter into a file: ONNX or TorchScript."""

from __future__ import annotations

import inspect
import warnings
import zipfile
from contextlib import contextmanager

import onnx
import torch

from .adapter import Adapter, zero_states
from .contract import Contract
from .loading import ExportError

NEWEST_OPSET = 17


def export_onnx(adapter: Adapter, path: str, opset: int = NEWEST_OPSET) -> None:
    """Writes the ONNX graph, weights inside, with the tensor names and free axes that the pack format prescribes."""
    if opset > NEWEST_OPSET:
        raise ExportError(f"opset {opset}: packs use at most {NEWEST_OPSET}, the newest that ONNX Runtime 1.21 is tested with")
    contract = adapter.contract
    inputs, outputs = tensor_names(contract)
    options = {}
    if "dynamo" in inspect.signature(torch.onnx.export).parameters:
        # The newer exporter needs another package and opset 18.
        options["dynamo"] = False
    with torch.no_grad(), _upstream_warnings_only():
        torch.onnx.export(
            adapter,
            trace_example(contract),
            path,
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=free_axes(contract),
            opset_version=opset,
            **options,
        )
    check_portable(onnx.load(path))


def export_torchscript(adapter: Adapter, path: str) -> None:
    with torch.no_grad(), _upstream_warnings_only():
        traced = torch.jit.trace(adapter, trace_example(adapter.contract), check_trace=False)
        traced.save(path)
    drop_source_positions(path)


def drop_source_positions(path: str) -> None:
    """Removes the tables that map operators to lines of source: they name folders of the machine that exported."""
    with zipfile.ZipFile(path) as archive:
        records = [(entry.filename, archive.read(entry)) for entry in archive.infolist() if not entry.filename.endswith(".debug_pkl")]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in records:
            # The oldest date that a zip can hold: equal content gives equal bytes.
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)


@contextmanager
def _upstream_warnings_only():
    """Shows what tracing remarks about the user's code, not about ours, where channel counts are meant to be constants."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.filterwarnings("ignore", message="Constant folding")
        warnings.filterwarnings("ignore", category=torch.jit.TracerWarning, module=r"spikelake_export\.")
        yield


def trace_example(contract: Contract):
    """What the graph is recorded with. Verification uses other inputs, or a constant taken from this one would pass."""
    height, width = contract.golden_size
    windows = torch.from_numpy(contract.input.example(seed=0, n=1, height=height, width=width))
    return (*windows[: contract.input.tensors], *zero_states(contract, 1, height, width))


def tensor_names(contract: Contract):
    states = range(len(contract.state))
    inputs = [f"INPUT__{i}" for i in range(contract.input.tensors)] + [f"STATE__{i}" for i in states]
    outputs = ["OUTPUT__0"] + [f"STATE_OUT__{i}" for i in states]
    return inputs, outputs


def free_axes(contract: Contract) -> dict:
    image = {0: "N"} if contract.fixed else {0: "N", 2: "H", 3: "W"}
    axes = {f"INPUT__{i}": dict(image) for i in range(contract.input.tensors)}
    axes["OUTPUT__0"] = dict(image) if contract.kind == "reconstructor" else {0: "N"}
    for i, state in enumerate(contract.state):
        free = {
            axis: entry.replace("/", "_")
            for axis, entry in enumerate(state.shape)
            if entry == "N" or (isinstance(entry, str) and not contract.fixed)
        }
        axes[f"STATE__{i}"] = free
        axes[f"STATE_OUT__{i}"] = dict(free)
    return axes


def check_portable(model: onnx.ModelProto) -> None:
    """Refuses graphs that stock ONNX Runtime cannot run."""
    onnx.checker.check_model(model)
    foreign = sorted({f"{node.domain}::{node.op_type}" for node in model.graph.node if node.domain not in ("", "ai.onnx")})
    if foreign:
        raise ExportError(f"the graph holds operators outside the ONNX standard: {', '.join(foreign)}. Rewrite them as tensor code in the adapter")
    opset = max(entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx"))
    if opset > NEWEST_OPSET:
        raise ExportError(f"the graph uses opset {opset}; packs use at most {NEWEST_OPSET}")
