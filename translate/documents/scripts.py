"""Superscripts and subscripts that are part of a word: read as characters, and written as the source writes them.

French raises the end of an ordinal (3ᵉ) and of some abbreviations (nᵒ, Mᵐᵉ); English does not, so that these are plain
letters to a translator. An exponent or an index (m², CO₂) is shown by the characters that Unicode has for it, and a
target's gets the source's markup back. A raised number behind an ordinary word is the mark of a footnote.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from translate.documents.html_prose import Span as HtmlSpan
from translate.documents.markdown_spans import Span as MarkdownSpan
from translate.model import PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from translate.model import Placeable

_Span = TypeVar("_Span", HtmlSpan, MarkdownSpan)

_TAG = re.compile(r"<su([pb])(?=[\s>])", re.IGNORECASE)
_MARKUP = re.compile(r"(?:<|&lt;)su[pb](?=[\s>&])|[\^~]", re.IGNORECASE)
_LINK = re.compile(r"<a\s", re.IGNORECASE)
_LOOK_BACK = 16
"""Characters before a script that can tell what it is."""
_MOST_INSIDE = 16
"""Pieces of markup in a script, at most, that is looked at: a footnote's mark has a link and brackets."""

_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_WRITTEN = re.compile("[⁰¹²³⁴-⁹⁺⁻ⁿ]+|[₀-₉₊₋]+|[®™]")

_ORDINAL = re.compile(r"ers?|r?es?|[èe]res?|(?:i?[èe]|[èe])mes?|nde?s?|de?s?|th|st|rd")
_ORDINAL_BASE = re.compile(r"(?:\d|(?<!\w)(?:[IVXLCDM]+|[ivxlcdm]+))\Z")
_ABBREVIATIONS = {
    "M": "me mes lle lles gr grs e es", "D": "r rs re", "P": "r rs re", "S": "t te ts tes", "C": "ie ies dt ne el",
    "V": "ve", "B": "d", "L": "t", "G": "al", "É": "ts", "E": "ts", "é": "d",
}  # fmt: skip
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]+\Z")
_NUMBER_SIGN = re.compile(r"(?:(?<![^\W_])[nN]|\d)\Z")

_DIGITS = re.compile(r"[-−–+]?\d{1,3}")
_CHARGE = re.compile(r"\d?[-−–+]")
_ION = re.compile(r"(?:(?<![a-z])[A-Z][a-z]?|[₀-₉)\]])\Z")
_KNOWN_UNITS = "m km hm dam dm cm mm µm μm nm s ms kg ft mi yd pi UA AU ua mc"
_UNITS = frozenset(_KNOWN_UNITS.split())
_WORDS = frozenset("aàôyAÀÔY")
_ELEMENT_BEHIND = re.compile(r"[A-Z][a-z]?(?![^\W_])")
_POWER_BASE = re.compile(r"(?<![\d.,])(?:10|2)\Z|[×x*·]\s?\d{1,2}\Z")
_SYMBOL = re.compile(r"(?<![^\W_])[^\W\d_]\Z")
_INDEX = re.compile(r"[^\W\d_]{1,8}")

_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,4})[\])]?(?:\s?[,;–-]\s?[\[(]?\d{1,3}[\])]?)*")
_LINKED_NOTE = re.compile(r"[\[(]?[a-z][\])]?")


def read_script(before: str, inner: str, after: str, *, raised: bool) -> str | None:
    """Return how a superscript (or subscript) reads as characters in a line: None where it is no part of a word.

    `before` and `after` are what a reader sees around it. `n` + `o` reads n°, `3` + `e` 3e, `m` + `2` m².
    """
    core = inner.strip()
    if not core:
        return None
    blank = inner[len(inner.rstrip()) :]
    shown = _read_raised(before, core, blank + after) if raised else _read_lowered(before, core)
    return None if shown is None else inner.replace(core, shown)


def _read_raised(before: str, core: str, after: str) -> str | None:
    if core in {"®", "™"} or core == "TM":
        return core.replace("TM", "™")
    if core.isalpha() and not after[:1].isalnum() and (letters := _read_letters(before, core)):
        return letters
    letters_before = _LETTERS.search(before)
    base = letters_before[0] if letters_before else ""
    if _DIGITS.fullmatch(core):
        signed = not core[0].isdigit()
        isotope = not before[-1:].isalnum() and _ELEMENT_BEHIND.match(after)
        variable = base in _UNITS or (len(base) == 1 and base not in _WORDS)
        power = _POWER_BASE.search(before) or (signed and before[-1:].isalnum())
        return core.translate(_RAISED) if isotope or variable or power else None
    charged = _CHARGE.fullmatch(core) and _ION.search(before)
    is_power = core == "n" and (len(base) == 1 or _POWER_BASE.search(before))
    return core.translate(_RAISED) if charged or is_power else None


def _read_letters(before: str, core: str) -> str | None:
    """Return raised letters that end an ordinal or an abbreviation."""
    if core in {"o", "os"} and _NUMBER_SIGN.search(before):
        return "°" + core[1:]
    if _ORDINAL_BASE.search(before) and _ORDINAL.fullmatch(core):
        return core
    base = _LETTERS.search(before)
    return core if base and core in _ABBREVIATIONS.get(base[0], "").split() else None


def _read_lowered(before: str, core: str) -> str | None:
    is_index = before[-1:].isalpha() or before[-1:] in tuple(")]₀₁₂₃₄₅₆₇₈₉⁺⁻")
    return core.translate(_LOWERED) if is_index and _DIGITS.fullmatch(core) else None


def join_scripts(text: str, spans: Sequence[_Span], start: int = 0) -> list[_Span]:
    """Return spans with each `sup` and `sub` that is part of a word, or the mark of a footnote, as one.

    What reads as characters is PLAIN, a footnote's mark FOOTNOTE, and a symbol with its index, as in `T<sub>max</sub>`,
    CODE. `spans` are in order and do not overlap; the text that they are in begins at `start`.
    """
    closings = {span.pair: place for place, span in enumerate(spans) if span.role is PlaceableRole.CLOSE}
    result: list[_Span] = []
    position = 0
    while position < len(spans):
        span = spans[position]
        name = _TAG.match(text, span.start, span.end) if span.role is PlaceableRole.OPEN else None
        last = closings.get(span.pair, position)
        joined = None
        if name and last - position <= _MOST_INSIDE:
            before = _read_back(text, start, span.start, result)
            joined = _joined(text, before, result, spans[position : last + 1], raised=name[1] in "pP")
        if joined:
            while result and result[-1].start >= joined.start:
                result.pop()
            result.append(joined)
            position = last
        else:
            result.append(span)
        position += 1
    return result


def _read_back(text: str, start: int, end: int, spans: Sequence[_Span]) -> str:
    """Return what a reader sees before an offset, as far back as it can tell what stands there."""
    near = spans[-_LOOK_BACK:]
    start = near[0].end if len(near) == _LOOK_BACK else start
    return _read(text, max(start, end - 99), end, near)[-_LOOK_BACK:]


def _joined(text: str, before: str, ahead: Sequence[_Span], element: Sequence[_Span], *, raised: bool) -> _Span | None:
    """Return an element, which begins and ends with its tags, as one span; None where it is to stay a pair."""
    first, *inside, last = element
    inner = _read(text, first.end, last.start, inside)
    is_text = all(span.kind in {PlaceableKind.PLAIN, PlaceableKind.SOFT_BREAK} for span in inside)
    whole = replace(first, end=last.end, role=PlaceableRole.SINGLE, pair=0)
    if is_text:
        shown = read_script(before, inner, text[last.end : last.end + 3], raised=raised)
        if shown is not None:
            return replace(whole, kind=PlaceableKind.PLAIN, shown=shown)
    if raised:
        linked = any(_LINK.match(text, span.start) for span in inside)
        is_note = _NOTE.fullmatch(inner.strip()) or (linked and _LINKED_NOTE.fullmatch(inner.strip()))
        return replace(whole, kind=PlaceableKind.FOOTNOTE) if is_note else None
    if is_text and _INDEX.fullmatch(inner) and _SYMBOL.search(before):
        touching = ahead[-1] if ahead and ahead[-1].end == first.start else None
        if not touching:
            return replace(whole, start=first.start - 1, kind=PlaceableKind.CODE)
        if touching.kind is PlaceableKind.PLAIN:
            return replace(whole, start=touching.start, kind=PlaceableKind.CODE)
    return None


def _read(text: str, start: int, end: int, spans: Sequence[_Span]) -> str:
    """Return what a reader sees of a stretch; a break is a space, and so is what has no text."""
    parts: list[str] = []
    position = start
    for span in spans:
        if span.start >= position:
            single = span.role is PlaceableRole.SINGLE
            seen = span.shown if span.kind is PlaceableKind.PLAIN else " " if single else ""
            parts += (text[position : span.start], seen)
            position = span.end
    return "".join(parts) + text[position:end]


def script_markup(placeables: Iterable[Placeable]) -> dict[str, str]:
    """Return, by the characters that stand for them, the exponents and indices as a block writes them."""
    return {
        p.shown: p.raw
        for p in placeables
        if p.kind is PlaceableKind.PLAIN and _WRITTEN.fullmatch(p.shown) and _MARKUP.match(p.raw)
    }


def write_scripts(text: str, markup: Mapping[str, str], escape: Callable[[str], str]) -> str:
    """Return a text with the markup of its exponents and indices, as `markup` has it; `escape` sees all other text."""
    parts: list[str] = []
    position = 0
    for found in _WRITTEN.finditer(text):
        if found[0] in markup:
            parts += (escape(text[position : found.start()]), markup[found[0]])
            position = found.end()
    return "".join(parts) + escape(text[position:])
