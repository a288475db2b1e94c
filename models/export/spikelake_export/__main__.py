"""The command: ``python -m spikelake_export NETWORK --class module.path:Class ... --out DIR``."""

from __future__ import annotations

import argparse
import json
import sys

import torch

from .adapters import ADAPTERS, adapter_class
from .export import export_pack
from .loading import ExportError, build_network, load_checkpoint, on_path
from .packing import ORIGINS, Release
from .standins import ignore
from .tracing import NEWEST_OPSET


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="spikelake_export", description="Exports a network as a verified SpikeLake model pack.")
    p.add_argument("network", choices=sorted(ADAPTERS), help="which adapter")
    p.add_argument("--class", dest="path", required=True, metavar="MODULE:CLASS", help="the upstream class in your own checkout or installed package")
    p.add_argument("--source", metavar="DIR", help="put in front of Python's module path, usually the checkout")
    p.add_argument("--ignore-import", action="append", default=[], metavar="MODULE", help="library that the upstream file imports but inference does not use, such as thop; may be repeated")
    p.add_argument("--arg", action="append", default=[], metavar="KEY=JSON", help="argument of the class's constructor; may be repeated")
    p.add_argument("--option", action="append", default=[], metavar="KEY=JSON", help="option of the adapter, such as padding=20; may be repeated")
    p.add_argument("--checkpoint", metavar="FILE", help="weights; without it they are random (seed 0) and --origin must say so")
    p.add_argument("--trust-checkpoint", action="store_true", help="read checkpoints that hold Python objects, which runs code from the file")
    p.add_argument("--name", help="name of the pack (default: the network's)")
    p.add_argument("--release", default="random", metavar="WORD", help="name of these weights (default: %(default)s)")
    p.add_argument("--version", type=int, default=1, help="version of the release (default: %(default)s)")
    p.add_argument("--origin", choices=ORIGINS, default="random", help="who trained the weights (default: %(default)s)")
    p.add_argument("--by", default="", help="the people or project that trained them")
    p.add_argument("--trained-on", action="append", default=[], metavar="ID", help="id of a data set; may be repeated")
    p.add_argument("--training-recording", action="append", default=[], metavar="PATTERN", help="path pattern or content id of a training recording; may be repeated")
    p.add_argument("--license", default="none stated", help="licence of the weights (default: %(default)s)")
    p.add_argument("--source-url", default="not stated", help="where class and weights come from, with commit")
    p.add_argument("--height", type=int, default=250, help="frame height at which the cost is stated (default: %(default)s)")
    p.add_argument("--width", type=int, default=400, help="frame width at which the cost is stated (default: %(default)s)")
    p.add_argument("--verify-full-size", action="store_true", help="also compare at that size, which can take minutes")
    p.add_argument("--format", choices=("onnx", "torchscript"), default="onnx", help="kind of model file (default: %(default)s)")
    p.add_argument("--opset", type=int, default=NEWEST_OPSET, help="ONNX operator set, at most %(default)s (default: %(default)s)")
    p.add_argument("--threads", type=int, default=1, help="CPU threads (default: %(default)s)")
    p.add_argument("--out", required=True, metavar="DIR|ZIP", help="the pack: a folder, or a file ending in .zip")
    return p


def assignments(pairs, flag: str) -> dict:
    """KEY=JSON pairs; a value that is no JSON is taken as a word."""
    values = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or not key.isidentifier():
            raise ExportError(f"{flag} {pair!r}: expected key=value")
        try:
            values[key] = json.loads(text)
        except json.JSONDecodeError:
            values[key] = text
    return values


def run(options) -> None:
    adapter_type = adapter_class(options.network)
    if options.checkpoint is None and options.origin != "random" and not adapter_type.loads_own_weights:
        raise ExportError(f"--origin {options.origin} without --checkpoint: the weights would be random")
    if options.checkpoint is not None and options.origin == "random":
        raise ExportError("--checkpoint needs --release and --origin, so that its rows in tables name the weights")
    torch.set_num_threads(options.threads)
    on_path(options.source)
    adapter_type.prepare()
    for module in options.ignore_import:
        ignore(module)
    network = build_network(options.path, options.source, assignments(options.arg, "--arg"))
    if options.checkpoint:
        load_checkpoint(network, options.checkpoint, options.trust_checkpoint)
    try:
        adapter = adapter_type(network, **assignments(options.option, "--option"))
    except TypeError as failure:
        raise ExportError(f"--option does not fit {options.network}: {failure}") from failure
    release = Release(
        options.release,
        options.origin,
        options.by,
        options.trained_on,
        options.license,
        options.source_url,
        options.training_recording,
        options.version,
    )
    result = export_pack(
        options.name or options.network,
        adapter,
        release,
        options.out,
        options.format,
        options.height,
        options.width,
        options.opset,
        options.verify_full_size,
    )
    for agreement in result.agreements:
        print(f"{agreement.what}: difference {agreement.difference:.3g}, values up to {agreement.magnitude:.3g}", file=sys.stderr)
    cost = result.manifest["cost"]
    print(f"{options.out}: {result.manifest['params']} parameters, {cost['gmacs']} GMAC and {cost['peak_memory_mb']} MB at {cost['height']}x{cost['width']}")


def main() -> int:
    try:
        run(parser().parse_args())
    except (ExportError, ValueError, OSError) as failure:
        print(f"spikelake_export: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
