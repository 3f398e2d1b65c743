"""Make the training data: clean the corpus, vary it, hold the in-domain test out, and encode all of it.

python -m training.prepare --corpus ../shared/corpus --vocabulary spm.model --out data`.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from training.augmentation import Augmenter, Shares
from training.cleaning import Cleaner, evaluation_keys
from training.encoding import encode_pairs
from training.joining import join_some
from training.lexicon import Lexicon, learn_lexicon
from training.pairs import Pair, corpus_name, read_pairs, split_held_out
from training.selection import Likeness
from training.spans import TermList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HERE = Path(__file__).parent
WRITTEN = "written_"
"""Sources written for this project start with this, so that one rule of the mixture covers them."""


def arguments() -> argparse.ArgumentParser:
    """Return the parser of this command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder with *.tsv and *.tsv.xz")
    parser.add_argument("--written", type=Path, default=_HERE / "data", help="folder with the pairs of this project")
    parser.add_argument("--vocabulary", type=Path, required=True, help="SentencePiece model")
    parser.add_argument("--glossary", type=Path, default=_HERE.parent / "glossary" / "fr-en.csv")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="evaluation files never to train on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default=".", metavar="PATTERN", help="encode the sources whose names match alone")
    parser.add_argument("--limit", nargs="*", default=[], metavar="NAME=PAIRS", help="take a random part of a source")
    parser.add_argument("--select", nargs="*", default=[], metavar="NAME=PAIRS", help="take those most like --like")
    parser.add_argument("--like", default=f"^({WRITTEN}|domain)", metavar="PATTERN", help="the prose wanted")
    parser.add_argument("--copies", nargs="*", default=[], metavar="NAME=TIMES", help="vary a source several times")
    parser.add_argument("--recut", type=float, default=0.0, help="share with French pieces drawn at random")
    parser.add_argument("--joined", type=float, default=0.0, help="share made one pair with the next, 0 to 1")
    parser.add_argument("--lexicon-sample", type=int, default=4000, help="pairs of each source to learn words from")
    parser.add_argument("--seed", type=int, default=1)
    for share in fields(Shares):
        parser.add_argument(f"--{share.name}", type=float, default=share.default, help=f"share of {share.name}, 0 to 1")
    return parser


def main() -> None:
    """Read, clean, vary and encode every source; print one line for each and what was refused."""
    options = arguments().parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    written = sorted(options.written.glob("*.tsv"))
    held_out = [(path, pair) for path in written for pair in split_held_out(path)[1]]
    write_held_out(options.out / "held-out.tsv", held_out)
    excluded = evaluation_keys([*options.exclude, options.out / "held-out.tsv"])
    sources = {WRITTEN + path.stem: path for path in written}
    if options.corpus:
        sources |= {
            corpus_name(path): path for path in sorted(options.corpus.glob("*.tsv*")) if path.stem != "MANIFEST"
        }
    limits, copies = _numbers(options.limit), _numbers(options.copies)
    started = time.monotonic()
    lexicon = learn_lexicon(_sample(sources.values(), options.lexicon_sample, options.seed))
    words = sum(map(len, lexicon.scores.values()))
    print(f"lexicon: {words} pairs of words, {time.monotonic() - started:.0f} s", flush=True)
    encode_sources(sources, options, Varying(lexicon, excluded, limits, copies))


class Varying:
    """What every source is treated with: the lexicon, the excluded texts, and limits and copies by source name."""

    def __init__(self, lexicon: Lexicon, excluded: set[str], limits: dict[str, int], copies: dict[str, int]) -> None:
        self.lexicon = lexicon
        self.cleaner = Cleaner(excluded)
        self.limits = limits
        self.copies = copies

    def copies_of(self, name: str) -> int:
        """Return how many times a source is varied; all that was written for this project goes by one name."""
        return self.copies.get(name, self.copies.get(WRITTEN.rstrip("_"), 1) if name.startswith(WRITTEN) else 1)


def encode_sources(sources: dict[str, Path], options: argparse.Namespace, varying: Varying) -> None:
    """Clean, vary and encode the sources one by one into `options.out`."""
    import sentencepiece as spm

    pieces = spm.SentencePieceProcessor(model_file=str(options.vocabulary))
    selected = _numbers(options.select)
    likeness = Likeness(_wanted(sources, options.like), pieces) if selected else None
    terms = TermList(options.glossary) if options.glossary.exists() else None
    shares = Shares(**{share.name: getattr(options, share.name) for share in fields(Shares)})
    for name, path in sources.items():
        if not re.search(options.only, name):
            continue
        started = time.monotonic()
        augmenter = Augmenter(shares, varying.lexicon, terms)
        pairs = clean_source(name, path, varying, options.seed)
        if likeness and name in selected:
            pairs = likeness.select(pairs, selected[name])
        kept, tokens = encode_pairs(
            vary(pairs, augmenter, varying.copies_of(name), f"{name}{options.seed}", joined=options.joined),
            pieces,
            options.out / f"{name}.npz",
            recut=options.recut,
            seed=f"{name}{options.seed}",
        )
        counts = ", ".join(f"{count} {kind}" for kind, count in augmenter.counts.most_common())
        seconds = time.monotonic() - started
        print(f"{name}: {kept} pairs, {tokens / 1e6:.2f} M target tokens ({counts}), {seconds:.0f} s", flush=True)
    print("refused:", ", ".join(f"{count} {reason}" for reason, count in varying.cleaner.refused.most_common()))


def clean_source(name: str, path: Path, varying: Varying, seed: int) -> list[Pair]:
    """Return the pairs of a source that may be trained on, at most as many as its limit, drawn at random."""
    trusted = name.startswith(WRITTEN)
    raw = _training_part(name, path)
    limit = varying.limits.get(name, len(raw))
    if limit < len(raw):
        raw = random.Random(f"{name}{seed}").sample(raw, limit)
    cleaned = (varying.cleaner.clean(pair, trusted=trusted) for pair in raw)
    return [pair for pair in cleaned if pair is not None]


def vary(pairs: list[Pair], augmenter: Augmenter, copies: int, seed: str, *, joined: float = 0.0) -> Iterator[Pair]:
    """Yield every pair `copies` times, each time changed anew by the augmenter, and a share joined with another.

    Where pairs are joined, each copy has them in another order, so that each time others meet.
    """
    for copy in range(copies):
        rng = random.Random(f"{seed}/{copy}")
        ordered = rng.sample(pairs, len(pairs)) if joined else pairs
        yield from join_some((augmenter.augment(pair, rng) for pair in ordered), joined, rng)


def write_held_out(path: Path, held_out: Iterable[tuple[Path, Pair]]) -> None:
    """Write the held-out pairs as French, English and the file that they are from, with tabs between them."""
    with path.open("w", encoding="utf-8") as file:
        for source, pair in held_out:
            file.write(f"{pair.french}\t{pair.english}\t{source.stem}\n")


def _wanted(sources: dict[str, Path], pattern: str) -> list[Pair]:
    chosen = [(name, path) for name, path in sources.items() if re.search(pattern, name)]
    return [pair for name, path in chosen for pair in _training_part(name, path)]


def _training_part(name: str, path: Path) -> list[Pair]:
    """Return what may be learnt from: of what was written for this project, all but the in-domain test."""
    return split_held_out(path)[0] if name.startswith(WRITTEN) else list(read_pairs(path))


def _sample(paths: Iterable[Path], count: int, seed: int) -> Iterator[Pair]:
    for path in paths:
        pairs = list(read_pairs(path))
        yield from random.Random(seed).sample(pairs, min(count, len(pairs)))


def _numbers(settings: Iterable[str]) -> dict[str, int]:
    return {name: int(number) for name, _, number in (setting.partition("=") for setting in settings)}


if __name__ == "__main__":
    main()
