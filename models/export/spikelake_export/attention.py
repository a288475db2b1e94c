"""Multi-head attention whose number of tokens stays free in an exported graph."""

from __future__ import annotations

import torch.nn.functional as F
from torch import nn

from .loading import ExportError


class TokenAttention(nn.Module):
    """``nn.MultiheadAttention`` for (tokens, N, channels) without masks, with the same weights.

    PyTorch's own splits the projections by an operation that exporters record at the number of tokens of the example.
    """

    def __init__(self, attention: nn.MultiheadAttention):
        super().__init__()
        if attention.batch_first or attention.in_proj_weight is None or attention.bias_k is not None:
            raise ExportError("only attention over (tokens, N, channels), of one width and without key biases, can be rewritten")
        self.attention = attention

    def forward(self, query, key, value):
        a = self.attention
        weights = a.in_proj_weight.chunk(3)
        biases = (None, None, None) if a.in_proj_bias is None else a.in_proj_bias.chunk(3)
        q, k, v = (self._heads(F.linear(x, w, b)) for x, w, b in zip((query, key, value), weights, biases))
        scores = (q * a.head_dim**-0.5) @ k.transpose(2, 3)
        mixed = (scores.softmax(dim=-1) @ v).permute(2, 0, 1, 3)
        return a.out_proj(mixed.reshape(query.shape)), None

    def _heads(self, x):
        """(tokens, N, channels) to (N, heads, tokens, channels of a head)."""
        tokens, n, _ = x.shape
        return x.reshape(tokens, n, self.attention.num_heads, self.attention.head_dim).permute(1, 2, 0, 3)


def free_tokens(network: nn.Module) -> None:
    """Replaces every ``nn.MultiheadAttention`` below a network."""
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.MultiheadAttention):
                setattr(module, name, TokenAttention(child))
