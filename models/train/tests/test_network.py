"""What the network computes of a window before its first convolution, against loops; sizes; the closed-form methods."""

import unittest

import numpy as np
import torch

import baselines
from network import FRAMES, KEY, MEANS, VOXELS, SpikeLakeNet


def window(seed: int, height: int = 6, width: int = 7) -> np.ndarray:
    """Random spikes at rates from never to often, (61, height, width)."""
    draw = np.random.default_rng(seed)
    rate = np.clip(draw.uniform(-0.1, 0.5, (height, width)), 0, None)
    return (draw.random((FRAMES, height, width)) < rate).astype(np.float32)


def interval_rates(train: np.ndarray) -> list[float]:
    """The three interval features of one pixel, by search."""
    past = [t for t in range(KEY, -1, -1) if train[t]]
    future = [t for t in range(KEY + 1, FRAMES) if train[t]]
    last, next_ = (past or [-1])[0], (future or [FRAMES])[0]
    before = 1 / (last - (past[1] if len(past) > 1 else -1)) if past else 0.0
    after = 1 / ((future[1] if len(future) > 1 else FRAMES) - next_) if future else 0.0
    return [1 / (next_ - last), before, after]


class FeaturesTest(unittest.TestCase):
    def test_equal_sums_and_searches(self):
        spikes = window(1)
        features = SpikeLakeNet().features(torch.from_numpy(spikes)[None])[0].numpy()
        bounds = np.cumsum([0, *VOXELS])
        expected = [spikes[a:b].mean(0) for a, b in zip(bounds, bounds[1:])]
        expected += [spikes[KEY - n // 2 : KEY + n // 2 + 1].mean(0) for n in MEANS]
        np.testing.assert_allclose(features[: len(expected)], expected, atol=1e-6)
        intervals = np.apply_along_axis(interval_rates, 0, spikes)
        np.testing.assert_allclose(features[len(expected) :], intervals, atol=1e-6)

    def test_voxels_cover_the_window_symmetrically(self):
        self.assertEqual(sum(VOXELS), FRAMES)
        self.assertEqual(VOXELS, VOXELS[::-1])

    def test_silent_pixels_give_no_infinity(self):
        features = SpikeLakeNet().features(torch.zeros(1, FRAMES, 2, 2))
        self.assertTrue(torch.isfinite(features).all())


class NetworkTest(unittest.TestCase):
    def test_gives_the_size_it_is_fed(self):
        model = SpikeLakeNet().eval()
        for height, width in ((8, 10), (7, 10), (8, 9), (5, 5)):
            with self.subTest(height=height, width=width), torch.inference_mode():
                frame = model(torch.from_numpy(window(2, height, width))[None])
                self.assertEqual(frame.shape, (1, 1, height, width))

    def test_starts_near_the_mean_of_21_planes(self):
        torch.manual_seed(0)
        spikes = window(3, 16, 16)
        with torch.inference_mode():
            frame = SpikeLakeNet()(torch.from_numpy(spikes)[None])[0, 0].numpy()
        np.testing.assert_allclose(frame, baselines.tfp(spikes, 21), atol=0.1)


class BaselinesTest(unittest.TestCase):
    def test_tfi_measures_the_interval_around_the_key(self):
        spikes = np.zeros((FRAMES, 1, 4), np.uint8)
        spikes[[KEY - 3, KEY + 2], 0, 0] = 1
        spikes[[KEY, KEY + 1], 0, 1] = 1
        spikes[[KEY - 20, KEY + 5], 0, 2] = 1
        np.testing.assert_allclose(baselines.tfi(spikes), [[1 / 5, 1, 1 / 40, 1 / 40]])

    def test_psnr_of_a_constant_error(self):
        self.assertAlmostEqual(baselines.psnr(np.full((3, 3), 0.6), np.full((3, 3), 0.5)), 20.0)


if __name__ == "__main__":
    unittest.main()
