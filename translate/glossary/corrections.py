"""Terms that people keep correcting in drafts: what the glossary should have a row for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from translate.protocols import TermPolicy

LONGEST = 4
"""Words that a term may have, on either side."""
LIKELY = 0.5
"""How well a phrase of the source must go with a correction (Dice 1945) to be taken for what was corrected."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
_EDGES = " \t\n\u00a0\u202f.,;:!?…()[]«»“”\"'’‘"
_SMALL = re.compile(
    "a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|as|is|are|was|were|be|been|being|has|have|had|"
    "will|would|can|could|may|might|this|that|these|those|it|its|he|his|she|her|they|their|them|we|our|"
    "you|your|not|no|which|who|whom|what|when|where|into|onto|over|under|after|before|between|during|than|"
    "then|there|here|so|such|also|only",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Revision:
    """One unit that people approved: source, target, and what they replaced in the draft, as (draft, edited)."""

    source: str
    target: str
    replaced: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A term that the drafts had as `drafted` and people made `target` of, in `count` units.

    `source` is the phrase of the source that goes with it, `present` what the glossary has for that phrase today (""
    for no row). `example` is the source of one of the units.
    """

    source: str
    drafted: str
    target: str
    count: int
    present: str = ""
    example: str = ""


def find_corrections(units: Sequence[Revision], policy: TermPolicy, *, minimum: int = 2) -> list[Correction]:
    """Return the terms corrected in at least `minimum` units of different sources, the most frequent first.

    The phrase of the source is the one that stands in the units with the correction, and in others as seldom as
    possible; where none does, there is no telling what was corrected, and nothing is returned.
    """
    groups: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for number, unit in enumerate(units):
        for drafted, edited in unit.replaced:
            pair = _as_term(drafted, edited)
            if pair is not None:
                groups[_fold(pair[0]), _fold(pair[1])].append((number, *pair))
    phrases = [dict(_phrases(unit.source)) for unit in units]
    places: dict[str, set[int]] = defaultdict(set)
    for number, found in enumerate(phrases):
        for one in found:
            places[one].add(number)
    corrections = []
    for found_in in groups.values():
        numbers = {number for number, _, _ in found_in}
        if len({units[number].source for number in numbers}) < minimum:
            continue
        drafted, target = (_commonest(one[side] for one in found_in) for side in (1, 2))
        # A row of the glossary that gave the drafts their form is the surest sign of what was corrected.
        held = {number: _held(units[number].source, drafted, policy) for number in numbers}
        if sum(map(bool, held.values())) > len(numbers) / 2:
            known = {number: source for number, source in held.items() if source}
        else:
            phrase = _find_phrase(units, phrases, places, numbers, target)
            known = {number: phrases[number][phrase] for number in numbers if phrase in phrases[number]}
        if not known:
            continue
        source = _commonest(known.values())
        present = next((m.form for m in policy.find(source) if m.surface == source), "")
        corrections.append(Correction(source, drafted, target, len(numbers), present, units[min(known)].source))
    return sorted(corrections, key=lambda one: (-one.count, one.source, one.target))


def _held(source: str, drafted: str, policy: TermPolicy) -> str:
    """Return the term of a source that the glossary holds in the form that people replaced, "" where there is none."""
    return next((match.surface for match in policy.find(source) if _fold(match.form) == _fold(drafted)), "")


def _find_phrase(
    units: Sequence[Revision],
    phrases: Sequence[dict[str, str]],
    places: dict[str, set[int]],
    numbers: set[int],
    target: str,
) -> str:
    """Return the phrase, folded, that goes best with a correction, "" for none; of equal ones one of like length."""
    folded = _fold(target)
    meant = numbers | {number for number, unit in enumerate(units) if folded in _fold(unit.target)}
    length = len(target.split())
    best: tuple[float, int, str] | None = None
    for phrase in sorted({phrase for number in numbers for phrase in phrases[number]}):
        with_it = places[phrase]
        if len(with_it & numbers) < 2:
            continue
        likeness = 2 * len(with_it & meant) / (len(with_it) + len(meant))
        rank = (likeness, -abs(len(phrase.split()) - length), phrase)
        if likeness >= LIKELY and (best is None or rank[:2] > best[:2]):
            best = rank
    return "" if best is None else best[2]


def _as_term(drafted: str, edited: str) -> tuple[str, str] | None:
    """Return a replacement as a pair of terms; None for marks, figures, small words, and what is only spelt anew."""
    before, after = drafted.strip(_EDGES), edited.strip(_EDGES)
    for text in (before, after):
        words = text.split()
        if not words or len(words) > LONGEST or all(map(_SMALL.fullmatch, words)):
            return None
        if not any(char.isalpha() for char in text) or re.search(r"[.,;:!?<>]", text):
            return None
    return None if before.casefold() == after.casefold() else (before, after)


def _phrases(source: str) -> Iterator[tuple[str, str]]:
    """Yield each run of up to LONGEST words that could be a term, folded and as it stands."""
    words = list(_WORD.finditer(source))
    small = lexicon.entries("grammar") | lexicon.entries("determiners")
    plain = [_ELISION.sub("", match[0]) for match in words]
    for first, start in enumerate(words):
        for last in range(first, min(first + LONGEST + 2, len(words))):
            if not plain[last][:1].isalpha():
                break
            if plain[first].lower() in small or plain[last].lower() in small or len(plain[last]) < 3:
                continue
            text = source[start.end() - len(plain[first]) : words[last].end()]
            yield _fold(text), text


def _fold(text: str) -> str:
    """Return a text without case and the plural's marks, so that a term's forms are counted together."""
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in text.casefold().replace("’", "'").split())


def _commonest(texts: Iterable[object]) -> str:
    counts = Counter(map(str, texts))
    return min(counts, key=lambda one: (-counts[one], len(one), one))
