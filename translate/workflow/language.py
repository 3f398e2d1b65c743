"""Which language an article is written in: by its function words, or by its n-grams where those leave it open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.checks.languages.detection import rank_languages
from translate.checks.languages.table import find_language
from translate.errors import LanguageError
from translate.placeables import read_words

if TYPE_CHECKING:
    from pathlib import Path

    from translate.model import Article

LEAST_LETTERS = 80
"""Below so many letters the detection is no better than a guess, and no article is refused."""

_SAMPLE = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 12
_LEAST_SHARE = 0.2
"""A text with so many different function words of a language, and so many of all its words, is in that language.

In French articles they are a quarter of the words; the languages nearest to it share four or five of them."""


def detect(text: str) -> tuple[str, int]:
    """Return the likeliest language of a text as a BCP 47 tag, and how sure that is in per cent.

    ("", 0) for a text of fewer than LEAST_LETTERS letters. At most 3,000 characters are looked at.
    """
    if sum(char.isalpha() for char in text) < LEAST_LETTERS:
        return "", 0
    found = rank_languages(text[:_SAMPLE])
    if not found:
        return "", 0
    language, probability = found[0]
    return {"zh-cn": "zh-CN", "zh-tw": "zh-TW"}.get(language, language), round(probability * 100)


def shows(text: str, language: str) -> bool:
    """Say whether a text shows by its function words alone that it is in `language`, a BCP 47 tag.

    Told in a hundredth of the time of `detect`; False says nothing. At most 3,000 characters are looked at.
    """
    known = find_language(language).function_words
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    said = [word for word in words if word in known]
    return len(set(said)) >= _LEAST_WORDS and len(said) >= _LEAST_SHARE * len(words)


def require_language(article: Article, path: Path, language: str, threshold: int) -> None:
    """Raise LanguageError when an article is surely written in another language than `language`.

    `threshold` is how sure, in per cent, the detection must be.
    """
    prose = "\n".join(read_words(block.raw, block.placeables) for block in article.blocks if block.translatable)
    if shows(prose, language):
        return
    found, sureness = detect(prose)
    if not found or _primary(found) == _primary(language) or sureness < threshold:
        return
    raise LanguageError(
        f"the article is in {_name(found)}, not in {_name(language)} ({sureness} % sure)",
        path=path,
        remedy=f"If it is in {_name(language)} all the same, run the command again with --source {language}.",
    )


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def _name(tag: str) -> str:
    name = _NAMES.get(_primary(tag))
    return f"{name} ({tag})" if name else f"'{tag}'"
