"""Adapters of metrics, on small stand-ins built like the classes that they wrap."""

import json
import os
import sys
import types
import unittest

import numpy as np
import torch
import torch.nn.functional as F
from support import REPOSITORY, PackTest
from torch import nn

from spikelake_export.adapters.clip_metrics import ClipIqa, ClipZeroShot, Liqe, corners
from spikelake_export.adapters.lpips import Lpips
from spikelake_export.clip import DEVIATION, GREY_DEVIATION, GREY_MEAN, MEAN, class_names
from spikelake_export.loading import ExportError
from spikelake_export.running import eager, run_window


class LpipsLike(nn.Module):
    """Two levels of features, unit by pixel, squared difference weighted by channel, averaged, added up: (N, 1, 1, 1)."""

    def __init__(self):
        super().__init__()
        self.levels = nn.ModuleList([nn.Conv2d(3, 6, 3, stride=2, padding=1), nn.Conv2d(6, 8, 3, stride=2, padding=1)])
        self.weights = nn.ModuleList([nn.Conv2d(6, 1, 1, bias=False), nn.Conv2d(8, 1, 1, bias=False)])
        for weight in self.weights:
            weight.weight.data.abs_()

    def forward(self, one, other):
        total = 0
        for level, weight in zip(self.levels, self.weights):
            one, other = F.relu(level(one)), F.relu(level(other))
            unit = [x / (x.pow(2).sum(1, keepdim=True).sqrt() + 1e-10) for x in (one, other)]
            total = total + weight((unit[0] - unit[1]) ** 2).mean((2, 3), keepdim=True)
        return total


class Visual(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 8, stride=8)
        self.positions = nn.Parameter(torch.randn(8))

    def forward(self, images, positions):
        tokens = torch.tanh(self.conv(images))
        return (tokens + self.positions.reshape(1, 8, 1, 1) * positions).mean((2, 3)) + 0.1


class ClipLike(nn.Module):
    """Image and text encoders with the names that CLIP's have."""

    def __init__(self):
        super().__init__()
        self.visual = Visual()
        self.token_embedding = nn.Embedding(300, 8)
        self.logit_scale = nn.Parameter(torch.tensor(2.5))

    def encode_image(self, images, pos_embedding=True):
        return self.visual(images, float(pos_embedding))

    def encode_text(self, tokens):
        return torch.tanh(self.token_embedding(tokens)).mean(1)


def tokenize(texts):
    return torch.tensor([[ord(c) % 300 for c in text.ljust(40)] for text in texts])


def provide_tokenizer():
    module = types.ModuleType("clip_like")
    module.tokenize = tokenize
    sys.modules["clip_like"] = module


def unit(x):
    return x / x.norm(dim=-1, keepdim=True)


def coloured(grey):
    """As an RGB picture of equal channels, normalised channel by channel."""
    rgb = np.repeat(grey, 3, axis=1)
    return torch.from_numpy((rgb - np.reshape(MEAN, (3, 1, 1))) / np.reshape(DEVIATION, (3, 1, 1))).float()


def score(adapter, *images):
    """Through the host's part: (x - mean) / std."""
    contract = adapter.eval().contract.input
    fed = np.stack([(image - np.reshape(contract.mean, (-1, 1, 1))) / np.reshape(contract.std, (-1, 1, 1)) for image in images])
    return run_window(eager(adapter), adapter.contract, fed.astype(np.float32))


class LpipsTest(PackTest):
    def test_grey_images_are_three_equal_channels_of_minus_one_to_one(self):
        torch.manual_seed(0)
        network = LpipsLike().eval()
        draw = np.random.default_rng(1)
        image, reference = draw.random((2, 1, 1, 24, 40))
        as_rgb = [torch.from_numpy(2 * np.repeat(x, 3, axis=1) - 1).float() for x in (image, reference)]
        with torch.no_grad():
            expected = network(*as_rgb).reshape(1, 1).numpy()
        adapter = Lpips(network)
        np.testing.assert_allclose(score(adapter, image, reference), expected, atol=1e-6)
        self.assertEqual(score(adapter, image, image).tolist(), [[0.0]])
        exported = self.export(adapter)
        self.assertTrue(exported.manifest["output"]["lower_is_better"])
        self.assertTrue(os.path.exists(os.path.join(self.out, "golden", "input1.npy")))


class ClipTest(PackTest):
    def setUp(self):
        super().setUp()
        provide_tokenizer()
        torch.manual_seed(0)
        self.model = ClipLike().eval()

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_zero_shot_features_and_table(self):
        classes = self.write("classes.txt", "car\ndoll\n\nfan\n")
        adapter = ClipZeroShot(self.model, classes, "clip_like:tokenize", size=32)
        grey = np.random.default_rng(2).random((1, 1, 32, 32))
        weights = np.array([0.299, 0.587, 0.114])
        mean = (weights * MEAN).sum()
        deviation = np.sqrt((weights**2 * np.square(DEVIATION)).sum())
        with torch.no_grad():
            images = torch.from_numpy(np.repeat((grey - mean) / deviation, 3, axis=1)).float()
            expected = unit(self.model.encode_image(images))
            table = unit(self.model.encode_text(tokenize([f"image of a {name}" for name in ("car", "doll", "fan")])))
        np.testing.assert_allclose(score(adapter, grey), expected, atol=1e-6)
        self.export(adapter)
        np.testing.assert_allclose(np.load(os.path.join(self.out, "classes.npy")), table, atol=1e-6)
        with open(os.path.join(self.out, "pack.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.assertEqual(manifest["classifier"], {"features": "classes.npy", "classes": ["car", "doll", "fan"], "scale": 100.0})
        self.assertEqual(manifest["output"]["values"], 8)
        # The text encoder stays behind.
        self.assertEqual(manifest["params"], sum(p.numel() for p in self.model.visual.parameters()))

    def test_grey_mean_and_deviation(self):
        self.assertAlmostEqual(GREY_MEAN, 0.459236, places=5)
        self.assertAlmostEqual(GREY_DEVIATION, 0.175973, places=5)

    def test_clip_iqa_pairs_of_prompts(self):
        network = nn.Module()
        network.clip_model = [self.model]
        network.prompt_pairs = tokenize(["Good photo.", "Bad photo.", "Sharp photo.", "Blurry photo."])
        grey = np.random.default_rng(3).random((1, 1, 33, 50))
        with torch.no_grad():
            image = unit(self.model.encode_image(coloured(grey), pos_embedding=False))
            text = unit(self.model.encode_text(network.prompt_pairs))
            logits = (self.model.logit_scale.exp() * image @ text.t()).numpy()[0]
        good = [1 / (1 + np.exp(logits[i + 1] - logits[i])) for i in (0, 2)]
        adapter = ClipIqa(network)
        np.testing.assert_allclose(score(adapter, grey), [[np.mean(good)]], atol=1e-6)
        self.assertLess(self.export(adapter).largest_difference, 1e-5)

    def test_clip_iqa_plus_takes_learned_prompts(self):
        network = nn.Module()
        network.clip_model = self.model
        network.prompt_learner = lambda model: torch.tensor([[2.0, 0, 0, 0, 0, 0, 0, 0], [0, 3.0, 0, 0, 0, 0, 0, 0]])
        self.assertEqual(ClipIqa(network).texts[:, :2].tolist(), [[1.0, 0.0], [0.0, 1.0]])

    def test_liqe_expected_quality_over_patches(self):
        network = nn.Module()
        network.clip_model, network.step, network.num_patch = self.model, 32, 15
        # Five qualities, each with three joint texts.
        network.text_features = unit(torch.randn(15, 8))
        adapter = Liqe(network, 256, 300)
        grey = np.random.default_rng(4).random((1, 1, 256, 300))
        image = coloured(grey)
        grid = image.unfold(2, 224, 32).unfold(3, 224, 32).permute(0, 2, 3, 1, 4, 5).reshape(-1, 3, 224, 224)
        self.assertEqual(len(grid), 6)
        with torch.no_grad():
            features = unit(self.model.encode_image(grid))
            probability = (self.model.logit_scale.exp() * features @ network.text_features.t()).mean(0).softmax(0)
        expected = sum((quality + 1) * float(probability[3 * quality : 3 * quality + 3].sum()) for quality in range(5))
        np.testing.assert_allclose(score(adapter, grey), [[expected]], atol=1e-5)
        with self.assertRaisesRegex(ExportError, "at least 224x224; 250x200 is smaller"):
            Liqe(network, 250, 200)

    def test_liqe_takes_every_fifth_patch_of_spike_zoos_size(self):
        places = corners(384, 614, 224, 32, 15)
        self.assertEqual((len(places), places[:4]), (15, [(0, 0), (0, 160), (0, 320), (32, 64)]))

    def test_class_names_of_the_catalogue(self):
        complete = self.write("set.yaml", "name: x\nclass-names:\n  # by number\n  1: 'doll'\n  0: car # red\nformat: dat\n")
        self.assertEqual(class_names(complete), ["car", "doll"])
        with self.assertRaisesRegex(ExportError, r"class-names gives \[47, 100\]; every number from 0 is needed"):
            class_names(str(REPOSITORY / "conf" / "datasets" / "u-caltech.yaml"))
        with self.assertRaisesRegex(ExportError, "2 class names, 1 of them different"):
            class_names(self.write("twice.txt", "car\ncar\n"))

    def test_an_encoder_of_one_size_cannot_leave_positions_out(self):
        network = nn.Module()
        self.model.encode_image = lambda images: images
        network.clip_model, network.prompt_pairs = self.model, tokenize(["a", "b"])
        with self.assertRaisesRegex(ExportError, "no pos_embedding argument"):
            score(ClipIqa(network), np.zeros((1, 1, 8, 8)))


if __name__ == "__main__":
    unittest.main()
