"""Continue a model on a newsroom's own corrected sentences, and show what it gained on those held out.

Run as `python -m training.finetune --segments memory.tmx --checkpoint final.pt --vocabulary spm.model --out tuned`.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.batches import Mixture, Rule
from training.checkpoints import from_average, load_checkpoint
from training.cleaning import Cleaner, evaluation_keys, normalised
from training.compute import choose_compute
from training.encoding import encode_pairs
from training.lexicon import Lexicon
from training.masking import hold
from training.optimiser import Rates
from training.pairs import HELD_OUT_EVERY, Pair, read_pairs
from training.schedule import Schedule
from training.spans import TermList, find_spans
from training.tmx import read_tmx
from training.train import text_batches
from training.trainer import Trainer, run

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN = "own"
_LEAST = 2 * HELD_OUT_EVERY


def read_segments(path: Path, source: str, target: str) -> list[Pair]:
    """Return the pairs of a TMX or of a `SOURCE<TAB>TARGET` file.

    Raises OSError when it cannot be read and ValueError when it is no TMX or holds too few pairs.
    """
    pairs = read_tmx(path, source, target) if path.suffix.lower() == ".tmx" else list(read_pairs(path))
    if len(pairs) < _LEAST:
        raise ValueError(f"{path}: {len(pairs)} pairs are too few to learn from; give {_LEAST} or more")
    return pairs


def refuse_evaluation(pairs: Sequence[Pair], files: Sequence[Path]) -> None:
    """Raise ValueError when a pair stands in one of the files that models are measured on."""
    excluded = evaluation_keys(files)
    found = [pair for pair in pairs if {normalised(pair.french), normalised(pair.english)} & excluded]
    if found:
        raise ValueError(
            f"{len(found)} of the segments are evaluation text, such as {found[0].french!r}: a model that has seen them"
            " cannot be measured any more; take them out"
        )


def split(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the cleaned pairs to train on, and every fourteenth, held out."""
    cleaner = Cleaner(set())
    cleaned = [clean for pair in pairs if (clean := cleaner.clean(pair, trusted=True))]
    kept = [pair for number, pair in enumerate(cleaned, start=1) if number % HELD_OUT_EVERY]
    return kept, cleaned[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]


def encode_own(pairs: Sequence[Pair], vocabulary: Path, path: Path, glossary: Path | None, seed: int) -> None:
    """Write the pairs encoded, each as it is and, where it has a name or a term, once more with placeholders."""
    import sentencepiece as spm

    rng = random.Random(seed)
    terms = TermList(glossary) if glossary is not None else None
    masked = [held for pair in pairs if (held := hold(pair, find_spans(pair, Lexicon({}), terms), rng))]
    encode_pairs([*pairs, *masked], spm.SentencePieceProcessor(model_file=str(vocabulary)), path)


def arguments() -> argparse.ArgumentParser:
    """Return the parser of this command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=Path, required=True, help="TMX, or lines of SOURCE<TAB>TARGET")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True, help="the checkpoint's SentencePiece model")
    parser.add_argument("--out", dest="checkpoints", type=Path, required=True, help="folder for the tuned checkpoint")
    parser.add_argument("--languages", nargs=2, default=("fr", "en"), metavar=("SOURCE", "TARGET"))
    parser.add_argument("--glossary", type=Path, help="terms to practise placeholders on")
    parser.add_argument("--general", type=Path, help="folder of encoded sources (*.npz) to rehearse what it knew")
    parser.add_argument("--own-share", type=float, default=0.5, help="share of the own segments beside --general")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="evaluation files, never to train on")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rate", type=float, default=0.15, help="factor of the learning rates of training")
    parser.add_argument("--batch", type=int, default=3072, help="padded target pieces an update")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"), default="auto")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser


def main() -> None:
    """Fine-tune by the options of the command line."""
    options = arguments().parse_args()
    try:
        pairs = read_segments(options.segments, *options.languages)
        refuse_evaluation(pairs, options.exclude)
    except (OSError, ValueError) as error:
        raise SystemExit(f"finetune: {error}") from error
    torch.manual_seed(options.seed)
    kept, held_out = split(pairs)
    start = from_average(load_checkpoint(options.checkpoint))
    rates = Rates(muon=Rates().muon * options.rate, adam=Rates().adam * options.rate)
    compute = choose_compute(options.device, options.precision, options.threads)
    trainer = Trainer(start, start.shape, rates, compute)
    trainer.average_decay = 0.9
    test = text_batches([p.french for p in held_out], [p.english for p in held_out], options.vocabulary)
    print(f"{len(kept)} segments to learn, {len(held_out)} held out: loss {trainer.loss_on(test):.3f}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        encode_own(kept, options.vocabulary, Path(folder) / f"{_OWN}.npz", options.glossary, options.seed)
        general = sorted(options.general.glob("*.npz")) if options.general else []
        rules = (Rule(f"^{_OWN}$", options.own_share), Rule(".", 1 - options.own_share))
        paths = [Path(folder) / f"{_OWN}.npz", *general]
        mixture = Mixture(paths, rules, options.batch, options.seed)
        seconds = options.minutes * 60
        run(trainer, mixture, options.checkpoints, Schedule(seconds, 0.8 * seconds, 10), dev=test)
    print(f"held out: loss {trainer.loss_on(test):.3f}")


if __name__ == "__main__":
    main()
