"""The command: ``python -m compare NAME --checkout DIR``, run from ``models/export``."""

from __future__ import annotations

import argparse
import copy
import datetime
import importlib
import os
import platform
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch

from spikelake_export.adapters import adapter_class
from spikelake_export.cost import measure
from spikelake_export.loading import ExportError, build_network
from spikelake_export.running import eager, onnx_runtime, run_window
from spikelake_export.standins import ignore
from spikelake_export.tracing import export_onnx

from .case import Case, lively_weights
from .cases import CASES
from .table import write_row

# Relative to the largest value of the frame where that is above 1: random weights leave the scale open.
TOLERANCE = 1e-4
SEEDS = (1, 2)


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="compare", description="Compares an adapter with the upstream class on two random inputs.")
    p.add_argument("name", choices=sorted(CASES))
    p.add_argument("--checkout", required=True, metavar="DIR", help="the upstream repository")
    p.add_argument("--commit", default="unknown", help="its commit, for the table")
    p.add_argument("--path", action="append", default=[], metavar="DIR", help="further folders for Python's module path; may be repeated")
    p.add_argument("--preload", action="append", default=[], metavar="MODULE", help="module to import first; may be repeated")
    p.add_argument("--ignore-import", action="append", default=[], metavar="MODULE", help="as for the exporter")
    p.add_argument("--height", type=int, help="default: the full size of the case")
    p.add_argument("--width", type=int)
    p.add_argument("--table", metavar="FILE", help="Markdown table that gets the row, for example COMPARED.md")
    return p


def prepare(case: Case, options):
    sys.path[:0] = options.path
    for module in options.preload:
        importlib.import_module(module)
    for module in case.needs:
        try:
            importlib.import_module(module)
        except Exception as failure:
            raise ExportError(f"{module} does not import ({failure}); it must be the real one, since the adapter replaces it") from failure
    adapter_type = adapter_class(case.network)
    adapter_type.prepare()
    for module in options.ignore_import:
        ignore(module)
    # The folder of the class first; the checkout itself for packages that upstream code names from there.
    sys.path.insert(0, options.checkout)
    network = build_network(case.path, os.path.abspath(os.path.join(options.checkout, case.folder)), case.arguments)
    lively_weights(network)
    # Adapters may change what they wrap.
    return network, adapter_type(copy.deepcopy(network), **case.options).eval()


def frames_of_both(case: Case, network, adapter, size):
    """What upstream and adapter make of each input."""
    call = eager(adapter)
    for seed in SEEDS:
        window = adapter.contract.input.example(seed, 1, *size)
        with torch.no_grad():
            fed = torch.from_numpy(window if adapter.contract.input.steps > 1 else window[0])
            yield window, case.upstream(network, fed).numpy(), run_window(call, adapter.contract, window)


def difference(pairs) -> float:
    return max(float(np.abs(one - other).max()) for one, other in pairs)


def run(options) -> None:
    case = CASES[options.name]
    torch.set_num_threads(1)
    network, adapter = prepare(case, options)
    contract = adapter.contract
    size = (options.height or case.size[0], options.width or case.size[1])
    windows, expected, adapted = zip(*frames_of_both(case, network, adapter, size))
    largest = max(float(np.abs(frame).max()) for frame in expected)
    limit = TOLERANCE * max(1.0, largest)
    worst = difference(zip(expected, adapted))
    if not worst <= limit:
        raise ExportError(f"{options.name} at {size}: adapter and upstream differ by {worst:.3g}, more than {limit:.3g}")
    if difference([expected]) < max(10 * limit, 100 * worst):
        raise ExportError(f"{options.name} at {size}: two inputs hardly change the frame; the comparison proves nothing")
    with tempfile.TemporaryDirectory() as folder:
        graph = os.path.join(folder, "model.onnx")
        export_onnx(adapter, graph)
        runtime = onnx_runtime(graph, contract)
        by_runtime = difference((run_window(runtime, contract, window), frame) for window, frame in zip(windows, adapted))
        if not by_runtime <= limit:
            raise ExportError(f"{options.name} at {size}: ONNX Runtime and the adapter differ by {by_runtime:.3g}, more than {limit:.3g}")
        cost = measure(graph, contract, *size)
        nodes = len(onnx.load(graph).graph.node)
    row = [
        options.name + (f" ({case.note})" if case.note else ""),
        f"{case.repository} {options.commit[:7]}",
        f"{size[0]}x{size[1]}",
        str(nodes),
        str(adapter.parameter_count()),
        f"{cost.gmacs:.3f}",
        f"{cost.peak_memory_mb:.0f}",
        f"{worst:.1e}",
        f"{by_runtime:.1e}",
        f"{largest:.2f}",
        datetime.date.today().isoformat(),
        f"{platform.python_version()} / {torch.__version__.split('+')[0]} / {onnxruntime.__version__}",
    ]
    print(" | ".join(row))
    if options.table:
        write_row(options.table, row)


def main() -> int:
    try:
        run(parser().parse_args())
    except (ExportError, ValueError, OSError) as failure:
        print(f"compare: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
