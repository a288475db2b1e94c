"""Trains the network on rendered clips.

    python train.py --clips DIR --out RUN --iterations 30000 --decay 18500

Writes RUN/log.csv and, every ``--every`` iterations, RUN/last.pt (weights, average of weights, optimiser) and RUN/best.pt
(the average of weights with the best validation PSNR so far). Resumes from RUN/last.pt when it is there.
"""

import argparse
import csv
import math
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

import baselines
import spikes
from network import SpikeLakeNet

PATCH = 64
CHARBONNIER = 0.01
"""Errors (in units of white) below this count squared, larger ones by their size."""

AVERAGING = 0.999


class Clips:
    """The training clips, all in memory (0.55 MB each)."""

    def __init__(self, folder: Path) -> None:
        shards = sorted(folder.glob("train-*-features.npy"))
        if not shards:
            raise FileNotFoundError(f"{folder}: no train-*-features.npy; render the clips first (clips.py)")
        self.features = [np.load(path) for path in shards]
        self.truth = [np.load(str(path).replace("features", "truth")) for path in shards]
        self.level = [np.load(str(path).replace("features", "level")) for path in shards]

    def batch(self, size: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Patches at random places, each turned and mirrored at random.

        :return: features float32 (size, features, 64, 64), and the firing rate at the key plane in units of white, (size, 1, 64, 64)
        """
        features, rates = zip(*(self._patch(rng) for _ in range(size)))
        return torch.stack(features).permute(0, 3, 1, 2).float(), torch.stack(rates)[:, None]

    def _patch(self, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        shard = rng.integers(len(self.features))
        clip = rng.integers(len(self.features[shard]))
        height, width = self.truth[shard].shape[1:]
        y, x = rng.integers(height - PATCH + 1), rng.integers(width - PATCH + 1)
        here = np.s_[clip, y : y + PATCH, x : x + PATCH]
        features = torch.from_numpy(self.features[shard][here].copy())
        rate = torch.from_numpy(self.truth[shard][here]).float() * float(self.level[shard][clip] / 255)
        turns, mirrored = int(rng.integers(4)), rng.random() < 0.5
        return turned(features, turns, mirrored), turned(rate, turns, mirrored)


def turned(image: Tensor, turns: int, mirrored: bool) -> Tensor:
    """An image (H, W) or (H, W, C) turned by quarters and mirrored."""
    image = torch.rot90(image, turns, (0, 1))
    return image.flip(1) if mirrored else image


class Validation:
    """The validation clips and how well images of them are."""

    def __init__(self, folder: Path) -> None:
        self.truth = np.load(folder / "validation-truth.npy").astype(np.float32) / 255
        self.windows = spikes.unpack(np.load(folder / "validation-spikes.npy"), self.truth.shape[-1])
        self.speed = np.load(folder / "validation-speed.npy")
        self.level = np.load(folder / "validation-level.npy")

    def scores(self, rates: np.ndarray) -> dict[str, float]:
        """Mean PSNR (dB) of firing rates (clips, H, W): by speed in full light, in dim light, and of all clips in full light."""
        images = np.clip(rates / (spikes.WHITE_RATE * self.level[:, None, None]), 0, 1)
        values = np.array([baselines.psnr(image, truth) for image, truth in zip(images, self.truth)])
        full = self.level == 1
        by_speed = {f"speed_{v:g}": float(values[full & (self.speed == v)].mean()) for v in np.unique(self.speed)}
        return by_speed | {"dim": float(values[~full].mean()), "mean": float(values[full].mean())}

    def network_scores(self, model: nn.Module) -> dict[str, float]:
        """Scores of a network, in full precision."""
        model.eval()
        with torch.inference_mode():
            rates = [model(torch.from_numpy(window)[None].float())[0, 0].numpy() for window in self.windows]
        model.train()
        return self.scores(np.stack(rates))


def forward(model: SpikeLakeNet, features: Tensor, bfloat16: bool) -> Tensor:
    """The trained part of the network; only its chain of convolutions may run in bfloat16."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
        correction = model.correction(features)
    return model.blend(features) + correction.float()


def loss(rates: Tensor, wanted: Tensor) -> Tensor:
    """Charbonnier distance in units of white."""
    error = rates / spikes.WHITE_RATE - wanted
    return (torch.sqrt(error**2 + CHARBONNIER**2) - CHARBONNIER).mean()


def learning_rate(iteration: int, iterations: int, decay: int, peak: float) -> float:
    """Linear warm-up over 500 iterations, the peak, then half a cosine to nothing over the last ``decay`` iterations.

    Only the last part depends on the number of iterations, so that a run can be lengthened while it has not begun.
    """
    warm = min(1.0, (iteration + 1) / 500)
    left = min(1.0, (iterations - iteration) / decay)
    return peak * warm * 0.5 * (1 - math.cos(math.pi * left))


def update_average(average: nn.Module, model: nn.Module, iteration: int) -> None:
    """Moves the running average of the weights a small step towards the weights, larger ones at first."""
    keep = min(AVERAGING, (1 + iteration) / (10 + iteration))
    with torch.no_grad():
        for mean, value in zip(average.parameters(), model.parameters()):
            mean.lerp_(value, 1 - keep)


def prefetch(clips: Clips, batch: int, seed: int, first: int, last: int) -> Iterator[tuple[Tensor, Tensor]]:
    """The batches of the iterations first..last-1, made one ahead; each depends on the seed and its iteration alone."""
    with ThreadPoolExecutor(1, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        coming = pool.submit(clips.batch, batch, np.random.default_rng([seed, first]))
        for n in range(first + 1, last + 1):
            ready, coming = coming, pool.submit(clips.batch, batch, np.random.default_rng([seed, n]))
            yield ready.result()


def run(arguments: argparse.Namespace) -> None:
    """The training loop."""
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    clips, validation = Clips(arguments.clips), Validation(arguments.clips)
    model = SpikeLakeNet().to(memory_format=torch.channels_last)
    average = SpikeLakeNet()
    average.load_state_dict(model.state_dict())
    optimiser = torch.optim.Adam(model.parameters(), lr=arguments.rate)
    first, best, spent = 0, 0.0, 0.0
    last_file, best_file = arguments.out / "last.pt", arguments.out / "best.pt"
    if last_file.exists():
        saved = torch.load(last_file)
        model.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"])
        first, best, spent = saved["iteration"], saved["best"], saved["seconds"]
    else:
        for name, rates in {"tfp41": baselines.tfp(validation.windows), "tfi41": baselines.tfi(validation.windows)}.items():
            record(arguments.out, {"iteration": name, "seconds": 0, "loss": ""} | validation.scores(rates))
    begun, losses = time.monotonic(), []
    batches = prefetch(clips, arguments.batch, arguments.seed, first, arguments.iterations)
    for iteration, (features, wanted) in enumerate(batches, start=first):
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(iteration, arguments.iterations, arguments.decay, arguments.rate)
        value = loss(forward(model, features, arguments.bfloat16), wanted)
        optimiser.zero_grad(set_to_none=True)
        value.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        update_average(average, model, iteration)
        losses.append(value.item())
        if (iteration + 1) % arguments.every == 0 or iteration + 1 == arguments.iterations:
            scores = validation.network_scores(average)
            seconds = spent + time.monotonic() - begun
            record(
                arguments.out,
                {"iteration": iteration + 1, "seconds": round(seconds), "loss": float(np.mean(losses))} | scores,
            )
            losses.clear()
            if scores["mean"] > best:
                best = scores["mean"]
                save({"average": average.state_dict(), "iteration": iteration + 1, "scores": scores}, best_file)
            state = {"model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
            save(state | {"iteration": iteration + 1, "best": best, "seconds": seconds}, last_file)


def save(state: dict, path: Path) -> None:
    """Writes a checkpoint beside its place, then moves it there, so that a broken run leaves a whole file."""
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def record(out: Path, row: dict) -> None:
    """Adds a row to the log; the first one writes the header too."""
    path = out / "log.csv"
    new = not path.exists()
    row = {key: f"{value:.5g}" if isinstance(value, (float, np.floating)) else value for key, value in row.items()}
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        if new:
            writer.writeheader()
        writer.writerow(row)
    print(row, flush=True)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=Path, required=True, help="folder that clips.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder for log and checkpoints")
    parser.add_argument("--iterations", type=int, default=185000, help="default: %(default)s")
    parser.add_argument("--decay", type=int, default=18500, help="iterations of the final decay (default: %(default)s)")
    parser.add_argument("--batch", type=int, default=16, help="patches an iteration (default: %(default)s)")
    parser.add_argument("--rate", type=float, default=8e-4, help="largest learning rate (default: %(default)s)")
    parser.add_argument("--every", type=int, default=500, help="iterations between validations (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    parser.add_argument("--threads", type=int, default=1, help="default: %(default)s")
    parser.add_argument(
        "--bfloat16", action=argparse.BooleanOptionalAction, default=True, help="convolutions in bfloat16 while training"
    )
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    run(arguments)


if __name__ == "__main__":
    main()
