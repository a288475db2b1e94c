"""Still pictures that the clips are rendered from: photographs and drawings made by programme."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

DRAWN_SIZE = (480, 320)
"""Width and height of the drawn pictures, about that of the photographs."""

VALIDATION_STRIDE = 12
"""Every how many photographs of the second half one is kept for validation."""


def second_half(folder: Path) -> list[Path]:
    """The second half of the photographs by sorted file name; the first half belongs to the NIQE model."""
    names = sorted(folder.glob("*.jpg"), key=lambda path: path.name)
    return names[len(names) // 2 :]


def split(folder: Path) -> tuple[list[Path], list[Path]]:
    """(training, validation) photographs, disjoint."""
    names = second_half(folder)
    validation = names[VALIDATION_STRIDE // 2 :: VALIDATION_STRIDE]
    return [name for name in names if name not in validation], validation


def photograph(path: Path) -> Image.Image:
    """A photograph as 8-bit grey, landscape."""
    grey = Image.open(path).convert("L")
    return grey if grey.width >= grey.height else grey.transpose(Image.Transpose.ROTATE_90)


def drawing(rng: np.random.Generator) -> Image.Image:
    """A drawn picture of a kind chosen at random."""
    return rng.choice([dead_leaves, lettering, grating, gradient])(rng)


def dead_leaves(rng: np.random.Generator) -> Image.Image:
    """Discs and boxes that hide one another, radii by a power law: edges at all scales."""
    image = Image.new("L", DRAWN_SIZE, int(rng.integers(256)))
    draw = ImageDraw.Draw(image)
    for _ in range(1500):
        radius = min(120.0, 2.0 * (1.0 - rng.random()) ** -0.7)
        x, y = rng.uniform(0, DRAWN_SIZE[0]), rng.uniform(0, DRAWN_SIZE[1])
        box = (x - radius, y - radius * rng.uniform(0.3, 1), x + radius, y + radius)
        (draw.ellipse if rng.random() < 0.6 else draw.rectangle)(box, fill=int(rng.integers(256)))
    return image


def lettering(rng: np.random.Generator) -> Image.Image:
    """Lines of letters and digits of several sizes, some over bars."""
    paper = int(rng.integers(256))
    image = Image.new("L", DRAWN_SIZE, paper)
    draw = ImageDraw.Draw(image)
    signs = np.array(list("ABCDEFGHKLMNPRSTUVXYZabcdefghkmnprstuvxyz0123456789#&%+-/ "))
    y = 0
    while y < DRAWN_SIZE[1]:
        size = int(rng.integers(8, 48))
        if rng.random() < 0.2:
            draw.rectangle((0, y, DRAWN_SIZE[0], y + size), fill=int(rng.integers(256)))
        ink = int((paper + rng.integers(60, 196)) % 256)
        text = "".join(rng.choice(signs, 2 * DRAWN_SIZE[0] // size))
        draw.text((-int(rng.integers(size)), y), text, fill=ink, font=ImageFont.load_default(size))
        y += int(size * 1.2)
    return image


def grating(rng: np.random.Generator) -> Image.Image:
    """Sinusoidal or square waves of one orientation whose frequency changes across the picture."""
    x, y = np.meshgrid(np.arange(DRAWN_SIZE[0]), np.arange(DRAWN_SIZE[1]))
    angle = rng.uniform(0, np.pi)
    along = x * np.cos(angle) + y * np.sin(angle)
    wave = np.sin(along * rng.uniform(0.05, 1.5) + rng.uniform(0, 0.001) * along**2)
    if rng.random() < 0.4:
        wave = np.sign(wave)
    middle = rng.uniform(0.2, 0.8)
    return to_grey(middle + rng.uniform(0.1, 0.5) * wave)


def gradient(rng: np.random.Generator) -> Image.Image:
    """Smooth shading: a sum of a few broad waves, stretched to a random range."""
    x, y = np.meshgrid(np.linspace(0, 1, DRAWN_SIZE[0]), np.linspace(0, 1, DRAWN_SIZE[1]))
    field = np.zeros_like(x)
    for _ in range(6):
        field += rng.normal() * np.sin(rng.normal(0, 6) * x + rng.normal(0, 6) * y + rng.uniform(0, 6.3))
    field = (field - field.min()) / np.ptp(field)
    low, high = np.sort(rng.random(2))
    return to_grey(low + (high - low) * field)


def to_grey(values: np.ndarray) -> Image.Image:
    """Values 0..1 as an 8-bit picture; others are clipped."""
    return Image.fromarray(np.round(np.clip(values, 0, 1) * 255).astype(np.uint8))


def luminance(image: Image.Image, shrink: float = 1.0, gamma: float = 1.0) -> np.ndarray:
    """A picture as float32 (H, W) 0..1, shrunk by a factor (so that its detail is as fine as the pixels) and bent by a power."""
    if shrink > 1:
        size = (round(image.width / shrink), round(image.height / shrink))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return (np.asarray(image, dtype=np.float32) / 255) ** np.float32(gamma)
