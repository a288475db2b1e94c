"""What a pack holds, what it states, and what an export may overwrite."""

import hashlib
import json
import os
import unittest

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from support import RELEASE, Accumulator, PackTest, Small
from torch import nn

from spikelake_export.cost import measure
from spikelake_export.loading import ExportError
from spikelake_export.packing import Release
from spikelake_export.tracing import check_portable, export_onnx


class PackFilesTest(PackTest):
    def read(self, name):
        with open(os.path.join(self.out, name), "rb") as file:
            return file.read()

    def test_manifest(self):
        self.export(Small())
        body = json.loads(self.read("pack.json"))
        self.assertEqual(
            list(body),
            "schema kind name release version format sha256 license source paper summary weights input state output "
            "postprocess params cost gpu golden".split(),
        )
        self.assertEqual(body["sha256"], hashlib.sha256(self.read("model.onnx")).hexdigest())
        self.assertEqual(body["weights"], {"origin": "random", "by": "the tests", "trained_on": [], "training_recordings": []})
        self.assertEqual(
            list(body["input"]), "tensor frames before channels binning steps height width multiple padding dtype layout".split()
        )
        self.assertEqual(body["params"], 28)
        # 8x12 pixels times 27 products each.
        self.assertEqual(body["cost"]["gmacs"], round(8 * 12 * 27 / 1e9, 3))

    def test_tensors_are_named_and_free(self):
        self.export(Accumulator())
        graph = onnx.load(os.path.join(self.out, "model.onnx")).graph

        def shapes(entries):
            return {e.name: [d.dim_param or d.dim_value for d in e.type.tensor_type.shape.dim] for e in entries}

        self.assertEqual(shapes(graph.input), {"INPUT__0": ["N", 1, "H", "W"], "STATE__0": ["N", 1, "H_2", "W_2"]})
        self.assertEqual([entry.name for entry in graph.output], ["OUTPUT__0", "STATE_OUT__0"])
        state = json.loads(self.read("pack.json"))["state"]
        self.assertEqual(state, [{"input": "STATE__0", "output": "STATE_OUT__0", "shape": ["N", 1, "H/2", "W/2"]}])

    def test_golden_is_one_window(self):
        self.export(Small())
        golden, frame = (np.load(os.path.join(self.out, "golden", f"{name}.npy")) for name in ("input", "output"))
        self.assertEqual((golden.shape, golden.dtype), ((1, 3, 8, 12), np.float32))
        with torch.no_grad():
            np.testing.assert_allclose(frame, Small()(torch.from_numpy(golden)).numpy(), atol=1e-6)

    def test_serving_properties(self):
        self.export(Small(), format="torchscript")
        lines = self.read("serving.properties").decode().splitlines()
        self.assertIn("engine=PyTorch", lines)
        self.assertIn("option.mapLocation=true", lines)
        self.assertEqual(json.loads(self.read("pack.json"))["format"], "torchscript")

    def test_zip_has_the_same_bytes_each_time(self):
        self.out += ".zip"
        self.export(Small())
        with open(self.out, "rb") as file:
            first = file.read()
        self.export(Small())
        with open(self.out, "rb") as file:
            self.assertEqual(file.read(), first)

    def test_only_packs_are_replaced(self):
        self.export(Small())
        self.export(Small())
        other = os.path.join(self.folder, "letters")
        os.makedirs(other)
        with open(os.path.join(other, "letter.txt"), "w", encoding="utf-8"):
            pass
        self.out = other
        with self.assertRaisesRegex(ExportError, "the folder holds something else than a pack"):
            self.export(Small())
        self.assertEqual(os.listdir(other), ["letter.txt"])


class CostTest(PackTest):
    class Layers(Small):
        def __init__(self):
            super().__init__()
            self.down = nn.Conv2d(3, 8, 2, stride=2, groups=1)
            self.grouped = nn.Conv2d(8, 8, 3, padding=1, groups=4)
            self.up = nn.ConvTranspose2d(8, 1, 2, stride=2)

        def forward(self, spikes):
            x = torch.relu(self.grouped(self.down(spikes)))
            attention = torch.einsum("nchw,ncvw->nhv", x, x)
            x = x + (attention @ attention).mean((1, 2)).reshape(-1, 1, 1, 1)
            return self.up(x)

    def test_every_kind_of_product(self):
        adapter = self.Layers()
        path = os.path.join(self.folder, "model.onnx")
        export_onnx(adapter, path)
        height, width = 400, 600
        h, w = height // 2, width // 2
        products = h * w * 8 * 12 + h * w * 8 * 2 * 9 + 8 * h * h * w + h * h * h + h * w * 8 * 4
        cost = measure(path, adapter.contract, height, width)
        self.assertEqual(cost.gmacs, round(products / 1e9, 3))
        # The input beside the maps before and after the grouped convolution is the most alive at once.
        alive = 4 * (3 * height * width + 2 * 8 * h * w)
        self.assertAlmostEqual(cost.peak_memory_mb, alive / 1e6, delta=0.1)

    def test_steps_of_a_recurrent_network_add_up(self):
        path = os.path.join(self.folder, "model.onnx")
        export_onnx(Accumulator(), path)
        self.assertEqual(measure(path, Accumulator.contract, 1000, 2000).gmacs, round(3 * 500 * 1000 * 4 / 1e9, 3))


class PortableTest(PackTest):
    def test_newer_opset_is_refused(self):
        with self.assertRaisesRegex(ExportError, "opset 18: packs use at most 17"):
            self.export(Small(), opset=18)

    def test_older_opset_is_taken(self):
        self.export(Small(), opset=13)

    def test_operator_outside_the_standard(self):
        shape = [1, 3, 8, 12]
        node = helper.make_node("deform_conv2d", ["INPUT__0"], ["OUTPUT__0"], domain="torchvision")
        tensors = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("INPUT__0", "OUTPUT__0")]
        graph = helper.make_graph([node], "foreign", tensors[:1], tensors[1:])
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("torchvision", 1)]
        with self.assertRaisesRegex(ExportError, "torchvision::deform_conv2d"):
            check_portable(helper.make_model(graph, opset_imports=opsets))


class ReleaseTest(unittest.TestCase):
    def test_words(self):
        cases = [
            (dict(word="Caltech 101"), "--release 'Caltech 101': expected lower-case letters"),
            (dict(origin="borrowed"), "--origin 'borrowed': expected one of original, retrained, ours, random"),
            (dict(version=0), "--version 0: expected 1 or more"),
        ]
        for change, message in cases:
            fields = {**vars(RELEASE), **change}
            with self.subTest(message), self.assertRaisesRegex(ExportError, message):
                Release(**fields)
