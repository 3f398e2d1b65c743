"""What a run is continued from: weights, optimiser state, running average and the place in every source."""

from __future__ import annotations

import lzma
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import torch

from training.model import Shape, Transformer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state of training.

    `optimiser` is what `Optimiser.state` returns, `average` maps parameter names to the running average of the
    weights, `positions` maps source names to epoch and place. `tokens` are target pieces trained on so far.
    """

    shape: Shape
    optimiser: dict[str, Any]
    average: dict[str, Tensor]
    step: int = 0
    tokens: int = 0
    positions: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def master(self) -> dict[str, Tensor]:
        """The weights as the optimiser holds them, not averaged."""
        weights: dict[str, Tensor] = self.optimiser["master"]
        return weights


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint, packed with xz or not, onto the CPU.

    Raises OSError when it cannot be read, and RuntimeError or KeyError when it is no checkpoint of ours. Only tensors
    and plain values are loaded, never code.
    """
    if path.suffix == ".xz":
        with lzma.open(path) as file:
            state = torch.load(file, map_location="cpu", weights_only=True)
    else:
        state = torch.load(path, map_location="cpu", weights_only=True)
    return Checkpoint(
        Shape.read(state["cfg"]),
        state["opt"],
        state["ema"],
        int(state["step"]),
        int(state["tokens"]),
        {name: (int(epoch), int(place)) for name, (epoch, place) in state.get("data", {}).items()},
    )


def save_checkpoint(checkpoint: Checkpoint, path: Path) -> None:
    """Write a checkpoint, whole or not at all."""
    state = {
        "cfg": checkpoint.shape.write(),
        "opt": checkpoint.optimiser,
        "ema": checkpoint.average,
        "step": checkpoint.step,
        "tokens": checkpoint.tokens,
        "data": checkpoint.positions,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    torch.save(state, unfinished)
    unfinished.replace(path)


def average_checkpoints(checkpoints: Sequence[Checkpoint]) -> Checkpoint:
    """Return the last checkpoint with the mean of all running averages as its own.

    Raises ValueError when there is none or when they differ in shape, dropout aside.
    """
    if len({replace(checkpoint.shape, dropout=0.0) for checkpoint in checkpoints}) != 1:
        raise ValueError("to be averaged, checkpoints must be of one shape, and at least one")
    names = checkpoints[-1].average
    mean = {name: torch.stack([c.average[name].float() for c in checkpoints]).mean(0) for name in names}
    return replace(checkpoints[-1], average=mean)


def from_average(checkpoint: Checkpoint) -> Checkpoint:
    """Return the checkpoint with its averaged weights as the latest ones: the best that there is to start from."""
    return replace(checkpoint, optimiser={**checkpoint.optimiser, "master": checkpoint.average})


def restore_model(checkpoint: Checkpoint) -> Transformer:
    """Return the model with the averaged weights, in float32, ready to translate."""
    model = Transformer(replace(checkpoint.shape, dropout=0.0))
    model.load_state_dict(checkpoint.average)
    return model.eval()
