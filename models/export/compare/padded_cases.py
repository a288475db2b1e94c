"""Comparisons of networks whose authors pad, scale or carry state in the scripts around the class."""

from __future__ import annotations

from unittest import mock

import torch
import torch.nn.functional as F
from spikelake_export.adapters.rsir import HEIGHT, PADDED_ROWS, WIDTH
from spikelake_export.events import SpikesToVoxels

from .case import Case

SPIKE_ZOO = "chenkang455/Spike-Zoo"
SWINSF = {"in_chans": 41, "ref_ch": 28, "out_chans": 1, "depths": [6, 6], "num_heads": [2, 2], "window_size": 5, "mlp_ratio": 4.0, "upsampler": ""}


def _first(frames):
    return frames[0] if isinstance(frames, (list, tuple)) else frames


def _append(spikes, multiple):
    rows, columns = -spikes.shape[2] % multiple, -spikes.shape[3] % multiple
    if rows:
        spikes = torch.cat([spikes, spikes[:, :, -rows:]], dim=2)
    return torch.cat([spikes, spikes[:, :, :, -columns:]], dim=3) if columns else spikes


def _stir(network, spikes):
    return _first(network(_append(spikes, 16)))[:, :, : spikes.shape[2], : spikes.shape[3]]


def _ssir(network, spikes):
    """The authors reset their neurons before every image."""
    for module in network.modules():
        if hasattr(module, "v_threshold"):
            module.reset()
    return network(spikes)


def _spikeformer(network, signed):
    """Three rows at both ends of 250, as Spike-Zoo v0.2; the class casts to a CUDA type."""
    padded = torch.cat([signed[:, :, :3], signed, signed[:, :, -3:]], dim=2)
    with mock.patch.object(torch.cuda, "FloatTensor", torch.FloatTensor):
        return network(padded)[:, :, 3:-3]


def _rsir(network, windows):
    """The authors' test loop for an ideal sensor."""
    one, none, fused = torch.ones(HEIGHT, WIDTH), torch.zeros(HEIGHT, WIDTH), None
    inner = slice(PADDED_ROWS, PADDED_ROWS + HEIGHT)
    for mean in windows:
        light = mean ** (1 / 2.2)
        fed = light if fused is None else torch.cat([light, fused], dim=1)
        outputs = network(fed, torch.zeros_like(light), one, none, one)
        fused = outputs[2][:, :, inner]
    return outputs[4][:, :, inner]


def _swinsf(network, spikes):
    return network(spikes)[0]


def _et_net(network, windows):
    """Our voxels; padding and state are the network's own."""
    network.reset_states()
    return _over_voxels(windows, lambda voxels: network(voxels)["image"])


def _hypere2vid(network, windows):
    """Our voxels; zeros around as the authors' evaluation tool pads; the state is the network's own."""
    network.reset_states()

    def image(voxels):
        height, width = voxels.shape[2:]
        rows, columns = -height % 8, -width % 8
        top, left = -(-rows // 2), -(-columns // 2)
        padded = F.pad(voxels, (left, columns - left, top, rows - top))
        return network(padded)["image"][:, :, top : top + height, left : left + width]

    return _over_voxels(windows, image)


def _over_voxels(windows, image):
    to_voxels = SpikesToVoxels(planes=6, contrast=0.2)
    last = torch.zeros_like(windows[0][:, :1])
    for counts in windows:
        voxels, last = to_voxels(counts, last)
        frame = image(voxels)
    return frame


def _swinsf_case(size, patch, width, upscale):
    arguments = {**SWINSF, "img_size": list(size), "patch_size": patch, "embed_dim": width, "upscale": upscale}
    return Case("swinsf", "bupt-ai-cz/SwinSF", f"models.SwinSF_{size[0]}:SwinSpikeFormer", _swinsf, arguments=arguments, size=size)


def _small_swinsf_case(of, size, patch, width, upscale):
    arguments = {**SWINSF, "img_size": list(size), "patch_size": patch, "embed_dim": width, "upscale": upscale}
    note = f"the class for {of}, built for a small frame"
    return Case("swinsf", "bupt-ai-cz/SwinSF", f"models.SwinSF_{of}:SwinSpikeFormer", _swinsf, arguments=arguments, size=size, note=note)


PADDED_CASES = {
    "stir": Case("stir", "GitCVfb/STIR", "models.networks_STIR:STIR", _stir, needs=("einops",), note="61 planes, clamped"),
    **{
        f"stir-{planes}-zoo": Case(
            "stir",
            SPIKE_ZOO,
            "stir.models.networks_STIR:STIR",
            _stir,
            folder="spikezoo/archs",
            arguments={"spike_dim": planes},
            needs=("einops",),
            note=f"{planes} planes",
        )
        for planes in (41, 61)
    },
    "ssir": Case("ssir", SPIKE_ZOO, "ssir.models.networks:SSIR", _ssir, folder="spikezoo/archs", needs=("spikingjelly.clock_driven",)),
    "spikeformer": Case(
        "spikeformer",
        SPIKE_ZOO,
        "Model.SpikeFormer:SpikeFormer",
        _spikeformer,
        folder="spikezoo/archs/spikeformer",
        arguments={"inputDim": 65},
        needs=("einops",),
    ),
    "rsir": Case("rsir", "BIT-Vision/RSIR", "structure:MainDenoise", _rsir, options={"steps": 3}, note="3 steps, ideal sensor"),
    "swinsf-250": _swinsf_case((250, 400), 2, 96, 1),
    "swinsf-1000": _swinsf_case((1000, 1000), 4, 64, 2),
    "swinsf-250-small": _small_swinsf_case(250, (30, 40), 2, 96, 1),
    "swinsf-1000-small": _small_swinsf_case(1000, (60, 80), 4, 64, 2),
    "et-net": Case(
        "et-net",
        "WarranWeng/ET-Net",
        "model.eitr.eitr:EITR",
        _et_net,
        arguments={"eitr_kwargs": {"num_bins": 5, "norm": "none"}},
        needs=("einops",),
        note="5 steps, our voxels",
    ),
    "hypere2vid": Case(
        "hypere2vid",
        "ercanburak/HyperE2VID",
        "model.model:E2VIDRecurrent",
        _hypere2vid,
        arguments={
            "unet_kwargs": {
                "num_bins": 5,
                "base_num_channels": 32,
                "num_encoders": 3,
                "num_residual_blocks": 2,
                "skip_type": "sum",
                "norm": "none",
                "use_upsample_conv": True,
                "recurrent_block_type": "convlstm",
                "use_dynamic_decoder": True,
                "final_activation": "sigmoid",
            }
        },
        note="5 steps, our voxels",
    ),
}
