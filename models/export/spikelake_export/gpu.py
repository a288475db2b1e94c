"""How far a GPU's output is from the CPU's, where there is a GPU."""

from __future__ import annotations

from typing import Optional

import numpy as np
import onnxruntime
import torch

from .contract import Contract
from .running import exported, onnx_runtime, run_window, torchscript


def largest_difference(path: str, contract: Contract) -> Optional[dict]:
    """Over three windows at the golden size; None where this machine has no GPU that the file's engine can use."""
    if not torch.cuda.is_available():
        return None
    if path.endswith(".onnx"):
        if "CUDAExecutionProvider" not in onnxruntime.get_available_providers():
            return None
        on_gpu = onnx_runtime(path, contract, "CUDAExecutionProvider")
    else:
        on_gpu = torchscript(path, "cuda")
    on_cpu = exported(path, contract)
    windows = [contract.input.example(seed, 1, *contract.golden_size) for seed in (1, 2, 7)]
    differences = [np.abs(run_window(on_gpu, contract, window) - run_window(on_cpu, contract, window)).max() for window in windows]
    return {"largest_difference": float(max(differences)), "device": torch.cuda.get_device_name()}
