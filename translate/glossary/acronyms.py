"""Acronyms: beside their own full name, and as the press writes those that are read as words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.glossary.ordinary import is_ordinary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import TermMatch

_BLANKS = " \u00a0\u202f"


def shorten_acronyms(text: str, matches: Sequence[TermMatch]) -> list[TermMatch]:
    """Keep an acronym that stands in brackets beside its own full name: United Nations (UN), not twice in full.

    An English acronym that the row allows takes its place; without one it stays as it is. The full name may also be
    what stands in the brackets.
    """
    shortened = list(matches)
    for place, (left, right) in enumerate(pairwise(matches)):
        between, behind = text[left.end : right.start].strip(_BLANKS), text[right.end :].lstrip(_BLANKS)[:1]
        if left.form != right.form or (between, behind) not in (("(", ")"), ("[", "]")):
            continue
        for which, acronym, name in ((place + 1, right, left), (place, left, right)):
            if _is_acronym(acronym.surface) and not _is_acronym(name.surface) and acronym.surface != acronym.form:
                allowed = (form for form in (*acronym.term.allowed, *name.term.allowed) if form.isupper())
                shortened[which] = replace(acronym, form=next(allowed, acronym.surface))
                break
    return shortened


def is_read_as_word(source: str) -> bool:
    """Say whether the press may write an acronym as a word: Onu, Inpe, Cospar."""
    return source.isalpha() and source.isupper() and len(source) > 2 and not is_ordinary(source)


def _is_acronym(surface: str) -> bool:
    return surface.isupper() and surface.isalnum()
