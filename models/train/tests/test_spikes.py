"""The camera against a plain loop, and what a light level and noise must do."""

import unittest

import numpy as np

import spikes


class FireTest(unittest.TestCase):
    def test_equals_a_loop_that_adds_compares_and_subtracts(self):
        scene = np.random.default_rng(1).random((40, 3, 5)).astype(np.float32)
        charge = np.random.default_rng(2).random((3, 5))
        expected = np.zeros(scene.shape, np.uint8)
        for t, plane in enumerate(scene):
            charge += plane.astype(np.float64) * 0.6
            expected[t] = charge >= 1
            charge -= expected[t]
        np.testing.assert_array_equal(spikes.fire(scene, 1.0, np.random.default_rng(2)), expected)

    def test_rate_is_the_share_of_white_times_the_level(self):
        for level in (0.25, 1.0, 1.6):
            fired = spikes.fire(np.full((1000, 4, 4), 0.5, np.float32), level, np.random.default_rng(3))
            np.testing.assert_allclose(fired.mean(0), 0.3 * level, atol=0.001)

    def test_dark_charge_fires_without_light_and_differs_between_pixels(self):
        dark = np.zeros((2000, 8, 8), np.float32)
        self.assertEqual(spikes.fire(dark, 1.0, np.random.default_rng(4)).sum(), 0)
        rates = spikes.fire(dark, 1.0, np.random.default_rng(4), dark=0.01).mean(0)
        self.assertAlmostEqual(rates.mean(), 0.01, delta=0.004)
        self.assertGreater(rates.std(), 0.004)

    def test_never_fires_twice_in_a_plane(self):
        fired = spikes.fire(np.ones((200, 4, 4), np.float32), 3.0, np.random.default_rng(5), jitter=0.2)
        self.assertEqual(fired.max(), 1)

    def test_packing_is_undone(self):
        fired = (np.random.default_rng(6).random((5, 4, 13)) < 0.3).astype(np.uint8)
        np.testing.assert_array_equal(spikes.unpack(spikes.pack(fired), 13), fired)


if __name__ == "__main__":
    unittest.main()
