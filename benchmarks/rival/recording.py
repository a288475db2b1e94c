"""Windows of ``.dat`` recordings: packed bits, the lowest bit first, the bottom row of a plane first."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Window:
    """Planes of a recording, which lie one after the other in its file."""

    file: Path
    first: int
    planes: int
    height: int
    width: int

    def read(self) -> NDArray[np.uint8]:
        """Zeros and ones (planes, height, width), the top row first."""
        row = self.width // 8
        packed = np.fromfile(self.file, np.uint8, self.planes * self.height * row, offset=self.first * self.height * row)
        upright = packed.reshape(self.planes, self.height, row)[:, ::-1]
        return np.unpackbits(upright, axis=2, bitorder="little")
