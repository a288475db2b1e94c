"""Spikes as event voxels, against a loop over pixels and bins."""

import math
import unittest

import numpy as np
import torch
from support import EXPORT  # noqa: F401  puts the exporter on the path

from spikelake_export.events import SpikesToVoxels

PLANES, CONTRAST = 6, 0.2


def voxels_by_loop(counts, last):
    """The definition, one voxel at a time, in double precision; ``last`` is None at the start."""
    n, bins, height, width = counts.shape
    level = [[[[math.log((counts[i, b, y, x] + 0.5) / (PLANES + 1)) for x in range(width)] for y in range(height)] for b in range(bins)] for i in range(n)]
    voxels = np.zeros(counts.shape)
    for i in range(n):
        mean = sum(sum(row) for row in level[i][0]) / (height * width)
        for y in range(height):
            for x in range(width):
                before = mean if last is None else last[i, 0, y, x]
                for b in range(bins):
                    voxels[i, b, y, x] = (level[i][b][y][x] - before) / CONTRAST
                    before = level[i][b][y][x]
    return voxels, np.array(level)[:, -1:]


class SpikesToVoxelsTest(unittest.TestCase):
    def setUp(self):
        self.adapter = SpikesToVoxels(PLANES, CONTRAST)
        self.counts = np.random.default_rng(3).integers(0, PLANES + 1, (2, 2, 5, 4, 7)).astype(np.float32)

    def test_two_steps_are_those_of_the_loop(self):
        last, expected_last = torch.zeros(2, 1, 4, 7), None
        for counts in self.counts:
            voxels, last = self.adapter(torch.from_numpy(counts), last)
            expected, expected_last = voxels_by_loop(counts, expected_last)
            np.testing.assert_allclose(voxels.numpy(), expected, atol=2e-5)
            np.testing.assert_allclose(last.numpy(), expected_last, atol=1e-6)

    def test_a_still_scene_makes_events_in_its_first_bin_only(self):
        still = torch.from_numpy(self.counts[0][:, :1]).expand(-1, 5, -1, -1)
        voxels, last = self.adapter(still, torch.zeros(2, 1, 4, 7))
        self.assertGreater(float(voxels[:, 0].abs().max()), 1)
        self.assertEqual(float(voxels[:, 1:].abs().max()), 0)
        again, _ = self.adapter(still, last)
        self.assertEqual(float(again.abs().max()), 0)

    def test_brighter_is_positive_and_a_factor_of_e_to_the_contrast_is_one_event(self):
        planes = 1000
        adapter = SpikesToVoxels(planes, CONTRAST)
        dark = 400.0
        counts = torch.tensor([dark, (dark + 0.5) * math.exp(CONTRAST) - 0.5]).reshape(1, 2, 1, 1)
        voxels, _ = adapter(counts, torch.zeros(1, 1, 1, 1))
        self.assertAlmostEqual(float(voxels[0, 1, 0, 0]), 1.0, places=4)

    def test_every_level_is_below_zero_so_that_zero_can_mean_none(self):
        _, last = self.adapter(torch.full((1, 5, 2, 2), float(PLANES)), torch.zeros(1, 1, 2, 2))
        self.assertLess(float(last.max()), 0)

    def test_senseless_numbers_are_refused(self):
        for planes, contrast in ((0, 0.2), (6, 0.0), (6, -1.0)):
            with self.assertRaisesRegex(ValueError, f"{planes} planes of a bin and contrast {contrast}"):
                SpikesToVoxels(planes, contrast)


if __name__ == "__main__":
    unittest.main()
