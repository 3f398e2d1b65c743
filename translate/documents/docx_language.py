"""The language that a DOCX file says its words are in: what a word processor checks their spelling by."""

from __future__ import annotations

import re

_LANG = re.compile(r"""(<(?:[\w.-]+:)?lang\b[^>]*?\s(?:[\w.-]+:)?val\s*=\s*)(["'])([A-Za-z0-9-]+)\2""")
_PROPERTY = re.compile(r"(<dc:language>\s*)()([A-Za-z0-9-]+)(?=\s*</dc:language>)")
_REGIONS = {"de": "DE", "en": "US", "es": "ES", "fr": "FR", "it": "IT", "pt": "BR", "ru": "RU"}
"""The likely region of a language (CLDR, likelySubtags): Word has no dictionary for a language without one."""


def relabel(text: str, source: str, target: str) -> str:
    """Return XML in which what is said to be in the language `source` is in `target` (BCP 47 tags).

    Other languages are left, and so is a regional form of the target language.
    """
    if source == target:
        return text
    tag = target if "-" in target else "-".join(filter(None, (target, _REGIONS.get(target.lower()))))

    def other(found: re.Match[str]) -> str:
        present = found[3].lower()
        known = present.startswith(target.lower()) or _primary(present) != _primary(source)
        return found[0] if known else f"{found[1]}{found[2]}{tag}{found[2]}"

    return _PROPERTY.sub(other, _LANG.sub(other, text))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
