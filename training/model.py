"""The Transformer: pre-norm, ReLU, sinusoidal positions, one embedding for source, target and output.

Vaswani et al., "Attention Is All You Need", 2017; normalisation before each block as in Xiong et al., "On Layer
Normalization in the Transformer Architecture", 2020. Parameter names are part of the checkpoint format: `enc.0.sa.qkv`
is the joint query, key and value projection of the first encoder layer's self-attention, `ca` is cross-attention, `f1`
and `f2` the feed-forward layers, `n1` to `n3`, `en` and `dn` the normalisations.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F  # noqa: N812  # the name by which everybody knows it
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a model: widths `d` and `ffn`, heads, encoder and decoder layers, vocabulary rows and pieces.

    `vocab` is `pieces` rounded up to a multiple of 64; `maxpos` is the longest sentence in pieces.
    """

    d: int = 256
    ffn: int = 1536
    heads: int = 4
    enc: int = 6
    dec: int = 2
    vocab: int = 16000
    pieces: int = 16000
    dropout: float = 0.0
    maxpos: int = 1200

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> Shape:
        """Return the shape that a checkpoint holds; sizes that it leaves out have their default."""
        return replace(cls(), **settings)

    def write(self) -> dict[str, int | float]:
        """Return the shape as a checkpoint holds it."""
        return asdict(self)


SHAPES = {
    "small": Shape(),
    "medium": Shape(d=384, heads=6),
    "large": Shape(d=512, ffn=2048, heads=8),
}
"""13.0, 20.9 and 37.8 million parameters with a vocabulary of 16,000."""


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, *, causal: bool = False) -> Tensor:
    """Return scaled dot-product attention over (batch, head, position, width) tensors.

    On a CPU plain matrix products beat the fused kernel, whose backward pass is slow there.
    """
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    if causal:
        length = query.shape[2]
        scores = scores + torch.full((length, length), float("-inf"), dtype=query.dtype).triu_(1)
    elif mask is not None:
        scores = scores + mask
    return torch.softmax(scores, -1) @ value


class SelfAttention(nn.Module):
    """Multi-head attention of a sequence to itself."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor | None, *, causal: bool) -> Tensor:
        """Map (batch, length, width) to the same shape; `mask` is added to the scores, `causal` hides the future."""
        batch, length, width = x.shape
        split = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        mixed = attend(query, key, value, mask, causal=causal)
        out: Tensor = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        return out


class CrossAttention(nn.Module):
    """Multi-head attention of a target to the encoder's output."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(width, width)
        self.kv = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None) -> Tensor:
        """Map a target of (batch, length, width) to the same shape."""
        batch, length, width = x.shape
        query = self.q(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        split = self.kv(memory).view(batch, memory.shape[1], 2, self.heads, width // self.heads)
        key, value = split.permute(2, 0, 3, 1, 4)
        mixed = attend(query, key, value, mask)
        out: Tensor = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        return out


class Layer(nn.Module):
    """One layer: self-attention, in a decoder cross-attention, and a feed-forward block, each added to its input."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        self.n1 = nn.LayerNorm(shape.d)
        self.sa = SelfAttention(shape.d, shape.heads)
        self.cross = cross
        if cross:
            self.n2 = nn.LayerNorm(shape.d)
            self.ca = CrossAttention(shape.d, shape.heads)
        self.n3 = nn.LayerNorm(shape.d)
        self.f1 = nn.Linear(shape.d, shape.ffn)
        self.f2 = nn.Linear(shape.ffn, shape.d)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None, memory: Tensor | None = None) -> Tensor:
        """Map (batch, length, width) to the same shape. `mask` is of the source; with a memory the layer is causal."""
        x = x + self.dropout(self.sa(self.n1(x), None if self.cross else mask, causal=self.cross))
        if self.cross:
            x = x + self.dropout(self.ca(self.n2(x), memory, mask))
        out: Tensor = x + self.dropout(self.f2(F.relu(self.f1(self.n3(x)))))
        return out


class Transformer(nn.Module):
    """The whole model. Its output is the decoder's last state; the loss multiplies it with the embedding."""

    pos: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.emb = nn.Embedding(shape.vocab, shape.d)
        self.enc = nn.ModuleList(Layer(shape, cross=False) for _ in range(shape.enc))
        self.en = nn.LayerNorm(shape.d)
        self.dec = nn.ModuleList(Layer(shape, cross=True) for _ in range(shape.dec))
        self.dn = nn.LayerNorm(shape.d)
        self.register_buffer("pos", positions(shape), persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        """Draw the weights; the layers that are added to their input start smaller the more there are of them."""
        nn.init.normal_(self.emb.weight, std=self.shape.d**-0.5)
        for name, module in self.named_modules():
            if isinstance(module, nn.Linear):
                last = name.endswith((".out", ".f2"))
                depth = math.sqrt(self.shape.enc + self.shape.dec) if last else 1.0
                nn.init.normal_(module.weight, std=0.7 * module.in_features**-0.5 / depth)
                nn.init.zeros_(module.bias)

    def embed(self, pieces: Tensor) -> Tensor:
        """Return the scaled embeddings of (batch, length) piece numbers, with their positions."""
        scaled = self.emb(pieces) * math.sqrt(self.shape.d)
        out: Tensor = scaled + self.pos[: pieces.shape[1]].to(scaled.dtype)
        return out

    def encode(self, source: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor | None]:
        """Return the encoder's output for (batch, length) pieces and the mask of its padding, None where none is."""
        kept = torch.arange(source.shape[1], device=source.device)[None] < lengths[:, None]
        mask = None
        if not bool(kept.all()):
            mask = torch.zeros(kept.shape, dtype=self.emb.weight.dtype, device=source.device)
            mask = mask.masked_fill_(~kept, float("-inf"))[:, None, None, :]
        x = self.embed(source)
        for layer in self.enc:
            x = layer(x, mask)
        return self.en(x), mask

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor | None) -> Tensor:
        """Return the decoder's states for (batch, length) pieces that start with the start symbol."""
        x = self.embed(target)
        for layer in self.dec:
            x = layer(x, mask, memory)
        out: Tensor = self.dn(x)
        return out

    def forward(self, source: Tensor, lengths: Tensor, target: Tensor) -> Tensor:
        """Return the decoder's states: (batch, target length, width)."""
        memory, mask = self.encode(source, lengths)
        return self.decode(target, memory, mask)


def positions(shape: Shape) -> Tensor:
    """Return the sinusoidal position encodings, (maxpos, d), sines before cosines as CTranslate2 has them."""
    half = shape.d // 2
    rates = torch.exp(torch.arange(half) * -(math.log(10000.0) / (half - 1)))
    angles = torch.arange(shape.maxpos)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], 1)
