"""Where a term may begin and end: at the edges of words, with French elision, hyphens, numbers and dates in view."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING

from translate.glossary import lexicon
from translate.glossary.folding import APOSTROPHES, HYPHENS, INVISIBLE
from translate.model import CaseRule, TermKind

if TYPE_CHECKING:
    from translate.model import Term

_COMMON = frozenset({TermKind.ROLE, TermKind.TERM, TermKind.PHRASE})
_CHUNK = re.compile(r"\S+")
_SIGNS = (".", "@", "#", "://")
_SIGN_INSIDE = re.compile(r"[@#]|\.(?=\S)|://")
_LABEL = r"[\w-]{1,63}"
_DOMAINS = "com|org|net|ru|fr|eu|int|gov|edu|info|io|cn|jp|space|tv|uk|de|be|ca|ch|us|su"
_ADDRESS = re.compile(
    rf"https?://\S+|www\.\S+|[\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+|[@#]\w+"
    rf"|\b{_LABEL}(?:\.{_LABEL}){{0,3}}\.(?:{_DOMAINS})\b(?:/\S*)?"
)
_DESIGNATION_AFTER = re.compile(r"[\s\u00a0\u202f‐‑-](?:[A-Z]{1,4}\b|[A-Z]{0,4}[-‐‑.]?\d)")
_DAY_BEFORE = re.compile(r"\b(?:\d{1,2}|1er|1ᵉʳ)[\s-]+$")
_YEAR_AFTER = re.compile(r"[\s-]+(?:19|20)\d\d\b")


class Joint(Enum):
    """How a term bears company on the far side of a hyphen or a blank."""

    WORD = auto()
    """Common nouns and persons: nothing but a prefix such as "ex-" may be joined by a hyphen."""
    NAME = auto()
    """Proper names: a number or a capital may be joined, as in "Progress-MS" and "Apollo-Soyouz"."""
    HEAD = auto()
    """A noun with a name ("fusée Soyouz"), turned round in English: no designation may follow, since it belongs to
    the name alone ("fusée Soyouz-2", "cargo Progress MS-29")."""


def joint(term: Term) -> Joint:
    """Return how a term may be joined to what stands beside it."""
    if term.kind in _COMMON or term.kind is TermKind.PERSON:
        return Joint.WORD
    if term.case is CaseRule.EXACT:
        return Joint.NAME
    return Joint.HEAD if term.source.split()[-1][0].isupper() else Joint.WORD


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Return the spans of web and mail addresses, account names and hashtags: nothing inside them is a term."""
    spans: list[tuple[int, int]] = []
    if _SIGN_INSIDE.search(text):
        for chunk in _CHUNK.finditer(text):
            if any(sign in chunk[0] for sign in _SIGNS):
                spans += (match.span() for match in _ADDRESS.finditer(text, chunk.start(), chunk.end()))
    return spans


def is_date(text: str, start: int, end: int) -> bool:
    """Say whether the word at `start` is the month of a date, whatever its case: "le 4 Mars", "Mars 2025"."""
    if text[start:end].lower() not in lexicon.entries("months"):
        return False
    day = _DAY_BEFORE.search(text, max(0, start - 8), start)
    return day is not None or _YEAR_AFTER.match(text, end) is not None


def stands_free(text: str, start: int, end: int, how: Joint) -> bool:
    """Say whether `text[start:end]` is whole words, for a term that joins others as `how` says.

    An elided article or conjunction before it ("l'", "jusqu'") does not belong to it and does not hold it back.
    """
    if not (_free_before(text, start, how) and _free_after(text, end, how)):
        return False
    return how is not Joint.HEAD or _DESIGNATION_AFTER.match(text, end) is None


def is_word(letter: str) -> bool:
    """Say whether a character belongs to a word: a letter, digit, underscore or combining mark."""
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")


def _free_before(text: str, start: int, how: Joint) -> bool:
    place = start - 1
    while place >= 0 and text[place] in INVISIBLE:
        place -= 1
    if place < 0:
        return True
    letter = text[place]
    if is_word(letter):
        return False
    word = _word_before(text, place)
    if not word:
        return True
    if letter in APOSTROPHES:
        return word.lower() in lexicon.entries("elisions") and not _is_bound(text, place - len(word) - 1)
    if letter in HYPHENS:
        named = how is Joint.NAME and (word[0].isupper() or word.isdigit())
        return named or word.lower() in lexicon.entries("prefixes")
    return not (letter in ".," and word.isdigit() and text[start].isdigit())


def _free_after(text: str, end: int, how: Joint) -> bool:
    place = end
    while place < len(text) and text[place] in INVISIBLE:
        place += 1
    if place >= len(text):
        return True
    letter = text[place]
    following = text[place + 1 : place + 2]
    if is_word(letter) or not following or not is_word(following):
        return not is_word(letter)
    if letter in HYPHENS:
        return how is Joint.NAME and (following.isdigit() or following.isupper())
    return letter not in APOSTROPHES and not (letter in ".," and following.isdigit() and text[end - 1].isdigit())


def _word_before(text: str, place: int) -> str:
    start = place
    while start > 0 and is_word(text[start - 1]):
        start -= 1
    return text[start:place]


def _is_bound(text: str, place: int) -> bool:
    return place >= 0 and (is_word(text[place]) or text[place] in HYPHENS)
