"""How much two texts have in common, and whether they differ in anything that a translator must look at.

The score is made of words first and letters second, because letters alone find a likeness between any two short texts.
Words are compared by their first six letters, without case and accents, so that an inflected form is still the same
word. The measure is the normalised insertion and deletion similarity (RapidFuzz `Indel`): twice the length of the
longest common subsequence over the sum of the lengths.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STEM = 6
"""Letters of a word that must agree: French and English inflect behind them."""

SHORT = 4
"""Words up to which letters prove nothing."""

_WORD = re.compile(r"\d+(?:[\s.,]\d+)*|\w+")
_TAG = re.compile(r"</?\d+/?>")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*")
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″〝〞", '"'),
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": "",
    }
)


_SIGNS = str.maketrans({**dict.fromkeys("«»“”„‟", '"'), **dict.fromkeys("‘’‛ʼ", "'")})
_FRENCH_BLANK = re.compile(r"(?<=[«“„])\s+|\s+(?=[»”;:!?%])")


class Difference(StrEnum):
    """What kind of change lies between two versions of a text.

    COSMETIC: white space, quotes, apostrophes, dashes, the case of the first letter. MARKUP: inline tags as well.
    NUMERIC: figures, with what is cosmetic. WORDING: anything else.
    """

    COSMETIC = "cosmetic"
    MARKUP = "markup"
    NUMERIC = "numeric"
    WORDING = "wording"


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in lower case without accents, tags and typographic variants."""
    plain = unicodedata.normalize("NFKD", _TAG.sub(" ", text).translate(_TYPOGRAPHY).casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """Return the words of `text` as the score compares them; a number is one whole word."""
    return tuple(word if word[0].isdigit() else word[:STEM] for word in _WORD.findall(fold(text)))


def same_if_short(a: str, b: str) -> bool:
    """Tell whether two texts may be taken for each other out of their places.

    A text of up to SHORT words may only when its words are the same, whatever their case, accents and plural endings:
    "Orbite" and "Orbiter", or "Mise à feu" and "Mise à jeu", are a letter apart and mean different things.
    """
    first, second = ([word.rstrip("sx") for word in _WORD.findall(fold(text))] for text in (a, b))
    return min(len(first), len(second)) > SHORT or first == second


def similarity(a: str, b: str, *, score_cutoff: int = 0) -> int:
    """Return how alike two texts are, from 0 to 100: two thirds by their words, one third by their letters.

    100 means equal texts, and nothing else does. A result below `score_cutoff` is given as 0.
    """
    return 100 if a == b else min(likeness((a,), (b,), score_cutoff=score_cutoff), 99)


def likeness(a: Sequence[str], b: Sequence[str], *, score_cutoff: int = 0) -> int:
    """Return the `similarity` of two runs of texts, each taken as one text with blanks between its parts.

    100 means that the words and letters agree, whatever the case, the accents and the punctuation marks.
    """
    from rapidfuzz.distance import Indel

    first, second = ([stem for text in texts for stem in stems(text)] for texts in (a, b))
    words = 1.0
    if first or second:
        # Even equal letters cannot lift a score further than this.
        bar = max(0.0, (score_cutoff - 0.5) * 3 / 200 - 0.5)
        words = Indel.normalized_similarity(first, second, score_cutoff=bar)
        if words < bar:
            return 0
    letters = Indel.normalized_similarity(" ".join(map(fold, a)), " ".join(map(fold, b)))
    score = round(100 * (2 * words + letters) / 3) if first or second else round(100 * letters)
    return score if score >= score_cutoff else 0


def word_changes(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return the stretches of words that make up both texts, in order, each as (kept, gone, come).

    A stretch is either kept or changed: what is gone stands in `old` only, what came in `new` only. The kept and gone
    ones joined by blanks are `old`, the kept and come ones `new`, white space aside. Alignment: Levenshtein by words.
    """
    from rapidfuzz.distance import Levenshtein

    before, after = old.split(), new.split()
    changes = []
    for code in Levenshtein.opcodes(before, after):
        gone = " ".join(before[code.src_start : code.src_end])
        come = " ".join(after[code.dest_start : code.dest_end])
        changes.append((come, "", "") if code.tag == "equal" else ("", gone, come))
    return changes


def mark_change(gone: str, come: str) -> str:
    """Return a changed stretch as wdiff marks it: `[-gone-]{+come+}`, each part only where it is not empty."""
    return (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "")


def numbers(text: str) -> list[str]:
    """Return the figures of `text` in order, each with its separators: "1 500" and "3,5" are one figure each."""
    return [match[0] for match in _NUMBER.finditer(_TAG.sub("\n", text))]


@lru_cache(maxsize=65536)
def _cosmetic_form(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY)).split())
    first = next((index for index, character in enumerate(plain) if character.isalpha()), None)
    return plain if first is None else plain[:first] + plain[first].lower() + plain[first + 1 :]


def typography_differs_only(a: str, b: str) -> bool:
    """Return whether two texts are the same but for white space, quotes, dashes and the case of the first letter."""
    return _cosmetic_form(a) == _cosmetic_form(b)


@lru_cache(maxsize=65536)
def _keyed_in(text: str) -> str:
    plain = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    plain = _FRENCH_BLANK.sub("", plain).translate(_SIGNS)
    return " ".join(plain.split())


def signs_differ_only(a: str, b: str) -> bool:
    """Return whether two texts have the same words and marks, written with other characters.

    Apostrophes and quotation marks may be curly or straight, blanks of any kind, and those that French sets around
    high punctuation marks may be there or not. Dashes and primes are no such signs: which one stands there can matter.
    """
    return _keyed_in(a) == _keyed_in(b)


def numbers_differ_only(a: str, b: str) -> bool:
    """Return whether two texts are the same but for their figures, of which both have as many."""
    if len(numbers(a)) != len(numbers(b)) or not numbers(a):
        return False
    return typography_differs_only(_without_numbers(a), _without_numbers(b))


def _without_numbers(text: str) -> str:
    """Return `text` with one digit for each figure; the numbers of tags are none."""
    return re.sub(f"({_TAG.pattern})|{_NUMBER.pattern}", lambda match: match[1] or "0", text)


def difference(a: str, b: str) -> Difference:
    """Return the kind of change between two texts that are not equal."""
    if typography_differs_only(a, b):
        return Difference.COSMETIC
    if typography_differs_only(_TAG.sub("", a), _TAG.sub("", b)):
        return Difference.MARKUP
    return Difference.NUMERIC if numbers_differ_only(a, b) else Difference.WORDING
