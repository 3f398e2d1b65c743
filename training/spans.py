"""Stretches of a pair that translate each other: names, figures, glossary terms and noun phrases."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.figures import english_figures, french_figures
from training.lexicon import WORD, Lexicon
from training.stopwords import DETERMINERS, ENGLISH_INNER, FRENCH_INNER, FUNCTION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.pairs import Pair

_JOIN = re.compile(r"[ \u00a0\u202f'’-]*")
_LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets of a stretch in the French text and of its translation in the English text."""

    french: tuple[int, int]
    english: tuple[int, int]
    kind: str


@dataclass(frozen=True, slots=True)
class _Words:
    texts: list[str]
    offsets: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> _Words:
        found = list(WORD.finditer(text))
        return cls([match[0] for match in found], [match.span() for match in found])


class TermList:
    """The terms of a glossary, by the lower-cased first word of each French form, with their English forms."""

    def __init__(self, path: Path) -> None:
        self._forms: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                targets = [row["target"], row["plural"], *row["allowed"].split("|")]
                english = tuple(target for target in dict.fromkeys(targets) if target)
                for source in (row["source"], *row["variants"].split("|")):
                    if found := WORD.search(source):
                        self._forms[found[0].lower()].append((source, english))

    def find(self, pair: Pair, words: list[tuple[int, int]]) -> Iterator[Span]:
        """Yield the terms that stand exactly once on either side of a pair; `words` are the French words' offsets."""
        lowered = pair.french.lower()
        for start, end in words:
            word = lowered[start:end]
            for source, targets in (*self._forms.get(word, ()), *self._forms.get(word[:-1], ())):
                stop = _term_end(lowered, start, source.lower())
                if stop < 0 or lowered.count(source.lower()) != 1:
                    continue
                if english := _only_occurrence(pair.english, targets):
                    yield Span((start, stop), english, "term")


def _term_end(text: str, start: int, form: str) -> int:
    """Return where a term that starts at `start` ends, with a plural mark, or -1 where it does not stand there."""
    if not text.startswith(form, start):
        return -1
    end = start + len(form)
    if text[end : end + 1] in {"s", "x"}:
        end += 1
    return -1 if text[end : end + 1].isalnum() else end


def _only_occurrence(text: str, forms: tuple[str, ...]) -> tuple[int, int] | None:
    for form in forms:
        found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(form)}s?(?!\w)", text)]
        if len(found) == 1:
            return found[0]
    return None


def find_spans(pair: Pair, lexicon: Lexicon, terms: TermList | None) -> list[Span]:
    """Return the stretches of a pair that translate each other, none inside a placeholder; they may overlap."""
    french, english = _Words.of(pair.french), _Words.of(pair.english)
    found = [*_figures(pair), *_identical(french, english, pair)]
    if terms is not None:
        found += terms.find(pair, french.offsets)
    links = lexicon.align(french.texts, english.texts)
    found += _phrases(pair, french, english, links)
    return found


def _figures(pair: Pair) -> Iterator[Span]:
    french, english = french_figures(pair.french), english_figures(pair.english)
    for start, end, value in french:
        others = [item for item in english if item[2] == value]
        if len(others) == 1 and sum(item[2] == value for item in french) == 1:
            yield Span((start, end), others[0][:2], "figure")


def _identical(french: _Words, english: _Words, pair: Pair) -> Iterator[Span]:
    """Yield runs of one to four words that are the same on both sides, as names and acronyms are.

    What stands several times, and as often on both sides, is yielded once for each, in order.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(english.texts):
        places[word].append(place)
    position = 0
    while position < len(french.texts):
        length, other = _longest_run(french, english, pair, position, places)
        if length:
            text = pair.french[french.offsets[position][0] : french.offsets[position + length - 1][1]]
            if _is_name(text):
                yield from _occurrences(text, french.offsets[position][0], other, english, pair)
        position += max(1, length)


def _longest_run(
    french: _Words, english: _Words, pair: Pair, position: int, places: dict[str, list[int]]
) -> tuple[int, int]:
    best, other = 0, -1
    for place in places.get(french.texts[position], ()):
        length = 1
        while (
            length < _LONGEST_PHRASE
            and position + length < len(french.texts)
            and place + length < len(english.texts)
            and french.texts[position + length] == english.texts[place + length]
            and _gap(pair.french, french, position + length) == _gap(pair.english, english, place + length)
        ):
            length += 1
        if length > best:
            best, other = length, place
    return best, other


def _gap(text: str, words: _Words, place: int) -> str:
    return text[words.offsets[place - 1][1] : words.offsets[place][0]]


def _is_name(text: str) -> bool:
    if "｟" in text or text.lower() in FUNCTION:
        return False
    return len(text) >= 2 and (text[0].isupper() or any(char.isdigit() for char in text) or len(text) >= 5)


def _occurrences(text: str, start: int, other: int, english: _Words, pair: Pair) -> Iterator[Span]:
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    left = [match.span() for match in pattern.finditer(pair.french)]
    right = [match.span() for match in pattern.finditer(pair.english)]
    here = next((n for n, span in enumerate(left) if span[0] == start), -1)
    if here >= 0 and len(left) == len(right):
        yield Span(left[here], right[here], "name")
    elif len(left) == len(right) == 1:
        yield Span(left[0], english.offsets[other], "name")


def _phrases(pair: Pair, french: _Words, english: _Words, links: dict[int, int]) -> Iterator[Span]:
    """Yield noun phrases whose words are linked with one another alone: consistent phrase pairs of up to four words.

    Consistency is that of Och, Tillmann and Ney, "Improved Alignment Models for Statistical Machine Translation",
    EMNLP 1999. A phrase follows a determiner or starts with a capital inside the sentence.
    """
    links = {
        i: j
        for i, j in links.items()
        if french.texts[i].lower() not in FUNCTION and english.texts[j].lower() not in FUNCTION
    }
    back = {j: i for i, j in links.items()}
    for first in links:
        if not _starts_phrase(french.texts, first):
            continue
        for last in range(first, min(first + _LONGEST_PHRASE, len(french.texts))):
            if last > first and not _JOIN.fullmatch(_gap(pair.french, french, last)):
                break
            if last not in links and french.texts[last].lower() not in FRENCH_INNER:
                break
            if last in links and (span := _consistent(pair, english, links, back, first, last)):
                yield Span((french.offsets[first][0], french.offsets[last][1]), span, "phrase")


def _starts_phrase(words: list[str], first: int) -> bool:
    if len(words[first]) < 3 or "｟" in words[first]:
        return False
    return first > 0 and (words[first - 1].lower() in DETERMINERS or words[first][0].isupper())


def _consistent(
    pair: Pair, english: _Words, links: dict[int, int], back: dict[int, int], first: int, last: int
) -> tuple[int, int] | None:
    others = [links[i] for i in range(first, last + 1) if i in links]
    low, high = min(others), max(others)
    if high - low >= _LONGEST_PHRASE:
        return None
    for j in range(low, high + 1):
        if j in back and not first <= back[j] <= last:
            return None
        if j not in back and english.texts[j].lower() not in ENGLISH_INNER:
            return None
        if j > low and not _JOIN.fullmatch(_gap(pair.english, english, j)):
            return None
    return english.offsets[low][0], english.offsets[high][1]
