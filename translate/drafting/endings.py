"""Make a draft end as its source does: the same final mark, on the same side of the tags that close there.

Small models end headlines with a full stop, and lose the dots or the question mark behind a bracket.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.checks.typography import SENTENCE, kind_of_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = r"\.{3}|[.?!:;…]+"
_TOKEN = re.compile(rf"(?P<mark>{_MARK})|</[0-9]+>|<[0-9]+/>|[\"”’»)\]]|\s+")
_TAIL = re.compile(rf"(?:{_TOKEN.pattern.replace('?P<mark>', '?:')})*\Z")
_ABBREVIATION = re.compile(
    r"(?i)(?:(?<!\w)\w|\w\.-?\w{1,2}|(?<!\w)(?:al|approx|av|cf|cie|co|corp|dept|dr|ed|env|est|etc|fig|hab|inc|jr|ltd|m(?:m|r|rs)"
    r"|no|nos|sr|st|vol))\Z"
)


@dataclass(frozen=True, slots=True)
class _Ending:
    """The end of a text: its `words`, its final `mark`, and what closes before and behind the mark."""

    words: str
    mark: str
    before: tuple[str, ...]
    behind: tuple[str, ...]


def end_like(target: str, source: str, forms: Sequence[str] = ()) -> str:
    """Return `target` with the kind of final mark that `source` has, on the same side of tags that close there.

    The stop of an abbreviation, or of one of the held `forms`, is no final mark. A full stop is kept where a source of
    many words lacks it. Targets in scripts with marks of their own are left alone.
    """
    wanted, found = _split(source), _split(target)
    if (
        wanted is None
        or found is None
        or not found.words
        or unicodedata.east_asian_width(found.words[-1]) in ("W", "F")
    ):
        return target
    held = found.words + found.mark
    if found.mark and any(form.endswith(found.mark) and held.endswith(form) for form in forms):
        return target
    mark = found.mark if kind_of_mark(found.mark) == kind_of_mark(wanted.mark) else wanted.mark
    if mark != found.mark and (_stays(found, wanted, source) or _is_abbreviated(wanted)):
        return target
    closing = [*found.before, *found.behind]
    place = _place(found, wanted) if mark else 0
    return found.words + "".join(closing[:place]) + mark + "".join(closing[place:])


def _split(text: str) -> _Ending | None:
    """Return the end of a text; None where it has two marks with something that closes between them."""
    tail = _TAIL.search(text)
    start = tail.start() if tail else len(text)
    tokens = [(token[0], token["mark"]) for token in _TOKEN.finditer(text, start)]
    marks = [place for place, (_, mark) in enumerate(tokens) if mark]
    if len(marks) > 1:
        return None
    pieces = tuple(piece for piece, _ in tokens)
    place = marks[0] if marks else len(pieces)
    return _Ending(text[:start], pieces[place] if marks else "", pieces[:place], pieces[place + 1 :])


def _is_abbreviated(ending: _Ending) -> bool:
    return ending.mark == "." and bool(_ABBREVIATION.search(ending.words))


def _stays(found: _Ending, wanted: _Ending, source: str) -> bool:
    """Tell whether a full stop stays that the source lacks."""
    return not wanted.mark and found.mark == "." and (_is_abbreviated(found) or len(source.split()) >= SENTENCE)


def _place(found: _Ending, wanted: _Ending) -> int:
    """Return how much of what closes the target stands before its mark.

    English has a full stop inside its quotation marks; other marks are where the source has them. Tags close on the
    same side of the mark as in the source.
    """
    closing = [*found.before, *found.behind]
    place = len(found.before)
    if not found.mark:
        outside = any(not _is_tag(piece) and not piece.isspace() for piece in wanted.before)
        quoted = wanted.mark == "." and closing[:1] in (['"'], ["”"])
        place = len(closing) if outside and not quoted else 0
    lower = max((closing.index(piece) + 1 for piece in wanted.before if _is_tag(piece) and piece in closing), default=0)
    tags = [closing.index(piece) for piece in wanted.behind if _is_tag(piece) and piece in closing]
    upper = min(tags, default=len(closing))
    return min(max(place, lower), upper) if lower <= upper else place


def _is_tag(piece: str) -> bool:
    return piece.startswith("<")
