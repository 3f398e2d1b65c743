"""Minimum risk training: outputs that cost less become likelier than others for the same source.

The risk of a source is the mean cost of its outputs, each weighed by the softmax of the score by which a beam search
ranks it: Shen et al., "Minimum Risk Training for Neural Machine Translation", 2016; Edunov et al., "Classical
Structured Prediction Losses for Sequence to Sequence Learning", 2018.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor

from training.batches import pad
from training.decoding import LENGTH_PENALTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.batches import Batch
    from training.candidates import Ranked
    from training.model import Transformer


class RankedBatch(NamedTuple):
    """Sources padded beside their outputs (m in all), how many outputs each has (n), and the costs (m)."""

    texts: Batch
    counts: Tensor
    costs: Tensor


def ranked_batches(ranked: Sequence[Ranked], size: int, seed: int) -> Iterator[RankedBatch]:
    """Yield batches of up to `size` padded output pieces for ever, each round in another random order."""
    by_length = sorted(range(len(ranked)), key=lambda place: max(map(len, ranked[place].outputs)))
    groups: list[list[int]] = []
    held = 0
    for place in by_length:
        one = ranked[place]
        held += len(one.outputs)
        if not groups or held * (max(map(len, one.outputs)) + 1) > size:
            groups.append([])
            held = len(one.outputs)
        groups[-1].append(place)
    generator = torch.Generator().manual_seed(seed)
    while True:
        for number in torch.randperm(len(groups), generator=generator).tolist():
            yield _build([ranked[place] for place in groups[number]])


def _build(chosen: Sequence[Ranked]) -> RankedBatch:
    outputs = [output for one in chosen for output in one.outputs]
    sources = pad([one.source for one in chosen], [one.source for one in chosen])
    texts = pad(outputs, outputs)._replace(source=sources.source, lengths=sources.lengths)
    counts = torch.tensor([len(one.outputs) for one in chosen])
    return RankedBatch(texts, counts, torch.tensor([cost for one in chosen for cost in one.costs]))


class _Risk(torch.autograd.Function):
    """Returns the summed risk; a source's scores over the vocabulary live only while it is looked at."""

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, weight: Tensor, wanted: Tensor, counts: Tensor, costs: Tensor, sharpness: float
    ) -> Tensor:
        """Take states (m, t, d), the embedding (v, d), the pieces (m, t) with -1 for padding, counts (n), costs (m)."""
        gradient, weight_gradient = torch.zeros_like(states), torch.zeros_like(weight, dtype=torch.float32)
        total = torch.zeros((), device=states.device)
        start = 0
        for count in counts.tolist():
            rows = slice(start, start + count)
            start += count
            real = wanted[rows] >= 0
            column = wanted[rows][real][:, None]
            hidden = states[rows][real]
            chance = torch.softmax(hidden @ weight.t(), -1)
            logs = torch.zeros(real.shape, device=states.device)
            logs[real] = chance.gather(1, column)[:, 0].float().clamp(min=1e-9).log()
            lengths = real.sum(1).float() ** LENGTH_PENALTY
            share = torch.softmax(sharpness * logs.sum(1) / lengths, 0)
            risk = (share * costs[rows]).sum()
            total = total + risk
            steepness = sharpness * share * (risk - costs[rows]) / lengths
            each = steepness[:, None].expand(real.shape)[real].to(chance.dtype)
            chance.scatter_add_(1, column, torch.full_like(column, -1, dtype=chance.dtype)).mul_(each[:, None])
            gradient[rows] = gradient[rows].masked_scatter(real[..., None], chance @ weight)
            weight_gradient.add_((chance.t() @ hidden).float())
        ctx.save_for_backward(gradient, weight_gradient.to(weight.dtype))
        return total

    @staticmethod
    def backward(ctx: Any, *outer: Tensor) -> tuple[Tensor | None, ...]:
        """Return the gradients of the summed risk, times that of what was made of it."""
        gradient, weight_gradient = ctx.saved_tensors
        return gradient * outer[0], weight_gradient * outer[0], None, None, None, None


def summed_risk(model: Transformer, batch: RankedBatch, sharpness: float) -> Tensor:
    """Return the risk summed over the batch's sources, with its gradient.

    `sharpness` multiplies the scores before the softmax: 0 gives the mean of the costs, much the likeliest output's.
    """
    device = model.emb.weight.device
    source, lengths, target, wanted = (torch.from_numpy(part).to(device) for part in batch.texts)
    counts, costs = batch.counts.to(device), batch.costs.to(device)
    memory, mask = model.encode(source, lengths)
    memory = memory.repeat_interleave(counts, 0)
    mask = None if mask is None else mask.repeat_interleave(counts, 0)
    states = model.decode(target, memory, mask)
    risk: Tensor = _Risk.apply(  # type: ignore[no-untyped-call]
        states, model.emb.weight, wanted, counts, costs, sharpness
    )
    return risk
