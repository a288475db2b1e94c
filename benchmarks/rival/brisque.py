"""BRISQUE as OpenCV's quality module computes it, with OpenCV's model; that module is in no wheel of OpenCV 5."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aggd import fit
from mscn import levels

GAMMA = 0.05
C = np.float32(1 / 255)


class Brisque:
    """Support vector regression over 36 features."""

    def __init__(self, model: Path, ranges: Path) -> None:
        file = cv2.FileStorage(str(model), cv2.FILE_STORAGE_READ)
        svm = file.getNode("opencv_ml_svm")
        vectors, function = svm.getNode("support_vectors"), svm.getNode("decision_functions").at(0)
        self.vectors = np.array([numbers(vectors.at(i)) for i in range(vectors.size())])
        self.alpha, self.rho = numbers(function.getNode("alpha")), function.getNode("rho").real()
        file = cv2.FileStorage(str(ranges), cv2.FILE_STORAGE_READ)
        self.least, self.most = file.getNode("range").mat().astype(np.float64)

    def __call__(self, frame: NDArray[np.float32]) -> float:
        """The score of a frame in 0..1: 0..100."""
        grey = levels(frame).astype(np.float32) * C
        halved = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_CUBIC)
        scaled = 2 * (features(grey) + features(halved) - self.least) / (self.most - self.least) - 1
        kernel = np.exp(-GAMMA * ((self.vectors - scaled) ** 2).sum(axis=1))
        return float(np.clip(self.alpha @ kernel - self.rho, 0, 100))


def numbers(node: "cv2.FileNode") -> NDArray[np.float64]:
    """The numbers of a sequence."""
    return np.array([node.at(i).real() for i in range(node.size())])


def features(grey: NDArray[np.float32]) -> list[float]:
    """18 numbers of one size; neighbours outside the image make products of zero."""
    mean = blur(grey)
    deviation = np.sqrt(blur(grey * grey) - mean * mean)
    values = np.nan_to_num((grey - mean) / (deviation + C))
    whole = fit(values.reshape(1, -1).astype(np.float64), values.size)
    row = [whole.alpha, (whole.left**2 + whole.right**2) / 2]
    pairs = ((values[:, 1:], values[:, :-1]), (values[1:], values[:-1]), (values[1:, 1:], values[:-1, :-1]), (values[:-1, 1:], values[1:, :-1]))
    for one, other in pairs:
        pair = fit((one * other).reshape(1, -1).astype(np.float64), values.size)
        row += [pair.alpha, pair.mean, pair.left**2, pair.right**2]
    return [float(number[0]) for number in row]


def blur(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """The local mean."""
    return cv2.GaussianBlur(plane, (7, 7), 7 / 6, borderType=cv2.BORDER_REPLICATE)
