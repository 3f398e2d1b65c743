"""Several outputs of a model for one source, each with its cost: what `training.refine` learns to rank.

Run as `python -m training.candidates --package translate/models/fr_en --data data --out candidates.npz --minutes 15`.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.batches import Mixture, read_rules
from training.costs import LOST_PLACEHOLDER, cost, lost_words, same_placeholders
from training.decoding import Package
from training.encoding import placeholder_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import numpy.typing as npt
    import sentencepiece as spm

    Row = tuple[str, str]
    Numbers = npt.NDArray[np.uint16]

_CHUNK = 2048


@dataclass(frozen=True, slots=True)
class Ranked:
    """A source and at least two different outputs for it, all as piece numbers, with the outputs' costs."""

    source: Sequence[int]
    outputs: Sequence[Sequence[int]]
    costs: Sequence[float]


def pick(outputs: Sequence[str], costs: Sequence[float], most: int) -> list[int]:
    """Return the places of up to `most` different outputs: the likeliest, the cheapest, the dearest, then the next.

    `outputs` come the likeliest first.
    """
    different = [place for place, output in enumerate(outputs) if output and output not in outputs[:place]]
    if not different:
        return []
    by_cost = sorted(different, key=costs.__getitem__)
    return sorted(list(dict.fromkeys([different[0], by_cost[0], by_cost[-1], *different]))[:most])


def choose_hard(greedy: Package, rows: Sequence[Row], share: float, rng: random.Random) -> list[Row]:
    """Return the rows whose greedy output has lost what it was to carry, and about `share` of the others."""
    outputs = greedy.translate([source for source, _ in rows]).targets
    return [
        (source, reference)
        for (source, reference), output in zip(rows, outputs, strict=True)
        if rng.random() < share or not same_placeholders(reference, output) or lost_words(source, reference, output) > 0
    ]


def rank(package: Package, pieces: spm.SentencePieceProcessor, rows: Sequence[Row], most: int) -> list[Ranked]:
    """Translate each row's source into up to `most` outputs; rows whose outputs all cost the same fall out."""
    variants = package.translate_variously([source for source, _ in rows], 2 * most)
    ranked = []
    for (source, reference), outputs in zip(rows, variants, strict=True):
        costs = [cost(source, reference, output) for output in outputs]
        chosen = pick(outputs, costs, most)
        if len({costs[place] for place in chosen}) > 1:
            encoded = pieces.encode([source, *(outputs[place] for place in chosen)])
            ranked.append(Ranked(encoded[0], encoded[1:], [costs[place] for place in chosen]))
    return ranked


def without_length(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the same with costs that length as such no longer sways.

    Sources of which the model loses a clause are ranked more than others, so that longer outputs are the cheaper ones
    on the whole, and a model that learns from them writes too much everywhere. What a length relative to the mean of a
    source's outputs is worth, by least squares over all of them, is taken off.
    """
    lengths = [np.array([len(output) for output in one.outputs], np.float64) for one in ranked]
    relative = [length / length.mean() - 1 for length in lengths]
    off = [np.array(one.costs) - np.mean(one.costs) for one in ranked]
    spread = sum(float(length @ length) for length in relative)
    worth = sum(float(length @ cost) for length, cost in zip(relative, off, strict=True)) / spread if spread else 0.0
    return [
        replace(one, costs=(np.array(one.costs) - worth * length).tolist())
        for one, length in zip(ranked, relative, strict=True)
    ]


def by_placeholders(ranked: Sequence[Ranked], placeholders: Collection[int]) -> list[Ranked]:
    """Return the sources that some outputs carry whole and others do not, these at a cost of 1, those at none.

    `placeholders` are piece numbers; an output is whole that holds each of them as often as the source does.
    """
    chosen = []
    for one in ranked:
        held, *came = (Counter(p for p in text if p in placeholders) for text in (one.source, *one.outputs))
        costs = [float(pieces != held) for pieces in came]
        if len(set(costs)) > 1:
            chosen.append(replace(one, costs=costs))
    return chosen


def save_ranked(ranked: Sequence[Ranked], path: Path) -> None:
    """Write sources and outputs as rows of piece numbers, with the number of outputs of each source and their costs."""
    outputs = [output for one in ranked for output in one.outputs]
    np.savez(
        path,
        src=np.array([piece for one in ranked for piece in one.source], np.uint16),
        sl=np.array([len(one.source) for one in ranked], np.uint16),
        out=np.array([piece for output in outputs for piece in output], np.uint16),
        ol=np.array([len(output) for output in outputs], np.uint16),
        count=np.array([len(one.outputs) for one in ranked], np.uint8),
        cost=np.array([one_cost for one in ranked for one_cost in one.costs], np.float32),
    )


def load_ranked(path: Path) -> list[Ranked]:
    """Read what `save_ranked` wrote. Raises OSError when it cannot be read and KeyError when it is another file."""
    with np.load(path) as arrays:
        sources = _cut(arrays["src"], arrays["sl"])
        outputs = _cut(arrays["out"], arrays["ol"])
        costs = [float(one) for one in arrays["cost"]]
        ends = itertools.accumulate(int(count) for count in arrays["count"])
        places = list(itertools.pairwise([0, *ends]))
    return [
        Ranked(source, outputs[start:end], costs[start:end])
        for source, (start, end) in zip(sources, places, strict=True)
    ]


def _cut(pieces: Numbers, lengths: Numbers) -> list[list[int]]:
    return [row.tolist() for row in np.split(pieces, np.cumsum(lengths.astype(np.int64))[:-1])]


def rows_of(
    mixture: Mixture, pieces: spm.SentencePieceProcessor, *, held: bool = False, least: int = 1
) -> Iterator[Row]:
    """Yield sources of `least` pieces and more with their references, for ever; if `held`, with placeholders alone."""
    placeholders = set(placeholder_numbers(pieces))
    for source, target in mixture.pairs():
        if len(source) >= least and not (held and placeholders.isdisjoint(source)):
            yield pieces.decode(source), pieces.decode(target)


def arguments() -> argparse.ArgumentParser:
    """Return the parser of this command's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = Path(__file__).parent
    parser.add_argument("--package", type=Path, required=True, help="unpacked package of the model to be refined")
    parser.add_argument("--data", type=Path, required=True, help="folder of encoded sources, *.npz")
    parser.add_argument("--mixture", type=Path, default=here / "annealing.json")
    parser.add_argument("--out", type=Path, required=True, help="file to write, .npz")
    parser.add_argument("--minutes", type=float, default=15.0, help="time budget")
    parser.add_argument("--most", type=int, default=5, help="outputs kept for a source")
    parser.add_argument("--share", type=float, default=0.2, help="of the sources whose greedy output lost nothing")
    parser.add_argument("--held", action="store_true", help="take sources with placeholders alone")
    parser.add_argument("--least", type=int, default=1, help="length of a source in pieces, from which on it is taken")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser


def main() -> None:
    """Translate sources of the mixture until the time is spent; write the file anew after every chunk."""
    import sentencepiece

    options = arguments().parse_args()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(options.package / "sentencepiece.model"))
    greedy = Package(options.package, beam=1, threads=options.threads)
    package = Package(options.package, threads=options.threads)
    mixture = Mixture(options.data.glob("*.npz"), read_rules(options.mixture), 1, options.seed)
    rng = random.Random(options.seed)
    rows = rows_of(mixture, pieces, held=options.held, least=options.least)
    ranked, seen = list[Ranked](), 0
    started = time.monotonic()
    while time.monotonic() - started < options.minutes * 60:
        drawn = list(itertools.islice(rows, _CHUNK))
        hard = choose_hard(greedy, drawn, options.share, rng)
        ranked += rank(package, pieces, hard, options.most)
        seen += len(drawn)
        save_ranked(ranked, options.out)
        lossy = sum(max(one.costs) - min(one.costs) >= LOST_PLACEHOLDER / 2 for one in ranked)
        elapsed = (time.monotonic() - started) / 60
        print(f"{elapsed:6.1f} min, {seen} sources, {len(ranked)} kept, {lossy} of them far apart in cost", flush=True)


if __name__ == "__main__":
    main()
