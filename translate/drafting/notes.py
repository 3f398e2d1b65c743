"""Editor's notes in brackets behind a name, which are translated apart.

French editors explain a name where it stands: `Ivan Orlov [ne pas confondre avec Oleg Orlov], ...`. Small models mix
the note with the sentence that it interrupts. Translated by itself it keeps its sense, and travels in the slot
of the name before it, which it belongs to. A note behind a common noun stays where it is: models put
placeholders before a noun that stands behind them in French.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from translate.drafting.clauses import as_fragment
from translate.forms import COMMON_NOUNS
from translate.model import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.model import Placeable, TermMatch

_NOTE = re.compile(r"(?P<before>[ \u00a0\u202f\n]?\[)(?P<words>[^\[\]<>]*[^\[\]<>\s])\]")
_FEWEST_WORDS = 3
"""A shorter note (`[sic]`, `[1]`, `[le DG]`) is no clause of its own."""


class Drafted(Protocol):
    """What a note's draft tells: its target and the matches of its words."""

    @property
    def target(self) -> str: ...  # noqa: D102 - told above

    @property
    def matches(self) -> tuple[TermMatch, ...]: ...  # noqa: D102 - told above


class Note(NamedTuple):
    """A note of a source: the number of the match before it, its words, where they begin, and where the note ends."""

    name: int
    words: str
    start: int
    end: int


def find_notes(source: str, matches: Sequence[TermMatch], placeables: Sequence[Placeable]) -> Iterator[Note]:
    """Yield the notes that stand right behind one of the names among `matches` and hold no inline tag."""
    for number, match in enumerate(matches):
        if match.term.kind in COMMON_NOUNS or match.term.kind is TermKind.FIGURE:
            continue
        found = _NOTE.match(source, match.end)
        if found is None or len(re.findall(r"[^\W\d_]{2,}", found["words"])) < _FEWEST_WORDS:
            continue
        tagged = any(tag.number and found.start() < tag.end and tag.start < found.end() for tag in placeables)
        cut = any(one.start < found.end() < one.end for one in matches)
        if not tagged and not cut:
            yield Note(number, found["words"], found.start("words"), found.end())


def inside(note: Note, matches: Sequence[TermMatch]) -> tuple[TermMatch, ...]:
    """Return the matches in a note's words, with offsets into them."""
    return tuple(
        replace(one, start=one.start - note.start, end=one.end - note.start)
        for one in matches
        if note.start <= one.start and one.end < note.end
    )


def fold(
    source: str, matches: Sequence[TermMatch], notes: Sequence[Note], drafts: Sequence[Drafted]
) -> tuple[TermMatch, ...]:
    """Return the matches of a source with each note, whose draft is given, in the match of the name before it."""
    folded = list(matches)
    for note, draft in zip(notes, drafts, strict=True):
        name = matches[note.name]
        written = f"{name.form} [{_as_note(note.words, draft)}]"
        folded[note.name] = replace(name, end=note.end, surface=source[name.start : note.end], form=written)
    gone = {id(one) for note in notes for one in matches if note.start <= one.start and one.end < note.end}
    return tuple(one for one in folded if id(one) not in gone)


def _as_note(words: str, draft: Drafted) -> str:
    """Return a note's draft as the fragment that its source is; a name that it begins with keeps its capital."""
    target = draft.target.strip()
    names = (one.form for one in draft.matches if one.term.kind not in COMMON_NOUNS)
    if any(target.startswith(name) for name in names):
        return target if words.endswith(".") else target.removesuffix(".")
    return as_fragment(words, target)


def unfold(text: str, matches: Sequence[TermMatch], folded: Sequence[TermMatch]) -> str:
    """Return what a step tells of folded matches with the names alone."""
    by_start = {one.start: one.form for one in matches}
    for one in folded:
        text = text.replace(one.form, by_start[one.start])
    return text
