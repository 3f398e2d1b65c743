"""Figures of a target brought up to date when nothing but figures changed in the source."""

from __future__ import annotations

import re

from translate.similarity import numbers


def _spellings(figure: str) -> list[str]:
    """Return the ways a target may write a source's figure, the likeliest last: "1 500,5" is also "1,500.5"."""
    plain = re.sub(r"\s", "", figure)
    swapped = plain.translate(str.maketrans(",.", ".,"))
    grouped = re.sub(r"\s", ",", figure.replace(",", "."))
    return list(dict.fromkeys((figure, grouped, swapped, plain)))


def renumber(target: str, old_source: str, new_source: str) -> str:
    """Return `target` with each figure that changed between the two sources changed too.

    A figure is replaced where the target shows it as often as the old source does, in any usual spelling; otherwise
    it is left for the translator. The sources must have equally many figures.
    """
    before, after = numbers(old_source), numbers(new_source)
    changes: dict[str, set[str]] = {}
    for old, new in zip(before, after, strict=True):
        changes.setdefault(old, set()).add(new)
    replacements: dict[str, str] = {}
    for old, news in changes.items():
        new = next(iter(news))
        if len(news) > 1 or new == old:
            continue
        for old_form, new_form in zip(_spellings(old), _spellings(new), strict=False):
            found = re.findall(rf"(?<![\d.,]){re.escape(old_form)}(?![\d]|[.,]\d)", target)
            if len(found) == before.count(old):
                replacements[old_form] = new_form
                break
    if not replacements:
        return target
    forms = "|".join(re.escape(form) for form in sorted(replacements, key=len, reverse=True))
    return re.sub(rf"(?<![\d.,])(?:{forms})(?![\d]|[.,]\d)", lambda match: replacements[match[0]], target)
