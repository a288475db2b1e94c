"""Runs an exported file, or the adapter itself, over a window: step by step, with explicit state."""

from __future__ import annotations

import numpy as np
import onnxruntime
import torch

from .adapter import Adapter, zero_states
from .contract import Contract
from .loading import ExportError
from .tracing import tensor_names


def run_window(call, contract: Contract, windows: np.ndarray) -> np.ndarray:
    """The output for windows of shape (steps or images, N, C, H, W).

    ``call`` takes and gives a list of arrays: inputs then states, output then states.
    """
    _, n, _, height, width = windows.shape
    states = [state.numpy() for state in zero_states(contract, n, height, width)]
    if contract.kind == "metric":
        return call(list(windows))[0]
    for step in windows:
        output, *states = call([step, *states])
    return output


def eager(adapter: Adapter, device: str = "cpu"):
    adapter = adapter.to(device)

    def call(arrays):
        with torch.no_grad():
            outputs = adapter(*(torch.from_numpy(np.ascontiguousarray(array)).to(device) for array in arrays))
        outputs = outputs if isinstance(outputs, (tuple, list)) else [outputs]
        return [output.detach().cpu().numpy() for output in outputs]

    return call


def torchscript(path: str, device: str = "cpu"):
    return eager(torch.jit.load(path, map_location=device), device)


def onnx_runtime(path: str, contract: Contract, provider: str = "CPUExecutionProvider"):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=[provider])
    names, outputs = tensor_names(contract)
    present = {entry.name for entry in session.get_inputs()}
    absent = [name for name in names if name not in present]
    if absent:
        raise ExportError(f"the graph does not use its inputs {', '.join(absent)}: their effect was recorded as a constant")

    def call(arrays):
        return session.run(outputs, {name: np.ascontiguousarray(array) for name, array in zip(names, arrays)})

    return call


def exported(path: str, contract: Contract):
    """The runner for a model file, by its ending."""
    return onnx_runtime(path, contract) if path.endswith(".onnx") else torchscript(path)
