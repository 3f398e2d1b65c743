"""Searches in a memory: equal sources, similar ones, and phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.memory.candidates import find_candidates, word_share
from translate.memory.records import Match, Phrase
from translate.memory.words import index_words
from translate.similarity import fold, mark_change, similarity, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.memory.records import Record
    from translate.memory.store import Memory

_HOLDERS = """
SELECT unit.id, unit.source FROM word JOIN unit ON unit.id = word.rowid
WHERE word MATCH ? AND word.rowid > ? ORDER BY word.rowid LIMIT 500
"""
SCORED = 100
"""How many candidates are compared with a source, letter by letter."""


def find_exact(memory: Memory, source: str, before: str | None = None, after: str | None = None) -> list[Match]:
    """Return the records of exactly this source, those with the same neighbours first, then the newest.

    `before` and `after` are the sources of the neighbouring segments, None where they are not known.
    """
    found = [
        Match(
            record, 100, record.target, None not in (before, after) and (record.before, record.after) == (before, after)
        )
        for record in memory.find_equal(source)
    ]
    return sorted(found, key=lambda match: not match.neighbours)


def find_similar(memory: Memory, source: str, threshold: int, limit: int = 5) -> list[Match]:
    """Return the records most similar to a source, the best first: similarity `threshold` at least, but not equal.

    Of records with the same source and target only the first is returned.
    """
    scores = _score(memory, source, threshold)
    records = memory.fetch(list(scores))
    found: dict[tuple[str, str], tuple[int, int, Record]] = {}
    for place, (number, score) in enumerate(scores.items()):
        record = records[number]
        found.setdefault((record.source, record.target), (-score, place, record))
    best = sorted(found.values(), key=lambda item: item[:2])[:limit]
    return [
        Match(record, -score, record.target, difference=show_difference(record.source, source))
        for score, _, record in best
    ]


def _score(memory: Memory, source: str, threshold: int) -> dict[int, int]:
    """Return the similarity of the likeliest candidates that reach the threshold, by their numbers."""
    numbers = find_candidates(memory, source, threshold)[:SCORED]
    marks = ", ".join("?" * len(numbers))
    with memory.guarded():
        query = f"SELECT id, source FROM unit WHERE id IN ({marks})"  # noqa: S608 - marks only
        rows = memory.connection.execute(query, numbers).fetchall()
    sources = dict(rows)
    words = index_words(source)
    is_shared = frozenset(words).__contains__
    share = word_share(threshold)
    scores: dict[int, int] = {}
    for number in numbers:
        other = sources.get(number, source)
        others = index_words(other)
        # No more words than these can be shared: most candidates need no closer look.
        if other == source or 2 * min(sum(map(is_shared, others)), len(words)) < share * (len(words) + len(others)):
            continue
        score = similarity(other, source, score_cutoff=threshold)
        if score and score >= threshold:
            scores[number] = score
    return scores


def find_phrase(memory: Memory, phrase: str, limit: int = 20, *, in_targets: bool = False) -> list[Phrase]:
    """Return records whose source holds a phrase, whatever its case, accents and marks; the shortest first.

    Whole words are found, in any form that begins with the same six letters. With `in_targets` the targets are
    searched, for the very letters in any case, which takes a look at each of them.
    """
    if in_targets:
        return list(_find_in_targets(memory, phrase, limit))
    words = index_words(phrase)
    found: list[Phrase] = []
    if not words:
        return found
    query = " AND ".join(f'"{word}"' for word in dict.fromkeys(words))
    wanted = f" {' '.join(words)} "
    last = -1
    while len(found) < limit:
        with memory.guarded():
            rows = memory.connection.execute(_HOLDERS, (query, last)).fetchall()
        if not rows:
            break
        last = rows[-1][0]
        holders = [number for number, text in rows if wanted in f" {' '.join(index_words(text))} "]
        records = memory.fetch(holders[:limit])
        found += [Phrase(records[n], _phrase_spans(records[n].source, words)) for n in holders if n in records]
    return found[:limit]


def _find_in_targets(memory: Memory, phrase: str, limit: int) -> Iterator[Phrase]:
    wanted = fold(phrase)
    if not wanted:
        return
    for record in memory.records():
        if wanted in fold.__wrapped__(record.target):
            pattern = re.compile(re.escape(phrase), re.IGNORECASE)
            yield Phrase(record, tuple(found.span() for found in pattern.finditer(record.target)))
            limit -= 1
            if not limit:
                return


_WORD = re.compile(r"</?\d+/?>|\d+(?:[\s.,]\d+)*|[^\W\d]\w*|\w+")


def _phrase_spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where in `text` these words, as the index keeps them, stand one behind the other."""
    standing = [
        (token, found.start(), found.end()) for found in _WORD.finditer(text) for token in index_words(found[0])
    ]
    tokens = [token for token, _, _ in standing]
    return tuple(
        (standing[place][1], standing[place + len(words) - 1][2])
        for place in range(len(tokens) - len(words) + 1)
        if tokens[place : place + len(words)] == list(words)
    )


def show_difference(old: str, new: str) -> str:
    """Return `new` with what changed since `old` marked word by word, as wdiff does: `[-old-]{+new+}`."""
    return " ".join(kept or mark_change(gone, come) for kept, gone, come in word_changes(old, new))
