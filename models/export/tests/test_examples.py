"""The tiny packs that lie among the Java tests' resources are those that the generator writes."""

import json
import os
import unittest

import numpy as np
from support import REPOSITORY, PackTest

from spikelake_export.examples import EXAMPLES, write_example
from spikelake_export.running import exported, run_window

COMMITTED = REPOSITORY / "udfs" / "src" / "test" / "resources" / "packs"


class ExamplesTest(PackTest):
    def test_manifests_are_the_committed_ones(self):
        for name in EXAMPLES:
            with self.subTest(name):
                write_example(name, self.out)
                written, committed = (self.manifest(folder) for folder in (self.out, COMMITTED / name))
                # Another version of PyTorch writes the same network as other bytes.
                written.pop("sha256"), committed.pop("sha256")
                self.assertEqual(written, committed)

    def test_committed_models_give_their_golden_output(self):
        for name, (kind, format) in EXAMPLES.items():
            with self.subTest(name):
                folder = COMMITTED / name
                golden = np.load(folder / "golden" / "input.npy")
                if (folder / "golden" / "input1.npy").exists():
                    golden = np.concatenate([golden, np.load(folder / "golden" / "input1.npy")])
                model = folder / ("model.onnx" if format == "onnx" else "model.pt")
                output = run_window(exported(str(model), kind.contract), kind.contract, golden[:, None])
                np.testing.assert_allclose(output, np.load(folder / "golden" / "output.npy"), atol=kind.contract.tolerance)

    def test_they_are_tiny(self):
        for name in EXAMPLES:
            size = sum((COMMITTED / name / file).stat().st_size for file in self.files(COMMITTED / name))
            self.assertLess(size, 20_000, name)

    @staticmethod
    def manifest(folder):
        with open(os.path.join(folder, "pack.json"), encoding="utf-8") as file:
            return json.load(file)

    @staticmethod
    def files(folder):
        return [os.path.relpath(os.path.join(root, file), folder) for root, _, files in os.walk(folder) for file in files]


if __name__ == "__main__":
    unittest.main()
