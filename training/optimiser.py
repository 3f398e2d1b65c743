"""Muon for the matrices, Adam for the embedding, the normalisations and the biases, over float32 master weights.

Muon: Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024, with the update scaled by
0.2 * sqrt(max(rows, columns)) as in Liu et al., "Muon is Scalable for LLM Training", 2025.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_JOINT = {".qkv.weight": 3, ".kv.weight": 2}
"""Matrices that hold several side by side, each to be made orthogonal by itself."""


def orthogonalise(matrices: Tensor, steps: int = 5) -> Tensor:
    """Return (n, rows, columns) matrices with singular values near 1 and their singular vectors kept.

    The quintic Newton-Schulz iteration, run on the small Gram matrix: every step is a polynomial in it, so that the
    wide matrix is multiplied twice in all rather than twice a step.
    """
    tall = matrices.shape[-2] > matrices.shape[-1]
    wide = matrices.transpose(-1, -2) if tall else matrices
    wide = wide / (wide.norm(dim=(-2, -1), keepdim=True) * 1.02 + 1e-7)
    a, b, c = _COEFFICIENTS
    gram = wide @ wide.transpose(-1, -2)
    unit = torch.eye(gram.shape[-1], dtype=gram.dtype, device=gram.device)
    product: Tensor | None = None
    for step in range(steps):
        factor = b * gram + c * (gram @ gram) + a * unit
        product = factor if product is None else factor @ product
        if step + 1 < steps:
            gram = factor @ gram @ factor
    out: Tensor = wide if product is None else product @ wide
    return out.transpose(-1, -2) if tall else out


@dataclass(frozen=True, slots=True)
class Rates:
    """Learning rates of Muon and Adam, weight decay of Muon's matrices, and Adam's two decay rates."""

    muon: float = 2e-3
    adam: float = 1.5e-3
    decay: float = 0.01
    beta1: float = 0.9
    beta2: float = 0.98


class Optimiser:
    """Holds the master weights and writes them, rounded to the model's own precision, into the model.

    `master`, `momentum` and `variance` map parameter names to float32 tensors on the model's device.
    """

    def __init__(self, model: nn.Module, rates: Rates) -> None:
        self.rates = rates
        self.steps = 0
        self.parameters = dict(model.named_parameters())
        self.master = {name: p.detach().float().clone() for name, p in self.parameters.items()}
        self.momentum = {name: torch.zeros_like(w) for name, w in self.master.items()}
        self._by_size: dict[tuple[int, int], list[tuple[str, int]]] = {}
        for name, weight in self.master.items():
            if weight.ndim == 2 and not name.startswith("emb"):
                parts = next((n for ending, n in _JOINT.items() if name.endswith(ending)), 1)
                self._by_size.setdefault((weight.shape[0] // parts, weight.shape[1]), []).append((name, parts))
        matrices = {name for items in self._by_size.values() for name, _ in items}
        self.variance = {name: torch.zeros_like(w) for name, w in self.master.items() if name not in matrices}

    @torch.no_grad()
    def step(self, scale: float, multiplier: float) -> None:
        """Move the weights by the gradients times `scale`, with the learning rates times `multiplier`."""
        self.steps += 1
        for size, items in self._by_size.items():
            self._move_matrices(size, items, scale, multiplier)
        self._move_others(scale, multiplier)

    def _gradient(self, name: str, scale: float) -> Tensor:
        gradient = self.parameters[name].grad
        if gradient is None:
            raise RuntimeError(f"the loss does not depend on {name}")
        return gradient.float().mul_(scale)

    def _move_matrices(
        self, size: tuple[int, int], items: list[tuple[str, int]], scale: float, multiplier: float
    ) -> None:
        momentum = min(0.95, 0.85 + 0.1 * self.steps / 300)
        directions = []
        for name, parts in items:
            gradient, kept = self._gradient(name, scale), self.momentum[name]
            kept.lerp_(gradient, 1 - momentum)
            directions.append(gradient.lerp_(kept, momentum).view(parts, *size))
        moves = orthogonalise(torch.cat(directions))
        length = 0.2 * math.sqrt(max(size)) * self.rates.muon * multiplier
        start = 0
        for name, parts in items:
            weight = self.master[name]
            weight.mul_(1 - self.rates.decay * self.rates.muon * multiplier)
            weight.view(parts, *size).add_(moves[start : start + parts], alpha=-length)
            self.parameters[name].copy_(weight)
            start += parts

    def _move_others(self, scale: float, multiplier: float) -> None:
        rates = self.rates
        bias1, bias2 = 1 - rates.beta1**self.steps, 1 - rates.beta2**self.steps
        for name, variance in self.variance.items():
            gradient, kept, weight = self._gradient(name, scale), self.momentum[name], self.master[name]
            kept.lerp_(gradient, 1 - rates.beta1)
            variance.mul_(rates.beta2).addcmul_(gradient, gradient, value=1 - rates.beta2)
            spread = variance.sqrt().div_(math.sqrt(bias2)).add_(1e-9)
            weight.addcdiv_(kept, spread, value=-rates.adam * multiplier / bias1)
            self.parameters[name].copy_(weight)

    def state(self) -> dict[str, Any]:
        """Return the state as a checkpoint holds it."""
        return {"t": self.steps, "master": self.master, "buf": self.momentum, "var": self.variance}

    def load(self, state: dict[str, Any]) -> None:
        """Take over a checkpoint's state; what it leaves out, as a released one may its momenta, stays at zero."""
        self.steps = int(state["t"])
        for kept, name in ((self.master, "master"), (self.momentum, "buf"), (self.variance, "var")):
            for key, value in state.get(name, {}).items():
                if key in kept:
                    kept[key].copy_(value)
        with torch.no_grad():
            for key, parameter in self.parameters.items():
                parameter.copy_(self.master[key])
