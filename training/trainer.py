"""Training itself: updates, the running average of the weights, and the loop under a time budget."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

import torch

from training.checkpoints import Checkpoint, save_checkpoint
from training.loss import summed_loss
from training.model import Shape, Transformer
from training.optimiser import Optimiser, Rates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.batches import Batch, Mixture
    from training.compute import Compute
    from training.schedule import Schedule

_AVERAGE_EVERY = 4
_SAVE_SECONDS = 600.0
LATEST = "last.pt"
"""What a long run saves to, and is continued from."""

_FINAL, _STOP = "final.pt", "STOP"


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
        self.emphasis: torch.Tensor | None = None
        """What each piece of the vocabulary counts for in the gradient; all alike where there is none."""
        self.average = {name: weight.to(compute.device, copy=True) for name, weight in source.items()}
        for parameter in self.model.parameters():  # the positions stay in float32
            parameter.data = parameter.data.to(compute.precision)

    def update(self, batch: Batch, multiplier: float, smoothing: float) -> tuple[float, int]:
        """Make one update; return the summed loss in nats, without smoothing, and the number of target pieces."""
        self.model.train()
        loss, count = self.add_gradients(batch, smoothing)
        self.optimiser.step(1.0 / count, multiplier)
        self.model.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += count
        if self.step % _AVERAGE_EVERY == 0:
            self._move_average()
        return loss, count

    def add_gradients(self, batch: Batch, smoothing: float) -> tuple[float, int]:
        """Add the gradients of the summed loss to the model's; return that loss and the number of target pieces."""
        source, lengths, target, wanted = self._tensors(batch)
        states = self.model(source, lengths, target)
        loss, count = summed_loss(self.model, states, wanted, smoothing, self.emphasis)
        loss.backward()  # type: ignore[no-untyped-call]
        return float(loss.detach()), count

    def remark(self) -> str:
        """Return what a line of the log says beside the loss; nothing here."""
        return ""

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


def run(
    trainer: Trainer,
    mixture: Mixture,
    folder: Path,
    schedule: Schedule,
    *,
    dev: Sequence[Batch] = (),
    smoothing: float = 0.1,
    log_every: int = 20,
    most: int | None = None,
) -> None:
    """Train until the budget is spent or a file STOP stands in `folder`; save there every ten minutes and at the end.

    `most` updates are made at most, if it is given.

    The loss on `dev` is shown every fifth line of the log, and at the end of the averaged and of the latest weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stop = folder / _STOP
    started = saved = shown = time.monotonic()
    total, count, updates, name = 0.0, 0, 0, LATEST
    for batch in ahead(mixture.batches()):
        elapsed = time.monotonic() - started
        if elapsed >= schedule.budget or updates == most:
            name = _FINAL
        if name == _FINAL or stop.exists():
            break
        multiplier = schedule.multiplier(elapsed, updates)
        loss, pieces = trainer.update(batch, multiplier, smoothing)
        total, count, updates = total + loss, count + pieces, updates + 1
        now = time.monotonic()
        if updates % log_every == 0:
            seen = f"{trainer.tokens / 1e6:.2f} M pieces, loss {total / count:.3f}, {count / (now - shown):.0f}/s"
            seen += trainer.remark()
            tail = f", dev {trainer.loss_on(dev):.3f}" if dev and updates % (5 * log_every) == 0 else ""
            print(f"{elapsed / 60:6.1f} min, update {trainer.step}, {seen}, rate {multiplier:.2f}{tail}", flush=True)
            total, count, shown = 0.0, 0, time.monotonic()
        if now - saved > _SAVE_SECONDS:
            save_checkpoint(trainer.checkpoint(mixture), folder / LATEST)
            saved = now
    save_checkpoint(trainer.checkpoint(mixture), folder / name)
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
