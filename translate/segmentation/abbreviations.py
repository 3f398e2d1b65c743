"""Abbreviations, initials, numbers of lists and ordinals: whether a full stop belongs to one and ends no sentence."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from translate.segmentation.stops import SUFFIXES, is_particle, opens_sentence

if TYPE_CHECKING:
    from translate.segmentation.rules import Rules
    from translate.segmentation.stops import Stop

_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?|[^\W\d_]-)*[^\W\d_]\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}[.-])*[^\W\d_]{1,4}\.-?([^\W\d_]{1,2})\Z")
_LIST_MARK = re.compile(r"\d{1,3}(?:\.\d{1,3})*\Z|[IVXLC]{1,7}\Z|[^\W\d_]\Z")
_FIRST_MARK = re.compile(r"[1IAa]\Z")
COUNTED = re.compile(r"\d(?:e|ème)?\Z|\A[IVXL]+e\Z")
"""The end of a number: a figure, or an ordinal."""
_DEGREES = re.compile(r"°\Z|\d[\"″′”]\Z")
"""What stands before the letter of a direction: 48° N, 24″ E."""
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_NUMBER = re.compile(r"\d{1,4}[a-z]?\Z|[IVXLC]{1,7}\Z")
MOST_INITIALS = 3
"""More letters with full stops than a person has initials (J. R. R. Tolkien): an organisation or a country."""


class _Reading(Enum):
    """What an abbreviation's full stop can be: never the end, the end before an opener, or before any capital."""

    NEVER = "never"
    OPENER = "opener"
    CAPITAL = "capital"


def is_abbreviated(stop: Stop, rules: Rules) -> bool:
    """Tell whether the full stop belongs only to an abbreviation, an initial, a list's number or an ordinal."""
    if stop.token and _is_list_mark(stop, rules):
        return True
    reading = _entry(stop, rules) or _shape(stop, rules)
    if reading is None:
        return False
    if reading is _Reading.CAPITAL:
        return stop.next[0].islower() or stop.next[0].isdigit() or stop.next in rules.continuing
    # Behind a bracket even M. or cf. cannot belong to the word that follows.
    return (reading is _Reading.NEVER and not stop.closers) or not opens_sentence(stop, rules)


def _is_list_mark(stop: Stop, rules: Rules) -> bool:
    """Tell whether the token numbers what follows: `1. Introduction`, `II. Essais`, `Étapes : 1. Allumage`."""
    if stop.first:
        return bool(_LIST_MARK.match(stop.token))
    if stop.previous[-1:] in (":", ";"):
        return bool(_FIRST_MARK.match(stop.token) or (stop.previous[-1] == ";" and _LIST_MARK.match(stop.token)))
    if stop.listed:
        return True
    return stop.labelled and stop.previous.rstrip(".").lower() in rules.labels and bool(_NUMBER.match(stop.token))


def _entry(stop: Stop, rules: Rules) -> _Reading | None:
    """Return how the tables read the token; None where they do not know it, or not in this place."""
    small = stop.next[0].islower()
    # A number may also be Roman or a code such as Y9.
    roman = bool(_ROMAN.match(stop.next)) and stop.next.lower() not in rules.openers
    code = len(stop.next) == 1 and stop.next.isupper() and stop.after == "."  # art. L. 331-2
    before_number = roman or code or stop.next[0].isdigit() or stop.after.isdigit()
    after_number = bool(COUNTED.search(stop.previous))
    for form in _forms(stop):
        if (
            form in rules.leading
            or (stop.first and form in rules.headings)
            or (form in rules.numbered and (before_number or small))
        ):
            return _Reading.NEVER
        if form in rules.closing or (form in rules.units and (after_number or small)):
            return _Reading.CAPITAL
        if form in rules.inner or (form in rules.months and (after_number or before_number or small)):
            return _Reading.OPENER
    return None


def _forms(stop: Stop) -> list[str]:
    """Return what to look up for the token, the most telling form first."""
    token = stop.token.replace("\u2011", "-")
    forms = [f"{stop.previous} {token}".lower(), token, token.lower()]
    if not token.isalpha() and "." not in token:
        part = re.split("[-/]", token)[-1]
        forms += [part, part.lower()] if len(part) > 1 else []
    return forms


def _shape(stop: Stop, rules: Rules) -> _Reading | None:
    """Return how a token that is in no table reads by its shape; None for an ordinary word."""
    token = stop.token.replace("\u2011", "-")
    if rules.ordinal_dot and token.isdigit() and len(token) < 3:
        return _Reading.OPENER
    if not _INITIAL.match(token):
        dotted = _DOTTED.match(token)
        return _Reading.OPENER if dotted and dotted[1].lower() not in SUFFIXES else None
    if stop.first:
        return _Reading.NEVER
    if token.islower() and (token in rules.lone_words or stop.previous[-1:] in ("'", "’")):
        return None  # a word of one letter (il y a, l'a) or what an apostrophe left of one (Macdonald's, don't)
    letters = len(token.replace(".", "").replace("-", ""))
    if (
        (len(token) == 1 and re.split("['’]", stop.previous)[-1].lower() in rules.labels)
        or _DEGREES.search(stop.previous)
        or letters > MOST_INITIALS
    ):
        return _Reading.CAPITAL
    is_name = is_particle(stop, rules) and "." not in token.replace(".-", "")
    return _Reading.NEVER if is_name else _Reading.OPENER
