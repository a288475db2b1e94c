"""The final test: a pack on simulated recordings with ground truth that nothing was trained, tuned or selected on.

    python evaluate.py --recordings ../shared/spikes --pack PACK [--out DIR]

Prints PSNR (dB) and SSIM (scikit-image, range 1) per recording and their means, for the network and for TFP and TFI
over 41 planes, at key frame 150 and tone rate 0.6; with ``--out`` also writes the frames, for ``spikelake score --images``.
"""

import argparse
from pathlib import Path

import numpy as np
from skimage.metrics import structural_similarity

import baselines
import pictures
from network import FRAMES, KEY

HEIGHT, WIDTH, KEY_FRAME = 250, 400, 150


def window(path: Path) -> np.ndarray:
    """The planes around the key frame of a packed recording, upright, uint8 (61, 250, 400)."""
    frame = HEIGHT * WIDTH // 8
    packed = np.fromfile(path, np.uint8, count=FRAMES * frame, offset=(KEY_FRAME - KEY) * frame)
    return np.unpackbits(packed, bitorder="little").reshape(FRAMES, HEIGHT, WIDTH)[:, ::-1]


def main() -> None:
    """Reads the command line and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=Path, required=True, help="folder of NAME.dat (301 x 250 x 400) and NAME.png")
    parser.add_argument("--pack", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--out", type=Path, help="folder for the frames")
    arguments = parser.parse_args()
    recordings = sorted(arguments.recordings.glob("*.dat"))
    if not recordings:
        raise FileNotFoundError(f"{arguments.recordings}: no .dat recordings")
    pack, scores = pictures.Pack(arguments.pack), {}
    print("recording,method,psnr,ssim")
    for path in recordings:
        truth = pictures.read_truth(path.with_suffix(".png"))
        for method, image in pictures.methods(pack, window(path)).items():
            values = baselines.psnr(image, truth), structural_similarity(image.astype(np.float64), truth, data_range=1.0)
            scores.setdefault(method, []).append(values)
            print(f"{path.stem},{method},{values[0]:.3f},{values[1]:.4f}")
            if arguments.out:
                pictures.write(arguments.out, f"{path.stem}-{method}", image)
    for method, values in scores.items():
        print("mean,{},{:.3f},{:.4f}".format(method, *np.mean(values, axis=0)))


if __name__ == "__main__":
    main()
