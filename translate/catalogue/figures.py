"""Figures of a target brought up to date when nothing but figures changed in the source."""

from __future__ import annotations

import re

from translate.similarity import numbers

_POINT_LANGUAGES = frozenset({"en", "he", "ja", "ko", "th", "zh"})
"""Languages that write 1,500.5 where French writes 1 500,5 (Unicode CLDR, number symbols)."""


def _with_point(figure: str) -> str:
    return re.sub(r"\s", ",", figure.replace(",", "."))


def _as_written(figure: str) -> str:
    return figure


def _swapped(figure: str) -> str:
    return figure.translate(str.maketrans(",.", ".,"))


def _ungrouped(figure: str) -> str:
    return re.sub(r"\s", "", figure)


def renumber(target: str, old_source: str, new_source: str, language: str = "") -> str:
    """Return `target`, in `language` (BCP 47), with each figure that changed between the two sources changed too.

    A figure is replaced where the target shows it as often as the old source does, in a usual spelling; otherwise it
    is left for the translator. So is the whole target where the sources have not equally many figures.
    """
    before, after = numbers(old_source), numbers(new_source)
    if len(before) != len(after):
        return target
    heirs: dict[str, set[str]] = {}
    for old, new in zip(before, after, strict=True):
        heirs.setdefault(old, set()).add(new)
    point = language.partition("-")[0] in _POINT_LANGUAGES
    spellings = (_with_point, _as_written, _swapped, _ungrouped) if point else (_as_written, _swapped, _ungrouped)
    replacements: dict[str, str] = {}
    for old, news in heirs.items():
        if len(news) > 1 or old in news:
            continue
        for spell in spellings:
            if len(_places([spell(old)]).findall(target)) == before.count(old):
                replacements[spell(old)] = spell(next(iter(news)))
                break
    return _places(replacements).sub(lambda match: replacements[match[0]], target) if replacements else target


def _places(figures: list[str] | dict[str, str]) -> re.Pattern[str]:
    """Return a pattern for the figures where they are no part of longer ones, of a word (H2), or of a tag (`<1>`)."""
    forms = "|".join(re.escape(figure) for figure in sorted(figures, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,<])(?<!</)(?:{forms})(?!\d|[.,]\d|/?>)")
