"""Checks of marks and spaces: brackets, quotes, spaces around marks, the ends of the target."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from translate.checks.subject import HIDDEN, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.subject import Subject
    from translate.model import Finding

_BLANK = "[ \t\u00a0\u202f\u2009]"
SENTENCE = 12
"""So many words without a full stop are a sentence that lost it, not a headline."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_QUOTES = (("«", "»"), ("“", "”"), ("‹", "›"), ("「", "」"))
_INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]"
)
_INSERTION = re.compile(r"\[(?!\s*(?:…|\.{3}))")
_MARKS = re.compile('[«»“”"]')
_QUOTATION = re.compile(r'«[^»]*\w\s+\w[^»]*»|“[^”]*\w\s+\w[^”]*”|(?<![\d"])"[^"]*\w\s+\w[^"]*"')
"""A quotation of two words at least: a single one is often a term, which English may leave bare."""
_ANY_QUOTE = re.compile(r"""[«»“”"„‹›‘「」『』]|(?<!\w)'|'(?!\w)""")
_DOTTED = re.compile(r"(?<![^\s(/])(?:(?:[^\W\d_]\.){2,}|etc\.)\Z")
"""An abbreviation at the end of a source: its full stop need not be the sentence's (D.R., S.A.)."""
_CLOSING = re.compile(r"</\d+>|(?<=[.?!…])<\d+/>")
_END = re.compile(r"(?P<mark>\.{3}|[.?!:;…。]+)?[\s\"”’'»›)\]*_]*\Z")


def check_brackets(subject: Subject) -> Iterator[Finding]:
    """Report brackets without their partner; a segment may be a piece of a longer note, and then so may its target."""
    for opening, closing in _BRACKETS:
        pairs = [_balance(_without_lists(text), opening, closing) for text in (subject.source, subject.target)]
        if pairs[0] == pairs[1]:
            if opening == "[" and len(_INSERTION.findall(subject.source)) > subject.target.count("["):
                yield warn("brackets", "the brackets [ ] are missing: put them where their words are.")
            continue
        mark = opening if pairs[0][0] != pairs[1][0] else closing
        start = subject.target.rfind(mark)
        message = f"a bracket '{opening}{closing}' has no partner: add or remove '{mark}'."
        yield warn("brackets", message, (start, start + 1) if start >= 0 else (0, 0))


def check_quotes(subject: Subject) -> Iterator[Finding]:
    """Report quotation marks without their partner, and a quotation without any.

    A source that is a piece of a longer quotation has marks without partners, too.
    """
    wanted, found = (_unpaired(text) for text in (subject.source, subject.target))
    if found > wanted or (wanted > found and not _MARKS.search(subject.target)):
        start = max(subject.target.rfind(mark) for mark in '“”«»"')
        yield warn("quotes", "a quotation mark has no partner: add the other, or remove it.", _at(start))
    elif _QUOTATION.search(subject.source) and not _ANY_QUOTE.search(subject.target):
        yield warn("quotes", "the quotation marks are missing: put them around what is quoted.")


def _unpaired(text: str) -> int:
    """Return how many quotation marks have no partner; inches are none, and “so" is a pair, if an ugly one."""
    unpaired = sum(abs(text.count(opening) - text.count(closing)) for opening, closing in _QUOTES)
    straight = text.count('"')
    if straight % 2 and re.search(r'\d"', text):
        straight -= 1
    return (unpaired + straight) % 2 if unpaired and straight else unpaired or straight % 2


def check_guillemets(subject: Subject) -> Iterator[Finding]:
    """Report quotation marks that the target's language does not use; one flat pair is safely replaced."""
    language = subject.target_language
    found = list(re.finditer(f"[{language.foreign_quotes}]", subject.target)) if language.foreign_quotes else []
    if not found:
        return
    marks = "".join(match[0] for match in found)
    safe = re.fullmatch(r"(?:«»)+", marks) and not re.search(r'[“”"]', subject.target)
    for match in found:
        opening = match[0] in "«‹„‟"
        form = language.quotes[0 if opening else 1]
        pattern = rf"{re.escape(match[0])}{_BLANK}*" if opening else rf"{_BLANK}*{re.escape(match[0])}"
        whole = next(one for one in re.finditer(pattern, subject.target) if one.start() <= match.start() < one.end())
        message = f"'{match[0]}' is not used in this language: write '{form}'."
        yield warn("guillemets", message, whole.span(), form if safe else None)


def check_spacing(subject: Subject) -> Iterator[Finding]:
    """Report spaces that do not belong in front of a mark, doubled ones, and missing ones behind a mark."""
    target, language = subject.target, subject.target_language
    spaced = language.spaced_marks
    if spaced is not None:
        marks = "".join(mark for mark in ",.;:!?)]%" if mark not in spaced)
        before = rf"(?<=[^\W_{HIDDEN}]|[\"”’)\]%]){_BLANK}+(?=[{re.escape(marks)}](?!\w))(?![.:][.)(/-])"
        for match in re.finditer(before, target):
            mark = target[match.end() : match.end() + 1]
            if f"{match[0]}{mark}" not in subject.source or mark in ";:!?%":
                message = f"no space stands before '{mark}' here: remove it."
                yield warn("spacing", message, match.span(), "")
    for match in re.finditer(rf"(?<=[(\[]){_BLANK}+(?=\w)", target):
        yield warn("spacing", "no space stands behind an opening bracket: remove it.", match.span(), "")
    for match in re.finditer(rf"(?<=\S){_BLANK}{{2,}}(?=\S)", target):
        if not re.search(rf"\S{_BLANK}{{2,}}\S", subject.source):
            yield warn("spacing", "there are several spaces: leave one.", match.span(), " ")
    for match in re.finditer(
        r"(?<=[^\W\d_]{2})([,;!?])(?=[^\W\d_]{2})|(?<=[a-zà-ÿ]{3})([.:])(?=[A-ZÀ-Þ][a-zà-ÿ])", target
    ):
        word = re.search(r"\S*\Z", target[: match.start()])
        if f"{word[0] if word else ''}{match[0]}" not in subject.source:
            yield warn("spacing", f"a space is missing after '{match[0]}': put it in.", match.span(), f"{match[0]} ")


def check_edges(subject: Subject) -> Iterator[Finding]:
    """Report blanks or line ends at the edges of the target that the source does not have."""
    source, target = subject.unit.source, subject.unit.target
    if not target.strip():
        return
    for place, edge in (("start", r"\A\s*"), ("end", r"\s*\Z")):
        wanted = re.search(edge, source)
        found = re.search(edge, target)
        if wanted and found and found[0] and wanted[0] != found[0]:
            message = f"there are blanks at the {place} that the source does not have: remove them."
            yield warn("edges", message, found.span(), wanted[0])


def check_invisible(subject: Subject) -> Iterator[Finding]:
    """Report characters that nobody can see and that the source does not have."""
    for match in _INVISIBLE.finditer(subject.unit.target):
        if match[0] not in subject.unit.source:
            name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}").lower()
            yield warn("invisible", f"there is an invisible character ({name}): remove it.", match.span(), "")


def check_final_mark(subject: Subject) -> Iterator[Finding]:
    """Report a target that ends with another kind of mark than its source: a question that is none any more."""
    source, target = (_final(_CLOSING.sub("", text)) for text in (subject.unit.source, subject.unit.target))
    if source == target or not subject.target.strip():
        return
    end = len(subject.target.rstrip())
    source_words = subject.source.split()
    if not target and len(source_words) < SENTENCE and _DOTTED.search(subject.source):
        return
    if source and not target:
        yield warn("final-mark", f"the target lacks the '{source}' at its end: add it.", (end, end))
    elif target and not source:
        if target != "." or len(source_words) < SENTENCE:
            message = f"the source has no '{target}' at its end: remove it."
            yield warn("final-mark", message, (max(end - 1, 0), end))
    else:
        message = f"the source ends with '{source}', not with '{target}': correct the mark."
        yield warn("final-mark", message, (max(end - 1, 0), end))


def _final(text: str) -> str:
    """Return the kind of mark a text ends with, closing quotes and brackets aside: one of . ? ! : ; … or nothing."""
    found = _END.search(text.replace("\u00a0", " ").rstrip())
    return kind_of_mark(found["mark"] if found and found["mark"] else "")


def kind_of_mark(mark: str) -> str:
    """Return the kind of a final mark, for which a check and the ends of drafts agree: "?!" asks, "..." is one mark."""
    return "?" if "?" in mark else "…" if mark in ("...", "…") else mark[-1:]


def _balance(text: str, opening: str, closing: str) -> tuple[int, int]:
    """Return how many opening and closing brackets have no partner."""
    depth = unclosed = 0
    for char in text:
        if char == opening:
            depth += 1
        elif char == closing:
            unclosed, depth = (unclosed, depth - 1) if depth else (unclosed + 1, 0)
    return depth, unclosed


def _without_lists(text: str) -> str:
    """Return a text without the brackets of "a)" and "1)" where an item starts, and of faces such as :-)."""
    text = re.sub(r"(?<![^\s])(?<!\w )(\d{1,2}|[A-Za-z])\)", lambda found: found[1] + HIDDEN, text)
    return re.sub(r"[:;]-?[()]", HIDDEN, text)


def _at(start: int) -> tuple[int, int]:
    return (start, start + 1) if start >= 0 else (0, 0)
