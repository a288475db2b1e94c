"""The table of comparisons, a Markdown file."""

from __future__ import annotations

from pathlib import Path
from typing import List

COLUMNS = [
    "network",
    "repository, commit",
    "size",
    "ONNX nodes",
    "parameters",
    "GMAC",
    "peak MB",
    "adapter - upstream",
    "ONNX Runtime - adapter",
    "largest value",
    "date",
    "Python / PyTorch / ONNX Runtime",
]


def write_row(file: str, row: List[str]) -> None:
    """Adds the row, or replaces the one of the same network and size; what stands before the table stays."""
    path = Path(file)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    text = [line for line in lines if not line.startswith("|")]
    rows = {tuple(_cells(line)[0:3:2]): _cells(line) for line in lines if line.startswith("|")}
    rows = {key: cells for key, cells in rows.items() if cells != COLUMNS and not cells[0].startswith("---")}
    rows[(row[0], row[2])] = row
    table = [COLUMNS, ["---"] * len(COLUMNS), *(rows[key] for key in sorted(rows))]
    body = "\n".join(text).rstrip("\n")
    path.write_text((body + "\n\n" if body else "") + "".join(f"| {' | '.join(cells)} |\n" for cells in table), encoding="utf-8")


def _cells(line: str) -> List[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
