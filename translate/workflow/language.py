"""Which language an article is written in: by its function words, or by its n-grams where those leave it open.

Names are no evidence: those in a French article may well be Russian or Slovene, and their n-grams with them. What
counts are the words that do not begin with a capital letter.
"""

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

LEAST_LETTERS = 30
"""Below so many letters of words that are no names the detection is a guess, and no article is refused."""
ENOUGH_LETTERS = 40
"""From so many on it is taken at its word; below, a function word of the workspace's language outweighs it. Both
measured by benchmarks/languages.py."""

_SAMPLE = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s'’]+")
_LEAST_WORDS = 12
_LEAST_SHARE = 0.2
"""A text with so many different function words of a language, and so many of all its words, is in that language.

In French articles they are a quarter of the words; the languages nearest to it share four or five of them."""


def detect(text: str) -> tuple[str, int]:
    """Return the likeliest language of a text as a BCP 47 tag, and how sure that is in per cent.

    ("", 0) for one of fewer than LEAST_LETTERS letters in words that are no names. At most 3,000 characters are looked
    at.
    """
    prose = " ".join(_common_words(text))[:_SAMPLE]
    if _count_letters(prose) < LEAST_LETTERS:
        return "", 0
    found = rank_languages(prose)
    if not found:
        return "", 0
    language, probability = found[0]
    return {"zh-cn": "zh-CN", "zh-tw": "zh-TW"}.get(language, language), round(probability * 100)


def _common_words(text: str) -> list[str]:
    """Return the words of a text that are no names, as far as a capital letter or a figure in them tells."""
    found: list[str] = []
    for token in _TOKEN.findall(text[: 4 * _SAMPLE]):
        words = _WORD.findall(token)
        if words and not words[0][0].isupper() and not any(char.isdigit() for char in token):
            found += words
    return found


def _count_letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


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
    if shows(prose, language) or _is_left_open(prose, language):
        return
    found, sureness = detect(prose)
    if not found or _primary(found) == _primary(language) or sureness < threshold:
        return
    raise LanguageError(
        f"the article is in {_name(found)}, not in {_name(language)} ({sureness} % sure)",
        path=path,
        remedy=f"If it is in {_name(language)} all the same, run the command again with --source {language}.",
    )


def _is_left_open(text: str, language: str) -> bool:
    """Tell whether a text is too short for the detection to outweigh a function word of `language` in it."""
    words = _common_words(text)
    known = find_language(language).function_words
    return sum(map(_count_letters, words)) < ENOUGH_LETTERS and (not known or any(word in known for word in words))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


_NAMES = {
    "ar": "Arabic",
    "ca": "Catalan",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sl": "Slovene",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def _name(tag: str) -> str:
    name = _NAMES.get(_primary(tag))
    return f"{name} ({tag})" if name else f"'{tag}'"
