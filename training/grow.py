"""Deepen a model's encoder without changing what it computes, so that training goes on with more room to learn in.

Run as `python -m training.grow --checkpoint last.pt --encoder 10 --out grown.pt`, and continue from the result.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from training.checkpoints import Checkpoint, load_checkpoint, save_checkpoint

if TYPE_CHECKING:
    from torch import Tensor

_ADDED_TO_INPUT = ("sa.out.weight", "sa.out.bias", "f2.weight", "f2.bias")
"""A layer whose blocks end in zeros adds nothing to its input: Chen et al., "Net2Net", 2016, with pre-norm layers."""


def deepen(checkpoint: Checkpoint, layers: int) -> Checkpoint:
    """Return the checkpoint with an encoder of `layers` layers that computes the same as before.

    New layers are spread evenly: each follows the one it copies, with the last matrices of its two blocks at zero, in
    the weights and in their running average. Its optimiser state starts at zero. Raises ValueError when the encoder
    has that many layers or more.
    """
    before = checkpoint.shape.enc
    if layers <= before:
        raise ValueError(f"the encoder has {before} layers already: ask for more of them than that")
    origins = [place * before // layers for place in range(layers)]
    state: dict[str, Any] = dict(checkpoint.optimiser)
    state["master"] = _spread(checkpoint.master, origins)
    for name in ("buf", "var"):
        state[name] = _spread(state.get(name, {}), origins, empty=True)
    average = _spread(checkpoint.average, origins)
    return replace(checkpoint, shape=replace(checkpoint.shape, enc=layers), optimiser=state, average=average)


def _spread(tensors: dict[str, Tensor], origins: list[int], *, empty: bool = False) -> dict[str, Tensor]:
    """Return the tensors with the encoder's layers at their new places; `empty` makes all of a new layer zero."""
    spread = {name: tensor for name, tensor in tensors.items() if not name.startswith("enc.")}
    for place, origin in enumerate(origins):
        new = place > 0 and origins[place - 1] == origin
        start = f"enc.{origin}."
        for name, tensor in tensors.items():
            if name.startswith(start):
                part = name.removeprefix(start)
                cleared = new and (empty or part in _ADDED_TO_INPUT)
                spread[f"enc.{place}.{part}"] = torch.zeros_like(tensor) if cleared else tensor.clone()
    return spread


def main() -> None:
    """Deepen by the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=int, required=True, help="how many layers it is to have")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    try:
        grown = deepen(load_checkpoint(options.checkpoint), options.encoder)
    except ValueError as error:
        raise SystemExit(str(error)) from error
    save_checkpoint(grown, options.out)
    print(f"{options.out}: {sum(weight.numel() for weight in grown.master.values()) / 1e6:.1f} million parameters")


if __name__ == "__main__":
    main()
