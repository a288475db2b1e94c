"""The tools that compare adapters with upstream classes."""

import os
import tempfile
import unittest

import support  # noqa: F401  (puts the exporter on Python's path)
import torch
from torch import nn

from compare.case import cuda_means_cpu, lively_weights
from compare.table import COLUMNS, write_row


class TableTest(unittest.TestCase):
    def test_row_of_same_network_and_size_is_replaced(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "table.md")
            with open(file, "w", encoding="utf-8") as out:
                out.write("# Title\n\nText.\n")
            rest = ["-"] * (len(COLUMNS) - 3)
            for row in (["lrn", "a/b 1", "8x12"], ["base", "a/b 1", "8x12"], ["lrn", "a/b 2", "8x12"], ["lrn", "a/b 2", "9x7"]):
                write_row(file, row + rest)
            with open(file, encoding="utf-8") as result:
                lines = result.read().splitlines()
        self.assertEqual(lines[:3], ["# Title", "", "Text."])
        rows = [line.split(" | ")[:3] for line in lines if line.startswith("|")][2:]
        self.assertEqual(rows, [["| base", "a/b 1", "8x12"], ["| lrn", "a/b 2", "8x12"], ["| lrn", "a/b 2", "9x7"]])


class CaseTest(unittest.TestCase):
    def test_lively_weights_leave_nothing_zero_and_keep_the_size_of_signals(self):
        network = nn.Sequential(*(nn.Conv2d(32, 32, 3, padding=1) for _ in range(5)))
        for layer in network:
            nn.init.zeros_(layer.bias)
        nn.init.zeros_(network[2].weight)
        lively_weights(network)
        self.assertTrue(all(parameter.all() for parameter in network.parameters()))
        with torch.no_grad():
            out = network(torch.randn(1, 32, 16, 16, generator=torch.Generator().manual_seed(0)))
        self.assertTrue(0.5 < out.std() < 10, f"standard deviation {out.std()}")

    def test_cuda_means_cpu_within_its_block_only(self):
        original = torch.Tensor.cuda
        with cuda_means_cpu():
            self.assertEqual(torch.ones(2, device="cuda").cuda().device.type, "cpu")
        self.assertIs(torch.Tensor.cuda, original)
