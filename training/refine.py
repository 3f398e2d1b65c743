"""Refine a trained model by minimum risk training, beside the training it knows.

Run as `python -m training.refine --checkpoint a.pt b.pt --candidates candidates.npz --data data --vocabulary spm.model
--checkpoints refined --decay-only 20 --rate 0.05`; the options of `training.train` hold, but for `--resume`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from training.candidates import by_placeholders, load_ranked, without_length
from training.checkpoints import Checkpoint, average_checkpoints, from_average, load_checkpoint
from training.encoding import placeholder_numbers
from training.risk import RankedBatch, ranked_batches, summed_risk
from training.train import arguments as training_arguments
from training.train import refuse_overwriting, train
from training.trainer import Trainer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from training.batches import Batch
    from training.compute import Compute
    from training.model import Shape
    from training.optimiser import Rates


class RiskTrainer(Trainer):
    """Adds to the gradient of every update that of the risk of a batch of ranked outputs.

    `weight` is what the mean risk of a source counts for beside the mean loss of a target piece.
    """

    def __init__(
        self,
        start: Checkpoint | None,
        shape: Shape,
        rates: Rates,
        compute: Compute,
        *,
        ranked: Iterator[RankedBatch],
        weight: float,
        sharpness: float,
    ) -> None:
        super().__init__(start, shape, rates, compute)
        self._ranked, self._weight, self._sharpness = ranked, weight, sharpness
        self._risks: list[float] = []

    def add_gradients(self, batch: Batch, smoothing: float) -> tuple[float, int]:
        """Add the gradients of the summed loss and, times the weight and the number of pieces, of the mean risk."""
        loss, count = super().add_gradients(batch, smoothing)
        ranked = next(self._ranked)
        risk = summed_risk(self.model, ranked, self._sharpness) / len(ranked.counts)
        (risk * (self._weight * count)).backward()  # type: ignore[no-untyped-call]
        self._risks.append(float(risk.detach()))
        return loss, count

    def remark(self) -> str:
        """Return the mean risk since the last remark."""
        mean = sum(self._risks) / len(self._risks)
        self._risks.clear()
        return f", risk {mean:.4f}"


def arguments() -> argparse.ArgumentParser:
    """Return the parser of this command's options."""
    parser = training_arguments()
    parser.description = __doc__
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="averaged, if there are several")
    parser.add_argument("--candidates", type=Path, nargs="+", required=True, help="written by training.candidates")
    parser.add_argument("--ranked-batch", type=int, default=4096, help="padded pieces of ranked outputs an update")
    parser.add_argument("--placeholders-alone", action="store_true", help="whether they came through is all that costs")
    parser.add_argument("--apart", type=float, default=0.0, help="cost between a source's outputs, to be learnt from")
    parser.add_argument("--risk-weight", type=float, default=1.0, help="of a source's risk beside a piece's loss")
    parser.add_argument("--sharpness", type=float, default=1.0, help="factor of the beam's scores in the risk")
    return parser


def main() -> None:
    """Refine by the options of the command line."""
    import sentencepiece as spm

    options = arguments().parse_args()
    if options.resume:
        raise SystemExit("refining starts from averaged weights: name them with --checkpoint instead of --resume")
    refuse_overwriting(options.checkpoints)
    start = from_average(average_checkpoints([load_checkpoint(path) for path in options.checkpoint]))
    read = [one for path in options.candidates for one in load_ranked(path)]
    if options.placeholders_alone:
        pieces = spm.SentencePieceProcessor(model_file=str(options.vocabulary))
        read = by_placeholders(read, placeholder_numbers(pieces))
    chosen = without_length([one for one in read if max(one.costs) - min(one.costs) >= options.apart])
    print(f"{len(chosen)} sources with outputs far enough apart", flush=True)
    ranked = ranked_batches(chosen, options.ranked_batch, options.seed)
    make = partial(RiskTrainer, ranked=ranked, weight=options.risk_weight, sharpness=options.sharpness)
    train(options, start, start.shape, make)


if __name__ == "__main__":
    main()
