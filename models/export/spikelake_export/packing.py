"""Writes a pack: a folder, or a zip of one, whose bytes depend on its content only."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from dataclasses import asdict, dataclass, field
from typing import Dict, List, Optional

import numpy as np

from .adapter import Adapter
from .cost import Cost
from .loading import ExportError

WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ORIGINS = ("original", "retrained", "ours", "random")


@dataclass(frozen=True)
class Release:
    """Which weights these are and where they come from; two releases never share a row of a table."""

    word: str
    origin: str
    by: str
    trained_on: List[str]
    license: str
    source: str
    training_recordings: List[str] = field(default_factory=list)
    version: int = 1

    def __post_init__(self):
        if self.origin not in ORIGINS:
            raise ExportError(f"--origin {self.origin!r}: expected one of {', '.join(ORIGINS)}")
        require_word("--release", self.word)
        if self.version < 1:
            raise ExportError(f"--version {self.version}: expected 1 or more")


def require_word(what: str, value: str) -> None:
    if not WORD.fullmatch(value):
        raise ExportError(f"{what} {value!r}: expected lower-case letters and digits, parts joined by single hyphens")


def manifest(name: str, adapter: Adapter, release: Release, format: str, sha256: str, cost: Cost, gpu: Optional[dict]) -> dict:
    require_word("--name", name)
    contract = adapter.contract
    body = {
        "schema": 1,
        "kind": contract.kind,
        "name": name,
        "release": release.word,
        "version": release.version,
        "format": format,
        "sha256": sha256,
        "license": release.license,
        "source": release.source,
        "paper": adapter.paper,
        "summary": adapter.summary,
        "weights": {
            "origin": release.origin,
            "by": release.by,
            "trained_on": release.trained_on,
            "training_recordings": release.training_recordings,
        },
        "input": contract.input.manifest(),
    }
    if contract.kind == "reconstructor":
        body["state"] = [
            {"input": f"STATE__{i}", "output": f"STATE_OUT__{i}", "shape": list(state.shape)}
            for i, state in enumerate(contract.state)
        ]
    body["output"] = contract.output.manifest()
    if contract.kind == "reconstructor":
        body["postprocess"] = contract.postprocess
    body["params"] = adapter.parameter_count()
    body["cost"] = asdict(cost)
    body["gpu"] = gpu or {"largest_difference": None, "device": None}
    body["golden"] = {"tolerance": contract.tolerance}
    body.update(contract.extra)
    return body


def write_files(folder: str, body: dict, golden_input: np.ndarray, golden_output: np.ndarray, arrays: Dict[str, np.ndarray]) -> None:
    """Adds everything but the model file.

    The golden input is one batch item, (steps or images, C, H, W). A recurrent network has all steps in ``input.npy``; a metric
    that compares has its second image in ``input1.npy``. ``arrays`` are stored as they are named.
    """
    with open(os.path.join(folder, "pack.json"), "w", encoding="utf-8", newline="\n") as file:
        json.dump(body, file, indent=2, ensure_ascii=False)
        file.write("\n")
    with open(os.path.join(folder, "serving.properties"), "w", encoding="utf-8", newline="\n") as file:
        file.write(serving_properties(body))
    os.makedirs(os.path.join(folder, "golden"))
    images = body["input"].get("images", 1)
    golden = {"golden/input.npy": golden_input, "golden/output.npy": golden_output}
    if images > 1:
        golden.update({f"golden/input{i or ''}.npy": golden_input[i : i + 1] for i in range(images)})
    for name, array in {**golden, **arrays}.items():
        np.save(os.path.join(folder, name), np.ascontiguousarray(array, dtype=np.float32))


def serving_properties(body: dict) -> str:
    """What DJL Serving reads; it takes and gives plain tensors, since windows are cut and frames toned by SpikeLake."""
    lines = {
        "engine": "OnnxRuntime" if body["format"] == "onnx" else "PyTorch",
        "option.modelName": "model",
        "translatorFactory": "ai.djl.translate.NoopServingTranslatorFactory",
        "batch_size": 1,
        "gpu.required_memory_mb": int(np.ceil(body["cost"]["peak_memory_mb"])),
    }
    if body["format"] == "torchscript":
        lines["option.mapLocation"] = "true"
    return "".join(f"{key}={value}\n" for key, value in lines.items())


def publish(folder: str, out: str) -> None:
    """Moves a finished pack to its place, replacing a pack that is there but nothing else."""
    if out.endswith(".zip"):
        _zip(folder, out)
        return
    if os.path.isdir(out) and os.listdir(out) and not os.path.exists(os.path.join(out, "pack.json")):
        raise ExportError(f"--out {out}: the folder holds something else than a pack; name a new folder")
    if os.path.isdir(out):
        shutil.rmtree(out)
    shutil.copytree(folder, out)


def _zip(folder: str, out: str) -> None:
    names = sorted(
        os.path.relpath(os.path.join(root, name), folder).replace(os.sep, "/")
        for root, _, files in os.walk(folder)
        for name in files
    )
    os.makedirs(os.path.dirname(os.path.abspath(out)), exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            # The oldest date that a zip can hold: equal content gives equal bytes.
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(os.path.join(folder, name), "rb") as file:
                archive.writestr(entry, file.read())


def sha256_of(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
