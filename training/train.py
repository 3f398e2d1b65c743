"""Train a model, or continue one, for a given time; anneal it at the end.

Run as `python -m training.train --data data --vocabulary spm.model --checkpoints checkpoints --minutes 600`; a file
named STOP in the folder of checkpoints ends a run after its current update.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.batches import Batch, Mixture, pad, read_rules
from training.checkpoints import load_checkpoint
from training.compute import choose_compute
from training.encoding import placeholder_numbers
from training.model import SHAPES, Shape
from training.optimiser import Rates
from training.schedule import Schedule
from training.trainer import LATEST, Trainer, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.checkpoints import Checkpoint
    from training.compute import Compute


def arguments() -> argparse.ArgumentParser:
    """Return the parser of this command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = Path(__file__).parent
    parser.add_argument("--data", type=Path, required=True, help="folder of encoded sources, *.npz")
    parser.add_argument("--vocabulary", type=Path, required=True, help="SentencePiece model")
    parser.add_argument("--checkpoints", type=Path, required=True, help="folder to save to")
    parser.add_argument("--mixture", type=Path, default=here / "mixture.json")
    parser.add_argument("--dev", type=Path, nargs=2, metavar=("FRENCH", "ENGLISH"), help="files to show the loss on")
    parser.add_argument("--resume", type=Path, help="checkpoint to continue from")
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--minutes", type=float, default=120.0, help="time budget, the fall of the rate included")
    parser.add_argument("--updates", type=int, help="end after so many, to compare runs on a machine that is shared")
    parser.add_argument("--decay-minutes", type=float, default=20.0, help="the rate falls over this time at the end")
    parser.add_argument("--decay-only", type=float, metavar="MINUTES", help="anneal --resume in this time, and end")
    parser.add_argument("--warmup", type=int, help="updates of rising rate; 30 when resuming, else 250")
    parser.add_argument("--average", type=float, default=0.99, help="decay of the average, applied every four updates")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--batch", type=int, default=6144, help="padded target pieces an update")
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--placeholder-weight", type=float, default=1.0, help="what one counts for beside a piece")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"), default="auto")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log-every", type=int, default=20, help="updates between lines of the log")
    return parser


def main() -> None:
    """Train by the options of the command line."""
    options = arguments().parse_args()
    if options.decay_only and not options.resume:
        raise SystemExit("--decay-only anneals a checkpoint: name it with --resume")
    if not options.resume:
        refuse_overwriting(options.checkpoints)
    start = load_checkpoint(options.resume) if options.resume else None
    shape = start.shape if start else _new_shape(options.shape, options.vocabulary)
    train(options, start, shape, Trainer)


def refuse_overwriting(folder: Path) -> None:
    """End the program when a run from elsewhere would overwrite the newest checkpoint of a folder."""
    if (latest := folder / LATEST).exists():
        raise SystemExit(f"{latest} would be overwritten: go on from it with --resume, or name another --checkpoints")


def train(
    options: argparse.Namespace,
    start: Checkpoint | None,
    shape: Shape,
    make: Callable[[Checkpoint | None, Shape, Rates, Compute], Trainer],
) -> None:
    """Train a model of the given shape by options as `arguments` has them, from nothing or from a checkpoint."""
    torch.manual_seed(options.seed)
    compute = choose_compute(options.device, options.precision, options.threads)
    rates = Rates(muon=Rates().muon * options.rate, adam=Rates().adam * options.rate)
    trainer = make(start, replace(shape, dropout=options.dropout), rates, compute)
    trainer.average_decay = options.average
    if options.placeholder_weight != 1:
        weights = placeholder_emphasis(options.vocabulary, trainer.model.shape.vocab, options.placeholder_weight)
        trainer.emphasis = weights.to(compute.device)
    mixture = Mixture(
        options.data.glob("*.npz"), read_rules(options.mixture), options.batch, options.seed + trainer.step
    )
    for source in mixture.sources:
        if start and source.name in start.positions:
            source.move_to(*start.positions[source.name])
        print(f"{source.name}: {source.count} pairs, {mixture.shares[source.name]:.1%}", flush=True)
    print(f"{shape}, update {trainer.step}, {compute.device.type} {compute.precision}", flush=True)
    dev = dev_batches(options.dev, options.vocabulary) if options.dev else []
    schedule = _schedule(options)
    run(
        trainer,
        mixture,
        options.checkpoints,
        schedule,
        dev=dev,
        smoothing=options.smoothing,
        log_every=options.log_every,
        most=options.updates,
    )


def _new_shape(name: str, vocabulary: Path) -> Shape:
    import sentencepiece as spm

    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary)).get_piece_size()
    return replace(SHAPES[name], pieces=pieces, vocab=(pieces + 63) // 64 * 64)


def placeholder_emphasis(vocabulary: Path, size: int, weight: float) -> torch.Tensor:
    """Return what each of `size` pieces counts for: the placeholders `weight`, all others 1."""
    import sentencepiece as spm

    emphasis = torch.ones(size)
    emphasis[placeholder_numbers(spm.SentencePieceProcessor(model_file=str(vocabulary)))] = weight
    return emphasis


def _schedule(options: argparse.Namespace) -> Schedule:
    warmup = options.warmup if options.warmup is not None else (30 if options.resume else 250)
    if options.decay_only:
        return Schedule(options.decay_only * 60, options.decay_only * 60, 1)
    return Schedule(options.minutes * 60, options.decay_minutes * 60, warmup)


def dev_batches(paths: Sequence[Path], vocabulary: Path, count: int = 400) -> list[Batch]:
    """Return the first `count` lines of two parallel files in batches of fifty, the shortest first."""
    sources, targets = (path.read_text(encoding="utf-8").splitlines()[:count] for path in paths)
    return text_batches(sources, targets, vocabulary)


def text_batches(sources: Sequence[str], targets: Sequence[str], vocabulary: Path) -> list[Batch]:
    """Return parallel texts in batches of fifty, the shortest first."""
    import sentencepiece as spm

    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    rows = sorted(
        zip(pieces.encode(list(sources)), pieces.encode(list(targets)), strict=True), key=lambda row: len(row[1])
    )
    return [pad(*zip(*rows[start : start + 50], strict=True)) for start in range(0, len(rows), 50)]


if __name__ == "__main__":
    main()
