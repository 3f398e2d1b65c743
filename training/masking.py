"""What is done with the spans of a pair: placeholders, terms written inline, and pairs of tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.pairs import Pair

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from training.spans import Span

PLACEHOLDERS = tuple(f"｟{number}｠" for number in range(10))
"""One piece each of the vocabulary."""
PLACEHOLDER = re.compile("｟[0-9]｠")

_IN_ORDER = 0.6
_ELIDED = re.compile(r"(?i)(?<!\w)(l|d|qu|j|s|n|c|jusqu|lorsqu|puisqu)['’]$")
_COUNTS = (1, 2, 3, 4, 5, 6, 7)
_COUNT_WEIGHTS = (34, 28, 17, 10, 6, 3, 2)
_KIND_WEIGHTS = {"term": 3.0, "name": 2.0, "phrase": 1.0, "figure": 0.5}
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def hold(pair: Pair, spans: Sequence[Span], rng: random.Random) -> Pair | None:
    """Replace one to seven spans by placeholders, or return None where there is nothing to replace.

    An elided article stays before its placeholder, as this program sends it. Six times in ten the placeholders are
    numbered from 0 in the French order, as this program does; else any numbers in any order.
    """
    chosen = choose(spans, rng.choices(_COUNTS, _COUNT_WEIGHTS)[0], rng)
    if not chosen:
        return None
    in_order = rng.random() < _IN_ORDER
    pieces = PLACEHOLDERS[: len(chosen)] if in_order else rng.sample(PLACEHOLDERS, len(chosen))
    french = _replace(pair.french, [(span.french, piece) for span, piece in zip(chosen, pieces, strict=True)])
    english = _replace(pair.english, [(span.english, piece) for span, piece in zip(chosen, pieces, strict=True)])
    # A sentence of nothing but placeholders never reaches the model.
    return Pair(french, english) if _LETTERS.search(french) and _LETTERS.search(english) else None


def renumber(pair: Pair, rng: random.Random) -> Pair:
    """Return the pair with other numbers in its placeholders on both sides; six times in ten as it is."""
    if rng.random() < _IN_ORDER:
        return pair
    numbers = dict(zip(PLACEHOLDERS, rng.sample(PLACEHOLDERS, len(PLACEHOLDERS)), strict=True))
    french, english = (PLACEHOLDER.sub(lambda piece: numbers[piece[0]], text) for text in (pair.french, pair.english))
    return Pair(french, english)


def write_inline(pair: Pair, spans: Sequence[Span], rng: random.Random) -> Pair | None:
    """Write one to three French terms as the English has them, to be copied; an elided word before is spelt out."""
    chosen = choose(copyable(pair, spans), rng.choice((1, 1, 1, 2, 2, 3)), rng)
    return Pair(with_targets(pair, chosen), pair.english) if chosen else None


def copyable(pair: Pair, spans: Sequence[Span]) -> list[Span]:
    """Return the terms and phrases among the spans that the two languages write differently."""
    return [
        span
        for span in spans
        if span.kind in {"term", "phrase"} and cut(pair.french, span.french) != cut(pair.english, span.english)
    ]


def with_targets(pair: Pair, chosen: Sequence[Span]) -> str:
    """Return the French text with the spans, in order, in their English form; an elided word before is spelt out."""
    french = ""
    position = 0
    for span in chosen:
        before = pair.french[position : span.french[0]]
        if found := _ELIDED.search(before):
            before = before[: found.start()] + found.group(1) + "e "
        french += before + cut(pair.english, span.english)
        position = span.french[1]
    return french + pair.french[position:]


def wrap(pair: Pair, spans: Sequence[Span], rng: random.Random) -> Pair | None:
    """Put a pair of placeholders around one or two spans on both sides, as inline markup stands around words."""
    chosen = choose(spans, rng.choice((1, 1, 2)), rng)
    if not chosen:
        return None
    first = rng.randrange(len(PLACEHOLDERS) - 2 * len(chosen) + 1) if rng.random() < 0.4 else 0
    pieces = [PLACEHOLDERS[first + 2 * n : first + 2 * n + 2] for n in range(len(chosen))]
    french = [(s.french, f"{a}{cut(pair.french, s.french)}{b}") for s, (a, b) in zip(chosen, pieces, strict=True)]
    english = [(s.english, f"{a}{cut(pair.english, s.english)}{b}") for s, (a, b) in zip(chosen, pieces, strict=True)]
    return Pair(_replace(pair.french, french), _replace(pair.english, english))


def choose(spans: Sequence[Span], count: int, rng: random.Random) -> list[Span]:
    """Return up to `count` spans that do not overlap on either side, in the French order.

    Terms are drawn more often than names, and those more often than phrases and figures.
    """
    order = sorted(spans, key=lambda span: rng.random() ** (1 / _KIND_WEIGHTS[span.kind]), reverse=True)
    chosen: list[Span] = []
    for span in order:
        if len(chosen) == count:
            break
        if all(_apart(span.french, other.french) and _apart(span.english, other.english) for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.french)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def cut(text: str, offsets: tuple[int, int]) -> str:
    """Return a stretch of a text."""
    return text[offsets[0] : offsets[1]]


def _replace(text: str, replacements: Sequence[tuple[tuple[int, int], str]]) -> str:
    for (start, end), piece in sorted(replacements, reverse=True):
        text = text[:start] + piece + text[end:]
    return text
