"""Padding, intervals and wavelets against plain definitions."""

import importlib
import unittest

import numpy as np
import support  # noqa: F401  (puts the exporter on Python's path)
import torch

from spikelake_export import wavelets
from spikelake_export.intervals import differential_maps, middle_interval
from spikelake_export.padding import cut_from_square, fill_to_multiple, reflect_to_square


def spikes_of(seed, planes, height=6, width=7):
    """Random spikes whose pixels reach from silent to always firing."""
    draw = np.random.default_rng(seed)
    return (draw.random((1, planes, height, width)) < np.linspace(0, 1, width)).astype(np.float32)


class PaddingTest(unittest.TestCase):
    def test_fill_to_multiple(self):
        column = torch.arange(6.0).reshape(1, 1, 6, 1).expand(1, 1, 6, 4)
        for rule, expected in (("mirror", [0, 1, 2, 3, 4, 5, 5, 4]), ("append", [0, 1, 2, 3, 4, 5, 4, 5])):
            with self.subTest(rule):
                self.assertEqual(fill_to_multiple(column, 4, rule)[0, 0, :, 0].tolist(), expected)
                self.assertEqual(fill_to_multiple(column.transpose(2, 3), 4, rule)[0, 0, 0].tolist(), expected)
        with self.assertRaisesRegex(ValueError, "padding rule 'wrap' is unknown"):
            fill_to_multiple(column, 4, "wrap")

    def test_square(self):
        for height, width in ((5, 8), (8, 5), (6, 6)):
            with self.subTest(height=height, width=width):
                image = torch.arange(float(height * width)).reshape(1, 1, height, width)
                more = abs(height - width)
                pad = ((more // 2, more - more // 2), (0, 0)) if width > height else ((0, 0), (more // 2, more - more // 2))
                expected = np.pad(image[0, 0].numpy(), pad, "reflect")
                square = reflect_to_square(image)
                np.testing.assert_array_equal(square[0, 0].numpy(), expected)
                np.testing.assert_array_equal(cut_from_square(square, height, width).numpy(), image.numpy())


class IntervalTest(unittest.TestCase):
    def test_middle_interval(self):
        middle, window = 20, 12
        spikes = spikes_of(1, 41)
        actual = middle_interval(torch.from_numpy(spikes), middle, window)[0, 0].numpy()
        for y, x in np.ndindex(actual.shape):
            fired = np.flatnonzero(spikes[0, :, y, x])
            left = max([t for t in fired if middle - window < t <= middle], default=middle - window)
            right = min([t for t in fired if middle < t <= middle + window], default=middle + window)
            self.assertEqual(actual[y, x], right - left, f"pixel {y}, {x}")

    def test_window_outside_planes(self):
        with self.assertRaisesRegex(ValueError, "a window of 12 planes around plane 10 leaves the 41 planes given"):
            middle_interval(torch.zeros(1, 41, 2, 2), 10, 12)

    def test_differential_maps_of_a_pixel(self):
        """One pixel, worked out by hand: intervals of 3, 2, 4, and the rest cut by the end of the window."""
        fired = [0, 3, 5, 9]
        spikes = torch.zeros(1, 12, 1, 1)
        spikes[0, fired] = 1
        own = [3] * 3 + [2] * 2 + [4] * 4 + [3] * 3
        after = [2] * 3 + [4] * 2 + [4] * 4 + [3] * 3
        before = [3] * 3 + [3] * 2 + [2] * 4 + [4] * 3
        expected = {
            "dsft11": own,
            "dsft12": [a + b for a, b in zip(own, after)],
            "dsft21": [a + b for a, b in zip(own, before)],
            "dsft22": [a + b + c for a, b, c in zip(own, after, before)],
        }
        for name, maps in differential_maps(spikes).items():
            self.assertEqual(maps[0, :, 0, 0].tolist(), expected[name], name)

    def test_differential_maps_of_random_pixels(self):
        spikes = spikes_of(2, 41)
        maps = {name: planes[0].numpy() for name, planes in differential_maps(torch.from_numpy(spikes)).items()}
        for y, x in np.ndindex(spikes.shape[2:]):
            expected = _maps_of_pixel(spikes[0, :, y, x])
            for name, planes in expected.items():
                self.assertEqual(maps[name][:, y, x].tolist(), planes, f"{name} of pixel {y}, {x}")


def _maps_of_pixel(spikes):
    """Interval bounds looked up plane by plane; which neighbours count is as ``differential_maps`` says."""
    planes = len(spikes)
    fired = np.flatnonzero(spikes)
    later = [next((s for s in fired if s > t), planes) for t in range(planes)]
    own = [later[t] - max([s for s in fired if s <= t], default=0) for t in range(planes)]
    maps = {"dsft11": own, "dsft12": [], "dsft21": [], "dsft22": []}
    for t in range(planes):
        start, following = own[t], later[t]
        spikes_after = sum(spikes[t + 1 :])
        next_counts = spikes_after >= 2 or (spikes_after == 1 and spikes[t] and following == t + 1)
        after = own[following] if next_counts else start
        begin = max([s for s in fired if s <= t], default=0)
        before = own[begin - 1] if sum(spikes[: t + 1]) >= 2 else start
        maps["dsft12"].append(start + after)
        maps["dsft21"].append(start + before)
        maps["dsft22"].append(start + after + before)
    return maps


class WaveletTest(unittest.TestCase):
    def test_filters_in_closed_form(self):
        haar = np.array([1, 1]) / np.sqrt(2)
        root = np.sqrt(3)
        second = np.array([1 + root, 3 + root, 3 - root, 1 - root]) / (4 * np.sqrt(2))
        np.testing.assert_allclose(wavelets.daubechies(1), haar, atol=1e-12)
        np.testing.assert_allclose(wavelets.daubechies(2), second, atol=1e-12)

    def test_orthonormal_to_even_shifts(self):
        taps = wavelets.daubechies(8)
        for shift in range(0, 16, 2):
            self.assertAlmostEqual(float(taps[: 16 - shift] @ taps[shift:]), 1.0 if shift == 0 else 0.0, places=9)

    def test_sizes_and_perfect_reconstruction(self):
        low, high, back_low, back_high = wavelets.filters("db8")
        parts = wavelets.analysis(41, low[::-1], high[::-1], levels=5)
        sizes = [part.shape[0] for part in parts]
        self.assertEqual(sizes, [15, 28, 21, 18, 16, 15])
        there_and_back = wavelets.synthesis(sizes, back_low, back_high) @ np.concatenate(parts)
        self.assertEqual(there_and_back.shape, (42, 41))
        np.testing.assert_allclose(there_and_back[:41], np.eye(41), atol=1e-8)

    def test_pywavelets(self):
        try:
            pywt = importlib.import_module("pywt")
        except ImportError as failure:
            self.skipTest(f"PyWavelets is not installed: {failure}")
        for name in ("db1", "db2", "db8"):
            wavelet = pywt.Wavelet(name)
            reference = (wavelet.dec_lo, wavelet.dec_hi, wavelet.rec_lo, wavelet.rec_hi)
            for actual, expected in zip(wavelets.filters(name), reference):
                np.testing.assert_allclose(actual, expected, atol=1e-8, err_msg=name)
        signal = np.random.default_rng(4).random(41)
        low, high, _, _ = wavelets.filters("db8")
        smooth, *details = pywt.wavedec(signal, "db8", mode="zero", level=5)
        expected = [smooth, *details[::-1]]
        for part, coefficients in zip(wavelets.analysis(41, low[::-1], high[::-1], 5), expected):
            np.testing.assert_allclose(part @ signal, coefficients, atol=1e-7)

    def test_unknown_wavelet(self):
        with self.assertRaisesRegex(ValueError, "wavelet 'sym4' is not provided here"):
            wavelets.filters("sym4")
