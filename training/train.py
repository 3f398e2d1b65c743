"""Train a model, or continue one, for a given time; anneal it at the end.

Run as `python -m training.train --data data --vocabulary spm.model --checkpoints checkpoints --minutes 600`; a file
named STOP in the folder of checkpoints ends a run after its current update.
"""

from __future__ import annotations

import argparse
import queue
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.batches import Batch, Mixture, pad, read_rules
from training.checkpoints import Checkpoint, load_checkpoint, save_checkpoint
from training.compute import Compute, choose_compute
from training.loss import summed_loss
from training.model import SHAPES, Shape, Transformer
from training.optimiser import Optimiser, Rates
from training.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AVERAGE_EVERY = 4
_SAVE_SECONDS = 600.0
_LATEST, _FINAL, _STOP = "last.pt", "final.pt", "STOP"


class Trainer:
    """A model in training: its optimiser, the running average of its weights, and how far it has come."""

    def __init__(self, start: Checkpoint | None, shape: Shape, rates: Rates, compute: Compute) -> None:
        self.compute = compute
        self.model = Transformer(shape)
        if start is not None:
            self.model.load_state_dict(start.master)
        self.model.to(compute.device)
        self.optimiser = Optimiser(self.model, rates)
        self.step, self.tokens = 0, 0
        if start is not None:
            self.optimiser.load(start.optimiser)
            self.step, self.tokens = start.step, start.tokens
        source = start.average if start is not None else self.optimiser.master
        self.average_decay = 0.99
        self.average = {name: weight.to(compute.device, copy=True) for name, weight in source.items()}
        for parameter in self.model.parameters():  # the positions stay in float32
            parameter.data = parameter.data.to(compute.precision)

    def update(self, batch: Batch, multiplier: float, smoothing: float) -> tuple[float, int]:
        """Make one update; return the summed loss in nats, without smoothing, and the number of target pieces."""
        self.model.train()
        source, lengths, target, wanted = self._tensors(batch)
        loss, count = summed_loss(self.model, self.model(source, lengths, target), wanted, smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimiser.step(1.0 / count, multiplier)
        self.model.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += count
        if self.step % _AVERAGE_EVERY == 0:
            self._move_average()
        return float(loss.detach()), count

    def _tensors(self, batch: Batch) -> list[torch.Tensor]:
        return [torch.from_numpy(part).to(self.compute.device) for part in batch]

    def _move_average(self) -> None:
        rounds = self.step / _AVERAGE_EVERY
        weight = 1 - min(self.average_decay, (1 + rounds) / (10 + rounds))
        for name, mean in self.average.items():
            mean.lerp_(self.optimiser.master[name], weight)

    @torch.no_grad()
    def loss_on(self, batches: Sequence[Batch], *, averaged: bool = True) -> float:
        """Return the loss per target piece, in nats, of the averaged weights or of the latest."""
        self.model.eval()
        kept = {name: parameter.data for name, parameter in self.model.named_parameters()}
        for name, parameter in self.model.named_parameters():
            parameter.data = self.average[name].to(self.compute.precision) if averaged else kept[name]
        total, count = 0.0, 0
        for source, lengths, target, wanted in map(self._tensors, batches):
            loss, pieces = summed_loss(self.model, self.model(source, lengths, target), wanted)
            total, count = total + float(loss), count + pieces
        for name, parameter in self.model.named_parameters():
            parameter.data = kept[name]
        return total / count

    def checkpoint(self, mixture: Mixture) -> Checkpoint:
        """Return the state to be saved."""
        places = {source.name: (source.epoch, source.position) for source in mixture.sources}
        shape = self.model.shape
        return Checkpoint(shape, self.optimiser.state(), self.average, self.step, self.tokens, places)


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
    parser.add_argument("--decay-minutes", type=float, default=20.0, help="the rate falls over this time at the end")
    parser.add_argument("--decay-only", type=float, metavar="MINUTES", help="anneal --resume in this time, and end")
    parser.add_argument("--warmup", type=int, help="updates of rising rate; 30 when resuming, else 250")
    parser.add_argument("--average", type=float, default=0.99, help="decay of the average, applied every four updates")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--batch", type=int, default=6144, help="padded target pieces an update")
    parser.add_argument("--smoothing", type=float, default=0.1)
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
    torch.manual_seed(options.seed)
    compute = choose_compute(options.device, options.precision, options.threads)
    start = load_checkpoint(options.resume) if options.resume else None
    shape = start.shape if start else _new_shape(options.shape, options.vocabulary)
    rates = Rates(muon=Rates().muon * options.rate, adam=Rates().adam * options.rate)
    trainer = Trainer(start, replace(shape, dropout=options.dropout), rates, compute)
    trainer.average_decay = options.average
    mixture = Mixture(
        options.data.glob("*.npz"), read_rules(options.mixture), options.batch, options.seed + trainer.step
    )
    for source in mixture.sources:
        if start and source.name in start.positions:
            source.move_to(*start.positions[source.name])
        print(f"{source.name}: {source.count} pairs, {mixture.shares[source.name]:.1%}", flush=True)
    print(f"{shape}, update {trainer.step}, {compute.device.type} {compute.precision}", flush=True)
    run(trainer, mixture, options, _schedule(options))


def _new_shape(name: str, vocabulary: Path) -> Shape:
    import sentencepiece as spm

    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary)).get_piece_size()
    return replace(SHAPES[name], pieces=pieces, vocab=(pieces + 63) // 64 * 64)


def _schedule(options: argparse.Namespace) -> Schedule:
    warmup = options.warmup if options.warmup is not None else (30 if options.resume else 250)
    if options.decay_only:
        return Schedule(options.decay_only * 60, options.decay_only * 60, 1)
    return Schedule(options.minutes * 60, options.decay_minutes * 60, warmup)


def run(trainer: Trainer, mixture: Mixture, options: argparse.Namespace, schedule: Schedule) -> None:
    """Train until the budget is spent or a file named STOP appears; save every ten minutes and at the end."""
    dev = dev_batches(options.dev, options.vocabulary) if options.dev else []
    stop = options.checkpoints / _STOP
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    started = saved = shown = time.monotonic()
    total, count, updates, name = 0.0, 0, 0, _LATEST
    for batch in ahead(mixture.batches()):
        elapsed = time.monotonic() - started
        if elapsed >= schedule.budget:
            name = _FINAL
        if elapsed >= schedule.budget or stop.exists():
            break
        multiplier = schedule.multiplier(elapsed, updates)
        loss, pieces = trainer.update(batch, multiplier, options.smoothing)
        total, count, updates = total + loss, count + pieces, updates + 1
        now = time.monotonic()
        if updates % options.log_every == 0:
            seen = f"{trainer.tokens / 1e6:.2f} M pieces, loss {total / count:.3f}, {count / (now - shown):.0f}/s"
            tail = f", dev {trainer.loss_on(dev):.3f}" if dev and updates % (5 * options.log_every) == 0 else ""
            print(f"{elapsed / 60:6.1f} min, update {trainer.step}, {seen}, rate {multiplier:.2f}{tail}", flush=True)
            total, count, shown = 0.0, 0, time.monotonic()
        if now - saved > _SAVE_SECONDS:
            save_checkpoint(trainer.checkpoint(mixture), options.checkpoints / _LATEST)
            saved = now
    save_checkpoint(trainer.checkpoint(mixture), options.checkpoints / name)
    stop.unlink(missing_ok=True)
    losses = f"{trainer.loss_on(dev):.3f} averaged, {trainer.loss_on(dev, averaged=False):.3f} latest" if dev else ""
    print(f"saved {name} at update {trainer.step} {losses}", flush=True)


def ahead(batches: Iterator[Batch], depth: int = 8) -> Iterator[Batch]:
    """Yield the same batches, made by another thread up to `depth` of them ahead."""
    made: queue.Queue[Batch] = queue.Queue(depth)

    def feed() -> None:
        for batch in batches:
            made.put(batch)

    threading.Thread(target=feed, daemon=True).start()
    while True:
        yield made.get()


def dev_batches(paths: Sequence[Path], vocabulary: Path, count: int = 400) -> list[Batch]:
    """Return the first `count` lines of two parallel files in batches of fifty, the shortest first."""
    import sentencepiece as spm

    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    sides = [pieces.encode(path.read_text(encoding="utf-8").splitlines()[:count]) for path in paths]
    pairs = sorted(zip(*sides, strict=True), key=lambda pair: len(pair[1]))
    return [pad(*zip(*pairs[start : start + 50], strict=True)) for start in range(0, len(pairs), 50)]


if __name__ == "__main__":
    main()
