"""Words of a text with what their capitals tell: the shape of each, and whether its place alone explains a capital."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from translate.glossary import lexicon
from translate.glossary.folding import APOSTROPHES, canonical
from translate.glossary.ordinary import PEOPLE, is_ordinary

_QUOTES = re.escape(APOSTROPHES)
_PART = r"[^\W_]+(?:\.(?=\d)[^\W_]+)*"
_ENCLITIC = r"(?:là|ci|t|je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|le|la|les|lui|leur|y|en)\b"
_TOKEN = re.compile(rf"(?:O[{_QUOTES}])?{_PART}(?:[-‐‑](?!{_ENCLITIC}){_PART})*")
_HYPHEN = re.compile(r"[-‐‑]")
_ELIDED = re.compile(rf"(?:^|(?<=\W))[A-Za-zÀ-ÿ]{{1,6}}[{_QUOTES}]$")
_TAG = re.compile(r"</?\d+/?>$")
_QUOTE = re.compile(r"[«“„‟‘\"\[]\s*$")
_ENUMERATION = re.compile(r"^\s*(?:[-–—•*·>]+|\d{1,2}[.)]|[a-z]\))\s*$")
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|[IVX]+(?:er|e|ème|es)")
_LONG = 4
_MOST = 2 / 3


class Shape(Enum):
    """What a word looks like from outside."""

    LOWER = auto()
    CAPITALISED = auto()
    ACRONYM = auto()
    """Two capitals or more, or a capital inside: CNES, SpaceX, RKTs."""
    DESIGNATION = auto()
    """Capitals and digits: RD-180, MS-29, 14F150."""
    NUMBER = auto()
    """Digits, or a Roman numeral."""


class Capitals(Enum):
    """How a text uses capitals."""

    SENTENCE = auto()
    """As sentences do: a capital marks a name or a beginning."""
    TITLE = auto()
    """On most words, as headlines in the English manner do: a capital tells nothing."""
    ALL = auto()
    """On every letter."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; `opening` says that its place alone explains a capital, as at the start of a sentence."""

    text: str
    start: int
    end: int
    shape: Shape
    opening: bool


def tokenise(text: str) -> list[Token]:
    """Cut `text` into words and designations; an elision ("l'", "qu'") is passed over."""
    tokens: list[Token] = []
    for piece in _TOKEN.finditer(text):
        word, start, end = piece[0], piece.start(), piece.end()
        after = text[end : end + 1]
        if after and after in APOSTROPHES and canonical(word).lower() in lexicon.entries("elisions"):
            continue
        tokens.append(Token(word, start, end, _shape(word), _opens(text, start, tokens)))
    return tokens


def read_capitals(tokens: list[Token]) -> Capitals:
    """Say how the text that these tokens come from uses capitals."""
    words = [
        token for token in tokens if len(token.text) >= _LONG and token.shape not in (Shape.NUMBER, Shape.DESIGNATION)
    ]
    shouted = sum(token.text.isupper() for token in words)
    if len(words) > 1 and shouted > _MOST * len(words):
        return Capitals.ALL
    capitalised = [token for token in words if token.shape is not Shape.LOWER]
    ordinary = sum(is_ordinary(token.text) and PEOPLE.fullmatch(token.text) is None for token in capitalised)
    if len(words) > 2 and len(capitalised) > _MOST * len(words) and ordinary > 1 and ordinary * 3 >= len(capitalised):
        return Capitals.TITLE
    return Capitals.SENTENCE


@lru_cache(maxsize=4096)
def _shape(word: str) -> Shape:
    if not any(map(str.isalpha, word)) or _ROMAN.fullmatch(word):
        return Shape.NUMBER if len(word) > 1 or word.isdigit() else Shape.CAPITALISED
    capitals = sum(map(str.isupper, word))
    if any(map(str.isdigit, word)):
        return Shape.DESIGNATION if capitals else Shape.LOWER
    if not capitals:
        return Shape.LOWER
    parts = _HYPHEN.split(word)
    if any(sum(map(str.isupper, part)) > 1 or (not part[:1].isupper() and not part.islower()) for part in parts):
        return Shape.ACRONYM
    return Shape.CAPITALISED if word[0].isupper() else Shape.LOWER


def _opens(text: str, start: int, before: list[Token]) -> bool:
    """Say whether a capital at `start` says nothing: a sentence, quotation, note or list item begins here.

    A stop after a title or an initial ("M. Volkov", "A. Volkov") ends no sentence. Inline tags are looked through.
    """
    if text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha():
        return False  # behind a word and a blank, as most words stand
    head = text[max(0, start - 40) : start]
    while True:
        bare = _TAG.sub("", head.rstrip()) if _TAG.search(head.rstrip()) else _ELIDED.sub("", head)
        if bare == head:
            break
        head = bare
    if _QUOTE.search(head):
        return True
    line = head.rpartition("\n")[2].rstrip("\"'’”»)]* \t\u00a0\u202f")
    if not line or _ENUMERATION.match(line):
        return len(head) < 40 or "\n" in head
    if line[-1] == ".":
        last = before[-1].text if before else ""
        return not (last in lexicon.entries("titles") or (len(last) == 1 and last.isupper()))
    return line[-1] in "!?…:•|"
