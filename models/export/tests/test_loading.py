"""Classes and checkpoints as people have them, and messages that tell what is wrong with them."""

import os
import tempfile
import unittest

import torch
from support import Small
from torch import nn

from spikelake_export.loading import ExportError, build_network, load_checkpoint


class CheckpointTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "weights.pth")
        torch.manual_seed(1)
        self.weights = nn.Conv2d(3, 1, 3).state_dict()

    def load(self, saved, trusted=False):
        torch.save(saved, self.file)
        network = nn.Conv2d(3, 1, 3)
        load_checkpoint(network, self.file, trusted)
        return network

    def test_nests_and_prefixes(self):
        prefixed = {f"module.{name}": tensor for name, tensor in self.weights.items()}
        compiled = {f"_orig_mod.module.{name}": tensor for name, tensor in self.weights.items()}
        forms = {
            "bare": self.weights,
            "DataParallel": prefixed,
            "compiled DataParallel": compiled,
            "state_dict with an epoch": {"epoch": 3, "state_dict": prefixed},
            "nested twice": {"model": {"params": self.weights, "step": 7}},
        }
        for name, form in forms.items():
            with self.subTest(name):
                torch.testing.assert_close(self.load(form).weight.data, self.weights["weight"])

    def test_whole_module_needs_trust(self):
        module = nn.Conv2d(3, 1, 3)
        with self.assertRaisesRegex(ExportError, "--trust-checkpoint"):
            self.load(module)
        torch.testing.assert_close(self.load(module, trusted=True).weight, module.weight)

    def test_every_fault_is_listed(self):
        faulty = {"weight": torch.zeros(2, 3, 3, 3), "scale": torch.zeros(1)}
        with self.assertRaisesRegex(
            ExportError,
            r"does not fit Conv2d: 1 tensors missing in the file: bias; 1 tensors unexpected in the file: scale; "
            r"1 tensors of another shape: weight \(2, 3, 3, 3\) instead of \(1, 3, 3, 3\)",
        ):
            self.load(faulty)

    def test_file_without_tensors(self):
        with self.assertRaisesRegex(ExportError, r"no mapping of tensors found in it; it holds \['epoch'\]"):
            self.load({"epoch": 3})

    def test_file_that_is_no_checkpoint(self):
        with open(self.file, "wb") as file:
            file.write(b"version https://git-lfs.github.com/spec/v1\n")
        with self.assertRaisesRegex(ExportError, "is no checkpoint"):
            load_checkpoint(nn.Conv2d(3, 1, 3), self.file)


class ClassTest(unittest.TestCase):
    def test_same_command_gives_same_weights(self):
        torch.manual_seed(5)
        one = build_network("torch.nn:Conv2d", None, {"in_channels": 3, "out_channels": 1, "kernel_size": 3})
        other = build_network("torch.nn:Conv2d", None, {"in_channels": 3, "out_channels": 1, "kernel_size": 3})
        torch.testing.assert_close(one.weight, other.weight, rtol=0, atol=0)
        self.assertFalse(one.training)

    def test_wrong_paths(self):
        cases = [
            ("torch.nn", "expected module.path:Class"),
            ("no_such_module:Net", "Put the checkout on the path with --source"),
            ("torch.nn:NoSuchLayer", "has no attribute 'NoSuchLayer'"),
            ("torch.nn:Conv2d", "does not take the given --arg values {}"),
        ]
        for path, message in cases:
            with self.subTest(path), self.assertRaisesRegex(ExportError, message):
                build_network(path, None, {})

    def test_parameters_are_counted_without_buffers(self):
        adapter = Small()
        adapter.register_buffer("table", torch.zeros(100))
        self.assertEqual(adapter.parameter_count(), 3 * 9 + 1)
