"""Which orphaned entry a new segment was made from: by place first, then by likeness."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.similarity import similarity, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PLACE_DISCOUNT = 25
"""How much less alike two texts may be when they stand between the same neighbours."""
RUN_SURCHARGE = 10
"""How much more alike a text and a run of texts must be to count as split or joined."""
RUN_GAIN = 5
"""How much better than its best part a run must fit: every part has to add something."""
LONGEST_RUN = 4
FULL_COMPARISON = 4096
"""Pairs up to which all texts of two lists are compared with each other; above it, only those sharing rare words."""
CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """A text with its place: `gap` is the number of the kept neighbour before it, None where it has no place."""

    source: str
    gap: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """A run of old texts and a run of new ones (indices, start included, end excluded); one of them has length 1."""

    old: tuple[int, int]
    new: tuple[int, int]
    score: int

    @property
    def weight(self) -> float:
        """The score for each text that the match explains."""
        return self.score * (self.old[1] - self.old[0] + self.new[1] - self.new[0]) / 2


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
    the others from `threshold` on, the most alike first. Runs (splits and joins) are looked for in place only.
    """
    matches = _align_in_place(old, new, threshold)
    used_old = {index for match in matches for index in range(*match.old)}
    used_new = {index for match in matches for index in range(*match.new)}
    rest_old = [index for index in range(len(old)) if index not in used_old]
    rest_new = [index for index in range(len(new)) if index not in used_new]
    far = sorted(
        _pairs(old, new, rest_old, rest_new, threshold), key=lambda match: (-match.score, match.new, match.old)
    )
    for match in far:
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
            runs = _runs(old, new, olds, news, min(threshold + RUN_SURCHARGE, 100))
            matches += _heaviest_chain([*singles, *runs])
    return matches


def _pairs(old: Sequence[Slot], new: Sequence[Slot], olds: Sequence[int], news: Sequence[int], bar: int) -> list[Match]:
    """Return the pairs of one old and one new text that score at least `bar`."""
    pairs: list[Match] = []
    if len(olds) * len(news) <= FULL_COMPARISON:
        candidates: Iterable[tuple[int, Iterable[int]]] = ((j, olds) for j in news)
    else:
        candidates = _by_rare_words(old, new, olds, news)
    for j, some in candidates:
        for i in some:
            score = similarity(old[i].source, new[j].source, score_cutoff=bar)
            if score:
                pairs.append(Match((i, i + 1), (j, j + 1), score))
    return pairs


def _by_rare_words(
    old: Sequence[Slot], new: Sequence[Slot], olds: Sequence[int], news: Sequence[int]
) -> Iterable[tuple[int, list[int]]]:
    """For each new text, yield the old ones that share most of its rarer words with it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i in olds:
        for stem in set(stems(old[i].source)):
            holders[stem].append(i)
    common = max(32, len(olds) // 50)
    for j in news:
        shared = Counter(
            i
            for stem in set(stems(new[j].source))
            if len(holders.get(stem, ())) <= common
            for i in holders.get(stem, ())
        )
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        yield j, [i for i, _ in best]


def _runs(old: Sequence[Slot], new: Sequence[Slot], olds: Sequence[int], news: Sequence[int], bar: int) -> list[Match]:
    """Return the splits (one old text, several new ones in a row) and the joins that score at least `bar`."""
    splits = _one_to_run(old, new, olds, news, bar)
    joins = _one_to_run(new, old, news, olds, bar)
    return [Match((i, i + 1), run, score) for i, run, score in splits] + [
        Match(run, (j, j + 1), score) for j, run, score in joins
    ]


def _one_to_run(
    ones: Sequence[Slot], many: Sequence[Slot], singles: Sequence[int], parts: Sequence[int], bar: int
) -> list[tuple[int, tuple[int, int], int]]:
    found: list[tuple[int, tuple[int, int], int]] = []
    lengths = {index: len(many[index].source) for index in parts}
    for one in singles:
        whole = ones[one].source
        limit = len(whole) * 200 / bar
        for start in range(len(parts)):
            total = lengths[parts[start]]
            for end in range(start + 1, min(start + LONGEST_RUN, len(parts))):
                if parts[end] != parts[end - 1] + 1:
                    break
                total += lengths[parts[end]] + 1
                if total > limit:
                    break
                if total * 2 < len(whole):
                    continue
                run = [many[index].source for index in parts[start : end + 1]]
                score = similarity(whole, " ".join(run), score_cutoff=bar)
                if score and score >= max(similarity(whole, part) for part in run) + RUN_GAIN:
                    found.append((one, (parts[start], parts[end] + 1), score))
    return found


def _heaviest_chain(matches: Sequence[Match]) -> list[Match]:
    """Return the matches of the greatest total weight that neither overlap nor cross."""
    ordered = sorted(matches, key=lambda match: (match.old, match.new))
    best: list[tuple[float, int, int]] = []
    for index, match in enumerate(ordered):
        weight, before = 0.0, -1
        for earlier in range(index):
            other = ordered[earlier]
            if other.old[1] <= match.old[0] and other.new[1] <= match.new[0] and best[earlier][0] > weight:
                weight, before = best[earlier][0], earlier
        best.append((weight + match.weight, before, index))
    chain: list[Match] = []
    index = max(range(len(best)), key=lambda i: (best[i][0], -i)) if best else -1
    while index >= 0:
        chain.append(ordered[index])
        index = best[index][1]
    return chain[::-1]
