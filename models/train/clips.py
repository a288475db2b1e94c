"""Renders the training and validation clips once, from fixed seeds.

    python clips.py --photos ../shared/pristine --out DIR [--count 8000] [--shards 2]

Training: DIR/train-<shard>-{features,truth,level}.npy: what the network computes of the 61 planes before its first
convolution, float16 (N, 80, 80, features), kept instead of the spikes because computing it anew for every patch would
take most of the training time; truth uint8 (N, 80, 80); level float32 (N,). About 0.55 MB a clip.
Validation: DIR/validation-{spikes,truth,speed,level}.npy, spikes packed, clips of 128x192.
"""

import argparse
import multiprocessing
from pathlib import Path

import numpy as np
import torch

import motion
import scenes
import spikes
from network import FRAMES, SpikeLakeNet

SIDE = 80
LEVELS = {1.0: 0.65, 0.7: 0.1, 0.5: 0.1, 0.25: 0.1, 1.6: 0.05}
"""Light levels and their shares."""

FASTEST = 1.4
"""Largest speed, pixels per plane."""

DRAWN = 120
"""How many drawn pictures stand beside the photographs."""

VALIDATION_SPEEDS = (0.0, 0.1, 0.3, 0.6, 1.0)


def times() -> np.ndarray:
    """Times of the planes of a clip, 0 at the key plane."""
    return np.arange(FRAMES) - FRAMES // 2


def training_clip(pictures: list, drawings: list, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, float]:
    """One clip: spikes uint8 (61, 80, 80), truth uint8 (80, 80) grey level of the key plane, light level."""
    scene = layer(pictures, drawings, motion.any_motion(rng, FASTEST), rng)
    if rng.random() < 0.3:
        moving = motion.any_motion(rng, FASTEST)
        scene = over(scene, layer(pictures, drawings, moving, rng), moving, rng)
    level = rng.choice(list(LEVELS), p=list(LEVELS.values()))
    noisy = rng.random() < 0.1
    fired = spikes.fire(
        scene, level, rng, dark=rng.uniform(0, 0.005) if noisy else 0.0, jitter=rng.uniform(0, 0.05) if noisy else 0.0
    )
    return fired, np.round(scene[FRAMES // 2] * 255).astype(np.uint8), level


def layer(pictures: list, drawings: list, moving: motion.Motion, rng: np.random.Generator) -> np.ndarray:
    """A moving picture (61, 80, 80): a photograph four times in five, else a drawing."""
    pool = pictures if rng.random() < 0.8 else drawings
    picture = scenes.luminance(pool[rng.integers(len(pool))], rng.uniform(1.0, 2.2), np.exp(rng.normal(0, 0.2)))
    return motion.render(picture, moving, anywhere(picture, rng), (SIDE, SIDE), times())


def anywhere(picture: np.ndarray, rng: np.random.Generator) -> tuple[float, float]:
    """A place for the window; on whole pixels half of the time, so that the truth is as sharp as the picture."""
    x, y = rng.uniform(SIDE / 2, picture.shape[1] - SIDE / 2), rng.uniform(SIDE / 2, picture.shape[0] - SIDE / 2)
    return (float(round(x)), float(round(y))) if rng.random() < 0.5 else (x, y)


def over(below: np.ndarray, above: np.ndarray, moving: motion.Motion, rng: np.random.Generator) -> np.ndarray:
    """Cuts an object of a random shape out of one layer and lays it, moving with that layer, over another."""
    mask = np.pad(motion.blob(rng, (SIDE, SIDE)), SIDE)
    shape = motion.render(mask, moving, (1.5 * SIDE, 1.5 * SIDE), (SIDE, SIDE), times(), smooth=False)
    return below + shape * (above - below)


def write_shard(photos: Path, out: Path, shard: int, count: int) -> None:
    """Renders one shard of the training clips; its seed is its number."""
    torch.set_num_threads(1)
    rng = np.random.default_rng([2024, shard])
    training, _ = scenes.split(photos)
    pictures = [scenes.photograph(path) for path in training]
    drawings = [scenes.drawing(np.random.default_rng([7, n])) for n in range(DRAWN)]
    model = SpikeLakeNet()
    shape = (count, SIDE, SIDE, model.blend.in_channels)
    features = np.lib.format.open_memmap(out / f"train-{shard}-features.npy", "w+", np.float16, shape)
    truth = np.empty((count, SIDE, SIDE), np.uint8)
    levels = np.empty(count, np.float32)
    for n in range(count):
        fired, truth[n], levels[n] = training_clip(pictures, drawings, rng)
        with torch.inference_mode():
            features[n] = model.features(torch.from_numpy(fired)[None].float())[0].permute(1, 2, 0).numpy()
    features.flush()
    np.save(out / f"train-{shard}-truth.npy", truth)
    np.save(out / f"train-{shard}-level.npy", levels)


def write_validation(photos: Path, out: Path) -> None:
    """Renders every validation photograph at every validation speed in full light, and once in a quarter of it."""
    rng = np.random.default_rng(4711)
    size, packed, truth, speeds, levels = (128, 192), [], [], [], []
    _, validation = scenes.split(photos)
    for path in validation:
        picture = scenes.luminance(scenes.photograph(path), 1.3)
        centre = (float(picture.shape[1] // 2), float(picture.shape[0] // 2))
        for speed, level in [(speed, 1.0) for speed in VALIDATION_SPEEDS] + [(0.3, 0.25)]:
            angle = rng.uniform(0, 2 * np.pi)
            moving = motion.Motion((speed * np.cos(angle), speed * np.sin(angle)), turn=0.001 * speed)
            scene = motion.render(picture, moving, centre, size, times())
            packed.append(spikes.pack(spikes.fire(scene, level, rng)))
            truth.append(np.round(scene[FRAMES // 2] * 255).astype(np.uint8))
            speeds.append(speed)
            levels.append(level)
    for name, values in {"spikes": packed, "truth": truth, "speed": speeds, "level": levels}.items():
        np.save(out / f"validation-{name}.npy", np.array(values))


def main() -> None:
    """Reads the command line and renders everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True, help="folder of the BSDS500 training photographs")
    parser.add_argument("--out", type=Path, required=True, help="folder for the clips")
    parser.add_argument("--count", type=int, default=8000, help="training clips in all (default: %(default)s)")
    parser.add_argument("--shards", type=int, default=2, help="files, and processes, they are spread over (default: %(default)s)")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_validation(arguments.photos, arguments.out)
    share = arguments.count // arguments.shards
    jobs = [(arguments.photos, arguments.out, shard, share) for shard in range(arguments.shards)]
    with multiprocessing.get_context("spawn").Pool(arguments.shards) as pool:
        pool.starmap(write_shard, jobs)


if __name__ == "__main__":
    main()
