"""Compares an exported file with the adapter it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List

import numpy as np

from .contract import Contract
from .loading import ExportError
from .running import run_window


@dataclass(frozen=True)
class Agreement:
    """Largest absolute difference over one comparison, and the largest absolute value it is to be seen against."""

    what: str
    difference: float
    magnitude: float


def verify(reference, exported, contract: Contract, sizes=()) -> List[Agreement]:
    """Runs both on windows that the graph was not recorded with; refuses any difference above the tolerance.

    Two different windows at the golden size find a constant recorded from the example. A second size finds a padding or
    a view that is right at one size only. A batch of two, compared with the reference fed one at a time, finds
    a batch axis that was fixed, and frames that mix. ``sizes`` adds sizes of the caller's.
    """
    golden = contract.golden_size
    first = _compare(reference, exported, contract, golden, seeds=[1])
    second = _compare(reference, exported, contract, golden, seeds=[2])
    _require_response(reference, contract, golden, max(first.difference, second.difference))
    results = [first, second, _compare(reference, exported, contract, golden, seeds=[3, 4])]
    if not contract.fixed:
        results.append(_compare(reference, exported, contract, contract.second_size, seeds=[5]))
        results += [_compare(reference, exported, contract, size, seeds=[6]) for size in sizes]
    return results


def _compare(reference, exported, contract: Contract, size, seeds) -> Agreement:
    what = f"{size[0]}x{size[1]}, input {'+'.join(map(str, seeds))}"
    windows = [contract.input.example(seed, 1, *size) for seed in seeds]
    expected = np.concatenate([run_window(reference, contract, window) for window in windows])
    _require_shape(expected, contract, len(seeds), size, what)
    try:
        actual = run_window(exported, contract, np.concatenate(windows, axis=1))
    except Exception as failure:
        raise ExportError(f"the exported graph fails at {what}: {failure}") from failure
    if actual.shape != expected.shape:
        raise ExportError(f"the exported graph gives shape {actual.shape} at {what}, the adapter {expected.shape}: a size was recorded as a constant")
    difference = float(np.abs(actual - expected).max())
    if not difference <= contract.tolerance:
        raise ExportError(
            f"the exported graph differs from the adapter by {difference:.3g} at {what}, more than {contract.tolerance:.3g}. "
            "A value computed outside tensor code is recorded as a constant of the example input: rewrite it in the adapter"
        )
    return Agreement(what, difference, float(np.abs(expected).max()))


def _require_shape(expected, contract: Contract, n: int, size, what: str) -> None:
    if contract.kind == "metric":
        shape = (n, contract.output.values)
    else:
        crop = contract.output.crop
        added = contract.input.fed_size(0, 0)
        shape = (
            n,
            contract.output.channels,
            size[0] - added[0] + crop.top + crop.bottom,
            size[1] - added[1] + crop.left + crop.right,
        )
    if expected.shape != shape:
        raise ExportError(f"the adapter gives shape {expected.shape} at {what}; the contract promises {shape}")
    if not np.isfinite(expected).all():
        raise ExportError(f"the adapter gives NaN or infinite values at {what}")


def _require_response(reference, contract: Contract, size, difference: float) -> None:
    """An output that hardly changes with the input would make every comparison pass."""
    one, other = (run_window(reference, contract, contract.input.example(seed, 1, *size)) for seed in (1, 2))
    change = float(np.abs(one - other).max())
    if change <= 10 * difference or change == 0:
        raise ExportError(
            f"two different inputs change the output by {change:.3g} only, and eager and exported differ by {difference:.3g}: "
            "the comparison proves nothing. Give a checkpoint, or random weights that are not zero"
        )
