"""Batches of sentences of like length, drawn from the sources by their shares of the target pieces."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Pieces = Sequence[int] | npt.NDArray[np.uint16]

START, END = 1, 2
"""The vocabulary's start and end symbols."""
_POOL = 500_000
"""Target pieces drawn at a time and sorted by length."""
_SOURCE_WEIGHT = 0.8
"""What a source piece costs beside a target piece, whose layers also feed the vocabulary."""


class Batch(NamedTuple):
    """Source pieces (n, s), their lengths (n), decoder input (n, t) and wanted output (n, t), -1 where padded."""

    source: Numbers
    lengths: Numbers
    target: Numbers
    wanted: Numbers


@dataclass(frozen=True, slots=True)
class Rule:
    """Sources whose name the pattern matches share the given part of the target pieces, by their size."""

    pattern: str
    share: float


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Return the rules of a JSON file of `[pattern, share]` rows; the first pattern that matches a name counts."""
    return tuple(Rule(str(pattern), float(share)) for pattern, share in json.loads(path.read_text(encoding="utf-8")))


class Source:
    """One encoded corpus, read in a random order that is another one in each epoch, the same in every run."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        with np.load(path) as arrays:
            self._pieces = arrays["src"], arrays["tgt"]
            self.lengths = arrays["sl"].astype(np.int64), arrays["tl"].astype(np.int64)
        self._starts = tuple(np.concatenate([[0], np.cumsum(lengths)]) for lengths in self.lengths)
        self.count = len(self.lengths[0])
        self.tokens = int(self.lengths[1].sum())
        self.move_to(0, 0)

    def move_to(self, epoch: int, position: int) -> None:
        """Go to a place in the order of an epoch, as a checkpoint names it."""
        self.epoch, self.position = epoch, min(position, self.count - 1)
        rng = np.random.default_rng([zlib.crc32(self.name.encode()), epoch])
        self._order = rng.permutation(self.count)

    def take(self, count: int) -> Numbers:
        """Return the next `count` pairs' numbers; a new epoch starts where the old one ends."""
        parts = []
        while count > 0:
            part = self._order[self.position : self.position + count]
            parts.append(part)
            self.position += len(part)
            count -= len(part)
            if self.position >= self.count:
                self.move_to(self.epoch + 1, 0)
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def pieces(self, number: int, side: int) -> npt.NDArray[np.uint16]:
        """Return the pieces of one pair; side 0 is the source, 1 the target."""
        starts = self._starts[side]
        chosen: npt.NDArray[np.uint16] = self._pieces[side][starts[number] : starts[number + 1]]
        return chosen


class Mixture:
    """Draws batches of up to `size` padded pieces for ever.

    `paths` are the encoded sources. Raises ValueError when no rule gives any of them a share.
    """

    def __init__(self, paths: Iterable[Path], rules: Sequence[Rule], size: int, seed: int) -> None:
        ruled = [(Source(path), _rule_for(path.stem, rules)) for path in sorted(paths)]
        groups: dict[Rule, list[Source]] = {}
        for source, rule in ruled:
            if rule is not None and rule.share > 0:
                groups.setdefault(rule, []).append(source)
        if not groups:
            raise ValueError("there is no encoded source (*.npz) that a rule of the mixture gives a share")
        self.sources = [source for group in groups.values() for source in group]
        self.shares = _shares(groups)
        self._size = size
        self._rng = np.random.default_rng(seed)

    def batches(self) -> Iterator[Batch]:
        """Yield batches without end, those of one pool in a random order."""
        while True:
            entries = self._draw()
            groups = list(_group(entries, self._size))
            for number in self._rng.permutation(len(groups)):
                yield self._build(groups[number])

    def pairs(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield source and target pieces without end, in a random order."""
        while True:
            entries = self._draw()
            for place, number, *_ in entries[self._rng.permutation(len(entries))]:
                source = self.sources[place]
                yield source.pieces(number, 0).tolist(), source.pieces(number, 1).tolist()

    def _draw(self) -> Numbers:
        """Return a pool's rows: source, pair, source length and target length, each with its end symbol, sorted."""
        rows = []
        for place, source in enumerate(self.sources):
            wanted = self.shares[source.name] * _POOL / (source.tokens / source.count + 1)
            count = int(wanted) + int(self._rng.random() < wanted % 1)
            numbers = source.take(count)
            lengths = [side[numbers] + 1 for side in source.lengths]
            rows.append(np.stack([np.full(len(numbers), place), numbers, *lengths], 1))
        entries = np.concatenate(rows)
        entries = entries[self._rng.permutation(len(entries))]
        return entries[np.lexsort((entries[:, 2], (entries[:, 3] + 7) // 8))]

    def _build(self, entries: Numbers) -> Batch:
        sources = [self.sources[place].pieces(number, 0) for place, number, *_ in entries]
        targets = [self.sources[place].pieces(number, 1) for place, number, *_ in entries]
        return pad(sources, targets)


def pad(sources: Sequence[Pieces], targets: Sequence[Pieces]) -> Batch:
    """Return a batch of the given piece numbers, padded to a multiple of eight, with start and end symbols."""
    widths = [_eights(max(map(len, side)) + 1) for side in (sources, targets)]
    source = np.full((len(sources), widths[0]), END, np.int64)
    target = np.full((len(targets), widths[1]), END, np.int64)
    wanted = np.full((len(targets), widths[1]), -1, np.int64)
    target[:, 0] = START
    for row, (left, right) in enumerate(zip(sources, targets, strict=True)):
        source[row, : len(left)] = left
        target[row, 1 : len(right) + 1] = right
        wanted[row, : len(right)] = right
        wanted[row, len(right)] = END
    return Batch(source, np.array([len(left) + 1 for left in sources], np.int64), target, wanted)


def _rule_for(name: str, rules: Sequence[Rule]) -> Rule | None:
    return next((rule for rule in rules if re.search(rule.pattern, name, re.IGNORECASE)), None)


def _shares(groups: dict[Rule, list[Source]]) -> dict[str, float]:
    total = sum(rule.share for rule in groups)
    shares: dict[str, float] = {}
    for rule, sources in groups.items():
        tokens = sum(source.tokens for source in sources)
        shares |= {source.name: rule.share / total * source.tokens / tokens for source in sources}
    return shares


def _eights(length: int) -> int:
    """Round up to a multiple of eight, which matrix products are fastest at."""
    return (length + 7) // 8 * 8


def _group(entries: Numbers, size: int) -> Iterator[Numbers]:
    """Yield runs of the sorted entries whose padded pieces, the source's weighing less, are at most `size`."""
    first, source, target = 0, 0, 0
    for place, (_, _, left, right) in enumerate(entries):
        wider = max(source, int(left)), max(target, _eights(int(right)))
        if place > first and (place - first + 1) * max(wider[1], _SOURCE_WEIGHT * _eights(wider[0])) > size:
            yield entries[first:place]
            first, wider = place, (int(left), _eights(int(right)))
        source, target = wider
    yield entries[first:]
