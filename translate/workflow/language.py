"""Which language an article is written in: by its function words, or by its n-grams where those leave it open.

Names are no evidence: those in a French article may well be Russian or Slovene, and their n-grams with them. What
counts are the words that do not begin with a capital letter. In German these are few, for its nouns have one, too: a
line of ten words may have twenty letters of others. There the n-grams are taken only with the function words' consent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.checks.languages.detection import rank_languages
from translate.checks.languages.table import find_language
from translate.errors import LanguageError
from translate.placeables import read_words
from translate.workflow.function_words import find_function_words

if TYPE_CHECKING:
    from pathlib import Path

    from translate.model import Article

LEAST_LETTERS = 30
"""Below so many letters of words that are no names the detection is a guess, which must be confirmed."""
ENOUGH_LETTERS = 40
"""Below so many a function word of the workspace's language outweighs it. Both measured by benchmarks/languages.py."""
LEAST_WORDS = 3
"""Fewer different words that are no names confirm nothing: a French line may name an Institute of the Arts."""

_SAMPLE = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s'’]+")
_LONGEST_TITLE = 80
"""Characters between quotation marks that may be a title, in whatever language."""
_MANY_WORDS = 12
_LEAST_SHARE = 0.2
"""A text with so many different function words of a language, and so many of all its words, is in that language.

In French articles they are a quarter of the words; the languages nearest to it share four or five of them."""


def detect(words: list[str]) -> tuple[str, int]:
    """Return the likeliest language of a text's `common_words` as a BCP 47 tag, and how sure that is in per cent.

    ("", 0) for fewer than LEAST_LETTERS letters and LEAST_WORDS different words. Up to 3,000 characters are looked at.
    """
    if _count_letters(words) < LEAST_LETTERS and len(set(words)) < LEAST_WORDS:
        return "", 0
    return _guess(words)


def _guess(words: list[str]) -> tuple[str, int]:
    found = rank_languages(" ".join(words)[:_SAMPLE])
    if not found:
        return "", 0
    language, probability = found[0]
    return {"zh-cn": "zh-CN", "zh-tw": "zh-TW"}.get(language, language), round(probability * 100)


def common_words(text: str) -> list[str]:
    """Return the words of a text that are no names, as far as a capital letter or a figure in them tells."""
    found: list[str] = []
    for token in _TOKEN.findall(text[: 4 * _SAMPLE]):
        words = _WORD.findall(token)
        if words and not words[0][0].isupper() and not any(char.isdigit() for char in token):
            found += words
    return found


def _count_letters(words: list[str]) -> int:
    return sum(char.isalpha() for word in words for char in word)


def shows(text: str, language: str) -> bool:
    """Say whether a text shows by its function words alone that it is in `language`, a BCP 47 tag.

    Told in a hundredth of the time of `detect`; False says nothing. At most 3,000 characters are looked at.
    """
    known = find_language(language).function_words
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    said = [word for word in words if word in known]
    return len(set(said)) >= _MANY_WORDS and len(said) >= _LEAST_SHARE * len(words)


def require_language(article: Article, path: Path, language: str, threshold: int) -> None:
    """Raise LanguageError when an article is surely written in another language than `language`.

    `threshold` is how sure, in per cent, the detection must be.
    """
    prose = "\n".join(read_words(block.raw, block.placeables) for block in article.blocks if block.translatable)
    if shows(prose, language):
        return
    words = common_words(_drop_titles(prose, language))
    found, sureness = detect(words)
    if not found or _primary(found) == _primary(language) or sureness < threshold:
        return
    if _is_left_open(words, found, language, threshold):
        return
    raise LanguageError(
        f"the article is in {_name(found)}, not in {_name(language)} ({sureness} % sure)",
        path=path,
        remedy=f"If it is in {_name(language)} all the same, run the command again with --source {language}.",
    )


def _drop_titles(text: str, language: str) -> str:
    """Return a text without what stands between the quotation marks of `language` in a few words."""
    opening, closing = find_language(language).quotes
    if not opening:
        return text
    return re.sub(f"{opening}[^{opening}{closing}]{{1,{_LONGEST_TITLE}}}{closing}", " ", text)


def _is_left_open(words: list[str], found: str, language: str, threshold: int) -> bool:
    """Tell whether words leave open that a text is in `language`, though their n-grams say `found`."""
    known, own = find_function_words(found), find_function_words(language)
    theirs, ours = set(words) & (known - own), set(words) & (own - known)
    letters = _count_letters(words)
    if letters < ENOUGH_LETTERS and (ours or not own):
        return True
    if known and len(theirs) <= len(ours):
        return True
    if letters >= LEAST_LETTERS:
        return False
    others = [word for word in words if word not in known]
    if len(theirs) >= LEAST_WORDS and len(set(others)) >= LEAST_WORDS:
        return False
    # Around a foreign name, the words of `language` itself lead to another guess.
    guess, sureness = _guess(others)
    return not theirs or guess != found or sureness < threshold


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
