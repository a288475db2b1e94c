"""A loop over samples as a Python script runs it: read and unpack a window, PyTorch, one metric after the other, write files.

    loop.py FOLDER

``benchmarks/run loop`` makes FOLDER: ``samples.csv`` (recording, key frame), ``models``, and the recordings. Prints one line on what it
runs with, then takes folders, a line each, on standard input: all samples go into one, and the answer is a line ``STAGE=SECONDS ...``.
"""

import csv
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import cv2
    import numpy as np
    import torch
    from brisque import Brisque
    from network import EagerNetwork
    from niqe import Niqe
    from piqe import piqe
    from recording import Window
except ImportError as missing:
    sys.exit(f"{sys.executable} has no module '{missing.name}'; the loop needs what benchmarks/rival/requirements.txt lists")

HEIGHT, WIDTH = 250, 400
WHITE_RATE = np.float32(0.6)
"""Spikes per plane at white."""

STAGES = ("read", "network", "score", "write")


class Loop:
    """Everything that is loaded once."""

    def __init__(self, folder: Path) -> None:
        models = folder / "models"
        with (folder / "samples.csv").open(newline="") as rows:
            self.samples = [(folder / recording, int(key)) for recording, key in csv.reader(rows)]
        self.network = EagerNetwork(models / "model.onnx")
        brisque = Brisque(models / "brisque_model_live.yml", models / "brisque_range_live.yml")
        self.metrics = {"niqe": Niqe(models / "niqe-spikelake-2.txt"), "brisque": brisque, "piqe": piqe}
        self.seconds = dict.fromkeys(STAGES, 0.0)

    def run(self, out: Path) -> dict[str, float]:
        """Makes, scores and writes all frames; the seconds in each stage."""
        self.seconds = dict.fromkeys(STAGES, 0.0)
        out.mkdir(parents=True)
        with (out / "scores.csv").open("w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["recording", "key_frame", *self.metrics])
            for number, (recording, key) in enumerate(self.samples):
                with self.timed("read"):
                    spikes = Window(recording, key - self.network.before, self.network.planes, HEIGHT, WIDTH).read()
                with self.timed("network"):
                    frame = np.clip(self.network(spikes) / WHITE_RATE, 0, 1)
                with self.timed("score"):
                    scores = [metric(frame) for metric in self.metrics.values()]
                with self.timed("write"):
                    np.save(out / f"{number}.npy", frame)
                    cv2.imwrite(str(out / f"{number}.png"), np.rint(255 * frame).astype(np.uint8))
                    table.writerow([recording.name, key, *scores])
        return self.seconds

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Adds the time of a block to a stage."""
        start = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - start


def main() -> None:
    """Answers until standard input ends."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    print(f"Python {platform.python_version()}, PyTorch {torch.__version__}, NumPy {np.__version__}, OpenCV {cv2.__version__}", flush=True)
    loop = None
    for line in sys.stdin:
        loop = loop or Loop(Path(sys.argv[1]))
        seconds = loop.run(Path(line.strip()))
        print(" ".join(f"{stage}={time:.6f}" for stage, time in seconds.items()), flush=True)


if __name__ == "__main__":
    main()
