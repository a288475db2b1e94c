"""Runs a pack over full-size validation scenes and writes the pictures, for metrics without reference.

    python validate.py --photos ../shared/pristine --pack PACK --out DIR
    spikelake score --images DIR --metrics niqe

The network is selected on the clips of clips.py; these scenes show whether its images are as natural as they are close.
"""

import argparse
from pathlib import Path

import numpy as np

import baselines
import clips
import motion
import pictures
import scenes
import spikes

SIZE = (250, 400)
SPEEDS = (0.0, 0.15, 0.5)


def windows(photos: Path):
    """(name, spikes (61, 250, 400), truth (250, 400)) of every validation photograph at every speed."""
    rng = np.random.default_rng(99)
    for path in scenes.split(photos)[1]:
        picture = scenes.luminance(scenes.photograph(path))
        centre = (float(picture.shape[1] // 2), float(picture.shape[0] // 2))
        for speed in SPEEDS:
            angle = rng.uniform(0, 2 * np.pi)
            moving = motion.Motion((speed * np.cos(angle), speed * np.sin(angle)))
            scene = motion.render(picture, moving, centre, SIZE, clips.times())
            yield f"{path.stem}-{speed:g}", spikes.fire(scene, 1.0, rng), scene[len(scene) // 2]


def main() -> None:
    """Reads the command line, writes the pictures and prints PSNR."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True, help="folder of the BSDS500 training photographs")
    parser.add_argument("--pack", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    arguments = parser.parse_args()
    pack = pictures.Pack(arguments.pack)
    for name, window, truth in windows(arguments.photos):
        pictures.write(arguments.out, f"{name}-truth", truth)
        for method, image in pictures.methods(pack, window).items():
            pictures.write(arguments.out, f"{name}-{method}", image)
            print(f"{name},{method},{baselines.psnr(image, truth):.3f}")


if __name__ == "__main__":
    main()
