"""The fewest edits that turn one text into another when moving a run of words counts as one edit.

The method is that of the translation edit rate (Snover et al. 2006, "A Study of Translation Edit Rate with Targeted
Human Annotation"), with the greedy search for shifts and the limits of its program `tercom`: shift what lowers the edit
distance most, as long as anything does. Post-edited text takes the place of the reference, which makes it HTER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_SHIFT = 10
"""Words that may move together."""
FARTHEST_SHIFT = 50
"""Places between a word and its like, beyond which they are not taken for each other."""
MOST_SHIFTS = 1_000
"""Shifts that are tried for one text: a bound on the time for texts of hundreds of words."""


class _Alignment(NamedTuple):
    """How two texts lie on each other: `places[r]` is the place in the draft that word r of the edited text goes with.

    A word that was inserted goes with the draft's word before it, -1 at the start. `wrong_draft` and `wrong_edited`
    tell which words no equal word goes with.
    """

    places: list[int]
    wrong_draft: list[bool]
    wrong_edited: list[bool]


class _Shift(NamedTuple):
    """A shift of `length` words from `-start` to before `-target`; the greatest is the best to make."""

    gain: int
    length: int
    start: int
    target: int
    result: str


def count_edits(draft: Sequence[str], edited: Sequence[str]) -> int:
    """Return how many insertions, deletions, substitutions and shifts of runs of words turn `draft` into `edited`."""
    from rapidfuzz.distance import Levenshtein

    letters: dict[str, str] = {}
    # One character for each distinct word: strings are compared much faster than lists.
    before, after = (
        "".join(letters.setdefault(word, chr(0x10000 + len(letters))) for word in text) for text in (draft, edited)
    )
    if not after or not before:
        return len(before) + len(after)
    shifts = tried = 0
    distance = Levenshtein.distance(before, after)
    while distance and tried < MOST_SHIFTS:
        best: _Shift | None = None
        for start, length, target in _find_shifts(before, after):
            tried += 1
            moved = _move(before, start, length, target)
            shift = _Shift(distance - Levenshtein.distance(moved, after), length, -start, -target, moved)
            best = shift if best is None else max(best, shift)
            if tried >= MOST_SHIFTS:
                break
        # A shift is an edit itself, and is made where it saves at least one other.
        if best is None or best.gain <= 0:
            break
        before, distance, shifts = best.result, distance - best.gain, shifts + 1
    return shifts + distance


def _find_shifts(before: str, after: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, length, target) of each run of words that is wrong where it stands and missing somewhere else."""
    aligned = _align(before, after)
    for start, there, length in _find_runs(before, after):
        if not any(aligned.wrong_draft[start : start + length]):
            continue
        if not any(aligned.wrong_edited[there : there + length]):
            continue
        if start <= aligned.places[there] < start + length:
            continue
        targets = [0] if there == 0 else []
        targets += [aligned.places[place] + 1 for place in range(max(there - 1, 0), there + length)]
        for target in dict.fromkeys(targets):
            yield start, length, target


def _find_runs(before: str, after: str) -> Iterator[tuple[int, int, int]]:
    """Yield (place in `before`, place in `after`, length) of each run of words that stands in both."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(after):
        places.setdefault(word, []).append(place)
    for start, word in enumerate(before):
        for there in places.get(word, ()):
            if abs(there - start) > FARTHEST_SHIFT:
                continue
            length = 0
            longest = min(LONGEST_SHIFT, len(before) - start, len(after) - there)
            while length < longest and before[start + length] == after[there + length]:
                length += 1
                yield start, there, length


def _move(words: str, start: int, length: int, target: int) -> str:
    """Return `words` with a run moved to before the word at `target`; where that is inside the run, so far on."""
    run = words[start : start + length]
    if target < start:
        return words[:target] + run + words[target:start] + words[start + length :]
    rest = words[:start] + words[start + length :]
    place = target - length if target > start + length else target
    return rest[:place] + run + rest[place:]


def _align(before: str, after: str) -> _Alignment:
    """Lay two texts on each other with the fewest edits; of several ways, words go together rather than alone."""
    table = _distances(before, after)
    places = [-1] * len(after)
    wrong_draft, wrong_edited = [True] * len(before), [True] * len(after)
    row, column = len(before), len(after)
    while row or column:
        here = table[row][column]
        different = row and column and before[row - 1] != after[column - 1]
        if row and column and table[row - 1][column - 1] + bool(different) == here:
            row, column = row - 1, column - 1
            places[column] = row
            wrong_draft[row] = wrong_edited[column] = bool(different)
        elif row and table[row - 1][column] + 1 == here:
            row -= 1
        else:
            column -= 1
            places[column] = row - 1
    return _Alignment(places, wrong_draft, wrong_edited)


def _distances(before: str, after: str) -> list[list[int]]:
    """Return the edit distances between all beginnings of two texts."""
    table = [list(range(len(after) + 1))]
    for number, word in enumerate(before, 1):
        above = table[-1]
        row = [number]
        for column, other in enumerate(after):
            row.append(min(above[column] + (word != other), above[column + 1] + 1, row[column] + 1))
        table.append(row)
    return table
