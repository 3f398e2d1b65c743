"""Label-smoothed cross-entropy, fused with the tied output projection and computed in chunks.

The scores of a batch over the whole vocabulary would be its largest tensor by far; here a chunk of them lives at a
time, and its gradient is computed in the forward pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

if TYPE_CHECKING:
    from training.model import Transformer

_CHUNK = 512
_MULTIPLE = 64


class _FusedCrossEntropy(torch.autograd.Function):
    """Returns the summed negative log-likelihood, without smoothing; its gradient is that of the smoothed loss."""

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, weight: Tensor, wanted: Tensor, smoothing: float, emphasis: Tensor | None
    ) -> Tensor:
        """Take states (n, d), the embedding (v, d) and the wanted pieces (n), -1 where a row does not count.

        `emphasis` (v) is what the gradient of a row is multiplied by for the piece that it wants.
        """
        needed = states.requires_grad
        gradient = torch.empty_like(states) if needed else None
        weight_gradient: Tensor | None = None
        total = torch.zeros((), device=states.device)
        for start in range(0, states.shape[0], _CHUNK):
            chunk, pieces = states[start : start + _CHUNK], wanted[start : start + _CHUNK]
            chance = torch.softmax(chunk @ weight.t(), -1)
            counts = pieces >= 0
            column = pieces.clamp(min=0)[:, None]
            total = total - (chance.gather(1, column).float().clamp(min=1e-9).log() * counts[:, None]).sum()
            if gradient is None:
                continue
            chance.sub_(smoothing / weight.shape[0])
            chance.scatter_add_(1, column, torch.full_like(column, -(1 - smoothing), dtype=chance.dtype))
            if not bool(counts.all()):
                chance.mul_(counts[:, None].to(chance.dtype))
            if emphasis is not None:
                chance.mul_(emphasis[column].to(chance.dtype))
            torch.mm(chance, weight, out=gradient[start : start + _CHUNK])
            part = (chunk.t() @ chance).float()
            weight_gradient = part if weight_gradient is None else weight_gradient.add_(part)
        if gradient is not None and weight_gradient is not None:
            rows = weight_gradient.t().to(weight.dtype, memory_format=torch.contiguous_format)
            ctx.save_for_backward(gradient, rows)
        return total

    @staticmethod
    def backward(ctx: Any, *_: Tensor) -> tuple[Tensor, Tensor, None, None, None]:
        """Return the gradients of the summed loss; the optimiser divides them by the number of pieces."""
        gradient, weight_gradient = ctx.saved_tensors
        return gradient, weight_gradient, None, None, None


def summed_loss(
    model: Transformer, states: Tensor, wanted: Tensor, smoothing: float = 0.1, emphasis: Tensor | None = None
) -> tuple[Tensor, int]:
    """Return the loss summed over the wanted pieces, in nats, and how many there are.

    `states` is (batch, length, d), `wanted` (batch, length) with -1 for padding, `emphasis` (vocabulary) what each
    wanted piece counts for in the gradient, 1 without it. The gradient is of the loss with label smoothing; the
    returned value is without it, and without emphasis.
    """
    flat = wanted.reshape(-1)
    places = (flat >= 0).nonzero()[:, 0]
    count = places.numel()
    padding = -count % _MULTIPLE
    if padding:
        places = torch.cat([places, places.new_zeros(padding)])
    pieces = flat[places]
    if padding:
        pieces[count:] = -1
    chosen = states.reshape(-1, states.shape[-1]).index_select(0, places)
    loss: Tensor = _FusedCrossEntropy.apply(  # type: ignore[no-untyped-call]
        chosen, model.emb.weight, pieces, smoothing, emphasis
    )
    return loss, count
