"""Every mistake that tracing hides must be refused, and leave no pack behind."""

import os

import numpy as np
import torch
from support import SMALL, Accumulator, PackTest, Small

from spikelake_export.contract import Contract, FrameOutput, SpikeInput
from spikelake_export.loading import ExportError


class BakedConstant(Small):
    """A value that leaves tensor code becomes a constant of the example input."""

    def forward(self, spikes):
        return self.network(spikes) * float(spikes.mean())


class BakedArray(Small):
    """The same through numpy, as SSML's interval map."""

    def forward(self, spikes):
        largest = np.maximum.accumulate(spikes.numpy(), axis=1)[:, -1:]
        return self.network(spikes) + torch.from_numpy(largest)


class PadsTracedSize(Small):
    """Right at 8x12, and at the traced size only."""

    def forward(self, spikes):
        rows = -int(spikes.shape[2]) % 4
        padded = torch.nn.functional.pad(spikes, (0, 0, 0, rows))
        return self.network(padded)[:, :, : int(spikes.shape[2])]


class PicksLongerSide(Small):
    """A comparison of sizes is recorded as its outcome."""

    def forward(self, spikes):
        mean = spikes.mean(3, keepdim=True) if spikes.shape[3] > spikes.shape[2] else spikes.mean(2, keepdim=True)
        return self.network(spikes) + mean.mean(1, keepdim=True)


class MixesBatch(Small):
    def forward(self, spikes):
        return self.network(spikes - spikes.mean(0, keepdim=True) / 2)


class Remembers(Small):
    """State kept in the object, not in the graph."""

    last = 0

    def forward(self, spikes):
        frame = self.network(spikes) + self.last
        self.last = frame.detach()[:1, :, :1, :1]
        return frame


class IgnoresInput(Small):
    def forward(self, spikes):
        return self.network(spikes * 0)


class GivesNaN(Small):
    def forward(self, spikes):
        return self.network(spikes).log()


class GivesRows(Small):
    def forward(self, spikes):
        return self.network(spikes)[:, :, 1:]


class RefusalTest(PackTest):
    def assert_refused(self, adapter, message, **options):
        with self.assertRaisesRegex(ExportError, message):
            self.export(adapter, **options)
        self.assertFalse(os.path.exists(self.out), "a refused export must write nothing")

    def test_number_baked_from_example(self):
        self.assert_refused(BakedConstant(), "differs from the adapter by .* at 8x12, input 1, more than 0.0001")

    def test_number_baked_from_example_in_torchscript(self):
        self.assert_refused(BakedConstant(), "differs from the adapter", format="torchscript")

    def test_array_baked_from_example(self):
        self.assert_refused(BakedArray(), "differs from the adapter")

    def test_array_baked_from_example_in_torchscript(self):
        self.assert_refused(BakedArray(), "differs from the adapter", format="torchscript")

    def test_padding_right_at_traced_size_only(self):
        self.assert_refused(PadsTracedSize(), "9x7, input 5")

    def test_decision_about_sizes(self):
        self.assert_refused(PicksLongerSide(), "9x7, input 5")

    def test_frames_of_a_batch_that_mix(self):
        self.assert_refused(MixesBatch(), r"8x12, input 3\+4")

    def test_state_kept_in_the_object(self):
        self.assert_refused(Remembers(), "differs from the adapter")

    def test_output_that_does_not_depend_on_input(self):
        self.assert_refused(IgnoresInput(), "the comparison proves nothing")

    def test_nan(self):
        self.assert_refused(GivesNaN(), "NaN or infinite values at 8x12, input 1")

    def test_shape_other_than_promised(self):
        self.assert_refused(GivesRows(), r"shape \(1, 1, 7, 12\) at 8x12, input 1; the contract promises \(1, 1, 8, 12\)")


class AgreementTest(PackTest):
    def test_sound_network_is_compared_at_two_sizes_and_in_a_batch(self):
        result = self.export(Small(), at_full_size=True)
        self.assertEqual(
            [agreement.what for agreement in result.agreements],
            ["8x12, input 1", "8x12, input 2", "8x12, input 3+4", "9x7, input 5", "8x12, input 6"],
        )
        self.assertLess(result.largest_difference, 1e-6)

    def test_state_goes_from_step_to_step(self):
        result = self.export(Accumulator())
        self.assertLess(result.largest_difference, 1e-6)
        golden = np.load(os.path.join(self.out, "golden", "input.npy"))
        frame = np.load(os.path.join(self.out, "golden", "output.npy"))
        self.assertEqual(golden.shape, (3, 1, 8, 12))
        adapter, seen = Accumulator(), torch.zeros(1, 1, 4, 6)
        with torch.no_grad():
            for step in golden:
                expected, seen = adapter(torch.from_numpy(step[None]), seen)
        np.testing.assert_allclose(frame, expected.numpy(), atol=1e-6)

    def test_fixed_size_is_compared_at_that_size_only(self):
        contract = Contract(input=SpikeInput(frames=3, channels=3, height=6, width=10), output=FrameOutput())
        result = self.export(Small(contract))
        self.assertEqual({agreement.what.split(",")[0] for agreement in result.agreements}, {"6x10"})
        self.assertEqual((result.manifest["cost"]["height"], result.manifest["cost"]["width"]), (6, 10))

    def test_examples_are_binned_as_stated(self):
        spikes = SpikeInput(frames=12, channels=3, binning="spikes", steps=4).example(9, 2, 5, 4)
        self.assertEqual(spikes.shape, (4, 2, 3, 5, 4))
        self.assertEqual(set(np.unique(spikes)), {0.0, 1.0})
        for binning, of_counts in (("sum", lambda c: c), ("mean", lambda c: c / 4)):
            binned = SpikeInput(frames=12, channels=3, binning=binning).example(9, 2, 5, 4)[0]
            counts = spikes.swapaxes(0, 1).reshape(2, 3, 4, 5, 4).sum(2)
            np.testing.assert_array_equal(binned, of_counts(counts))
        signed = SpikeInput(frames=12, channels=12, binning="signed").example(9, 2, 5, 4)[0]
        np.testing.assert_array_equal(signed, 2 * spikes.swapaxes(0, 1).reshape(2, 12, 5, 4) - 1)

    def test_contract_refuses_what_cannot_be(self):
        cases = [
            (dict(frames=10, channels=3), "10 frames cannot be cut"),
            (dict(frames=3, channels=3, binning="gamma"), "binning 'gamma' is unknown"),
            (dict(frames=3, channels=3, height=5), "both fixed or both free"),
        ]
        for fields, message in cases:
            with self.subTest(message), self.assertRaisesRegex(ValueError, message):
                SpikeInput(**fields)
        self.assertEqual(SMALL.input.before, 1)
