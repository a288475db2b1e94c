"""Padding by index, in tensor code: exact at any size, not only at the one that a graph was recorded with."""

from __future__ import annotations

import torch
import torch.nn.functional as F

RULES = ("mirror", "append")


def fill_to_multiple(x: torch.Tensor, multiple: int, rule: str) -> torch.Tensor:
    """Adds rows below and columns at the right until both sizes are multiples.

    ``mirror`` repeats the edge first (rows 249, 248 below row 249); ``append`` adds the last rows again in
    their order (248, 249). At least as many rows and columns must exist as are added.
    """
    return _fill(_fill(x, 2, multiple, rule), 3, multiple, rule)


def _fill(x: torch.Tensor, dim: int, multiple: int, rule: str) -> torch.Tensor:
    if rule not in RULES:
        raise ValueError(f"padding rule {rule!r} is unknown; expected one of {', '.join(RULES)}")
    n = x.shape[dim]
    more = (-n) % multiple
    index = torch.arange(n + more, device=x.device)
    beyond = 2 * n - 1 - index if rule == "mirror" else index - more
    return x.index_select(dim, torch.where(index < n, index, beyond))


def reflect_to_square(x: torch.Tensor) -> torch.Tensor:
    """Makes the shorter side as long as the longer one, by reflection without the edge; the smaller half goes in front."""
    height, width = x.shape[2], x.shape[3]
    side = _larger(height, width)
    return _reflect(_reflect(x, 2, height, side), 3, width, side)


def cut_from_square(x: torch.Tensor, height, width) -> torch.Tensor:
    """Takes the height x width part that ``reflect_to_square`` started from."""
    side = x.shape[2]
    top, left = (side - height) // 2, (side - width) // 2
    rows = torch.arange(height, device=x.device) + top
    columns = torch.arange(width, device=x.device) + left
    return x.index_select(2, rows).index_select(3, columns)


def _larger(a, b):
    # While a graph is recorded sizes are tensors, and Python's max would fix which of them is the larger.
    if isinstance(a, torch.Tensor) or isinstance(b, torch.Tensor):
        return torch.maximum(torch.as_tensor(a), torch.as_tensor(b))
    return max(a, b)


def _reflect(x: torch.Tensor, dim: int, n, side) -> torch.Tensor:
    front = (side - n) // 2
    index = torch.abs(torch.arange(side, device=x.device) - front)
    return x.index_select(dim, n - 1 - torch.abs(n - 1 - index))


def zeros_around(x: torch.Tensor, multiple: int):
    """Centres ``x`` in zeros up to a multiple of both sizes, the odd row above and the odd column to the left.

    Gives the result, and the row and the column at which ``x`` starts.
    """
    rows, columns = -x.shape[2] % multiple, -x.shape[3] % multiple
    top, left = (rows + 1) // 2, (columns + 1) // 2
    return F.pad(x, (left, columns - left, top, rows - top)), top, left
