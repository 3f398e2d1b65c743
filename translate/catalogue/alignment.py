"""Which old texts the new ones were made from: by their place first, then by likeness."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.similarity import likeness, same_if_short, similarity, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLACE_DISCOUNT = 25
"""How much less alike two texts may be when they stand between the same neighbours."""
RUN_SURCHARGE = 10
"""How much more alike a text and a run of texts must be to count as split or joined."""
RUN_GAIN = 5
"""How much better than its best part a run must fit: every part has to add something."""
LONGEST_RUN = 4
RUN_LENGTHS = (0.7, 1.45)
"""The length of a run in that of the text it may be: outside of it no score reaches the bar."""
FULL_COMPARISON = 1024
"""Pairs up to which all texts of two lists are compared with each other; above it, those that share rare words."""
CANDIDATES = 12
"""How many old texts a new one is compared with, then."""
COMMON = 64
"""Texts from which a word is too common to tell them apart."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A text with its place: `gap` is the number of kept neighbours before it, None where it has no place."""

    source: str
    gap: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """A run of old texts and a run of new ones (indices, start included, end excluded); one of them has length 1."""

    old: tuple[int, int]
    new: tuple[int, int]
    score: int

    @property
    def weight(self) -> int:
        """The score for each text that the match explains."""
        return self.score * (self.old[1] - self.old[0] + self.new[1] - self.new[0])


def increasing(positions: Sequence[int]) -> list[int]:
    """Return the indices of a longest increasing subsequence (patience sorting, n log n)."""
    tails: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for index, position in enumerate(positions):
        pile = bisect_left(tails, position)
        before.append(holders[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [position]
        holders[pile : pile + 1] = [index]
    chain: list[int] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def align(old: Sequence[Slot], new: Sequence[Slot], threshold: int) -> list[Match]:
    """Match orphaned texts with new ones; each text is in one match at most.

    Texts between the same kept neighbours are matched in order, from a score of `threshold` less PLACE_DISCOUNT;
    the others from `threshold` on, the most alike first, and a short one only by its very words. Runs (splits and
    joins) are looked for in place only.
    """
    matches = _align_in_place(old, new, threshold)
    used_old = {index for match in matches for index in range(*match.old)}
    used_new = {index for match in matches for index in range(*match.new)}
    rest_old = [index for index in range(len(old)) if index not in used_old]
    rest_new = [index for index in range(len(new)) if index not in used_new]
    far = [
        match
        for match in _pairs(old, new, rest_old, rest_new, threshold)
        if same_if_short(old[match.old[0]].source, new[match.new[0]].source)
    ]
    for match in sorted(far, key=lambda match: (-match.score, match.new, match.old)):
        if match.old[0] not in used_old and match.new[0] not in used_new:
            matches.append(match)
            used_old.add(match.old[0])
            used_new.add(match.new[0])
    return sorted(matches, key=lambda match: match.new)


def _align_in_place(old: Sequence[Slot], new: Sequence[Slot], threshold: int) -> list[Match]:
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, slots in enumerate((old, new)):
        for index, slot in enumerate(slots):
            if slot.gap is not None:
                gaps[slot.gap][side].append(index)
    matches: list[Match] = []
    for _, (olds, news) in sorted(gaps.items()):
        if olds and news:
            singles = _pairs(old, new, olds, news, max(threshold - PLACE_DISCOUNT, 1))
            matches += heaviest_chain([*singles, *_runs(old, new, olds, news, min(threshold + RUN_SURCHARGE, 99))])
    return matches


def _pairs(old: Sequence[Slot], new: Sequence[Slot], olds: Sequence[int], news: Sequence[int], bar: int) -> list[Match]:
    """Return the pairs of one old and one new text that score at least `bar`."""
    return [
        Match((i, i + 1), (j, j + 1), score)
        for j, candidates in _candidates(new, old, news, olds)
        for i in candidates
        if (score := similarity(old[i].source, new[j].source, score_cutoff=bar))
    ]


def _candidates(
    some: Sequence[Slot], others: Sequence[Slot], few: Sequence[int], many: Sequence[int]
) -> Iterator[tuple[int, Sequence[int]]]:
    """For each text numbered in `few`, yield those numbered in `many` that are worth a comparison.

    In long lists these are the ones that share most of its rarer words, so that the work grows with the length of the
    lists and not with their product.
    """
    if len(few) * len(many) <= FULL_COMPARISON:
        yield from ((one, many) for one in few)
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for other in many:
        for stem in dict.fromkeys(stems(others[other].source)):
            holders[stem].append(other)
    for one in few:
        found = (holders.get(stem, ()) for stem in dict.fromkeys(stems(some[one].source)))
        shared = Counter(other for group in found if len(group) <= COMMON for other in group)
        yield one, sorted(other for other, _ in shared.most_common(CANDIDATES))


def _runs(old: Sequence[Slot], new: Sequence[Slot], olds: Sequence[int], news: Sequence[int], bar: int) -> list[Match]:
    """Return the splits (one old text, several new ones in a row) and the joins that score at least `bar`."""
    splits = _one_to_run(old, new, olds, news, bar) if len(news) > 1 else []
    joins = _one_to_run(new, old, news, olds, bar) if len(olds) > 1 else []
    return [
        *(Match((one, one + 1), run, score) for one, run, score in splits),
        *(Match(run, (one, one + 1), score) for one, run, score in joins),
    ]


def _one_to_run(
    ones: Sequence[Slot], parts: Sequence[Slot], few: Sequence[int], many: Sequence[int], bar: int
) -> list[tuple[int, tuple[int, int], int]]:
    """Return (text, run of parts, score) for each text that is much like several parts in a row."""
    found: list[tuple[int, tuple[int, int], int]] = []
    last = many[-1] + 1
    for one, candidates in _candidates(ones, parts, few, many):
        whole = ones[one].source
        shortest, longest = (len(whole) * ratio for ratio in RUN_LENGTHS)
        starts = {start for part in candidates for start in range(max(part - LONGEST_RUN + 1, many[0]), part + 1)}
        for start in sorted(starts):
            total = len(parts[start].source)
            for end in range(start + 2, min(start + LONGEST_RUN, last) + 1):
                total += len(parts[end - 1].source) + 1
                if total > longest:
                    break
                if total < shortest or parts[end - 1].gap != parts[start].gap:
                    continue
                run = [part.source for part in parts[start:end]]
                score = likeness((whole,), run, score_cutoff=bar)
                if score and score >= max(similarity(whole, part) for part in run) + RUN_GAIN:
                    found.append((one, (start, end), score))
    return found


def heaviest_chain(matches: Sequence[Match]) -> list[Match]:
    """Return the matches of the greatest total weight that neither overlap nor cross, in order (n log n)."""
    starts = sorted(matches, key=lambda match: (match.old, match.new))
    ends = sorted(range(len(starts)), key=lambda index: starts[index].old[1])
    size = max((match.new[1] for match in matches), default=0) + 1
    # A Fenwick tree over the ends of new runs holds the best chain up to each, as (weight, number of its last match).
    best = [(0, -1)] * (size + 1)
    chains: list[tuple[int, int]] = []
    closed = 0
    for match in starts:
        while closed < len(ends) and starts[ends[closed]].old[1] <= match.old[0]:
            number = ends[closed]
            place = starts[number].new[1] + 1
            while place <= size:
                best[place] = max(best[place], (chains[number][0], number), key=lambda chain: chain[0])
                place += place & -place
            closed += 1
        before, place = (0, -1), match.new[0] + 1
        while place > 0:
            before = max(before, best[place], key=lambda chain: chain[0])
            place -= place & -place
        chains.append((before[0] + match.weight, before[1]))
    result: list[Match] = []
    number = max(range(len(chains)), key=lambda index: chains[index][0], default=-1)
    while number >= 0:
        result.append(starts[number])
        number = chains[number][1]
    return result[::-1]
