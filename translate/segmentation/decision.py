"""The one decision of the splitter: does a sentence end at this stop?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from translate.segmentation.rules import Rules

_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?)*[^\W\d_]\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]+[.-])+[^\W\d_]{1,2}\Z")
_LIST_MARK = re.compile(r"\d{1,3}(?:\.\d{1,3})*\Z|[IVXLC]{1,7}\Z|[^\W\d_]\Z")
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_VOWEL = re.compile(r"[aeiouyàâäåæáãéèêëíìîïóòôöõøœúùûüÿаеёиоуыэюяіїєα-ω]", re.IGNORECASE)
_CONTINUING = ",;:.!?…)]}%/|\\=<>»”"
_QUOTES = "»«”“\"’'›"
_NO_SPACE_NEEDED = "。！？｡"
_SUFFIXES = frozenset(["com", "fr", "org", "net", "ru", "eu", "int", "gov", "edu", "info", "io", "js", "py", "md", "html", "htm", "pdf", "jpg", "png", "txt", "csv", "exe", "xml"])
"""What may follow a full stop in a name, so that `Space.Com` is no missing space."""
_LONE_WORDS = "AYÀÔO"
"""Words of one letter that may open a sentence."""


class Stop(NamedTuple):
    """A stop and what stands around it.

    `mark` is the run of stops, or a closing bracket without one; `token` the word it touches, "" when it touches
    none; `previous` the word before that; `first`, whether `token` opens its sentence; `closers` the closing marks
    after the stop; `glued`, whether no white space follows them; `lead` the marks before the next word; `next` that
    word with its apostrophe, a digit, or U+FFFC for text that is not prose; `after` the character behind it.
    `note` tells, for a bracket, whether its group stands as a sentence of its own.
    """

    mark: str
    token: str
    previous: str
    first: bool
    closers: str
    glued: bool
    lead: str
    next: str
    after: str
    note: bool


def ends_sentence(stop: Stop, rules: Rules) -> bool:
    """Return whether a sentence ends at `stop` and another begins after it."""
    mark = stop.mark[-1]
    if mark in _NO_SPACE_NEEDED:
        return True
    lead = stop.lead.lstrip()
    if lead and lead[0] in _CONTINUING and lead[0] not in rules.opening_marks:
        return False
    if stop.glued and not _lacks_space(stop, rules):
        return False
    if mark in ")]":
        return stop.note or opens(stop, rules)
    plain = stop.mark == "."
    if stop.next[0].islower():
        return plain and rules.small_start and not _goes_on(stop, lead, rules)
    if not plain:
        return not _swallows(stop, rules)
    return not _is_abbreviated(stop, rules)


def _goes_on(stop: Stop, lead: str, rules: Rules) -> bool:
    """Tell whether a full stop before a small letter is explained by something else than a sentence's end."""
    if stop.closers or (lead[:1] in ("—", "–", ",", *rules.opening_marks) and lead):
        return True
    return _is_abbreviated(stop, rules) or (
        stop.token.isalpha() and not stop.token.isupper() and not _VOWEL.search(stop.token)
    )


def _swallows(stop: Stop, rules: Rules) -> bool:
    """Tell whether a run such as `...` or `!` belongs to the middle of a sentence."""
    if "!" in stop.mark or "?" in stop.mark:
        return stop.token in rules.exclaimed and not opens(stop, rules)
    return stop.next[0].isdigit()


def opens(stop: Stop, rules: Rules) -> bool:
    """Return whether the next word is one that, with its capital, nearly always opens a sentence."""
    word = stop.next
    if not word[0].isupper():
        return False
    if word[-1] in "'’":
        stem = word[:-1].lower()
        return stem in rules.elisions and not (stem == "d" and stop.after.isupper())
    return word.lower() in rules.openers


def _lacks_space(stop: Stop, rules: Rules) -> bool:
    """Tell whether a white space was forgotten after the stop, rather than a name or number holding it."""
    word = stop.next
    if not word[0].isupper():
        return False
    if stop.lead and stop.lead[0] not in rules.opening_marks + '"([—–':
        return False
    if stop.after in ("@", "_", "/", "\\", "(") or (stop.after == "." and not stop.lead):
        return False
    if len(word) == 1:
        if word not in _LONE_WORDS or not stop.after.isspace():
            return False
    elif not (word[1].islower() or word[1] in "'’"):
        return False
    if stop.closers or stop.mark in ")]":
        return True
    token = stop.token
    if token.isdigit():
        return opens(stop, rules)
    if stop.mark != ".":
        return bool(token) and token not in rules.exclaimed
    return len(token) > 1 and token.isalpha() and token[1:].islower() and word.lower() not in _SUFFIXES


def _is_abbreviated(stop: Stop, rules: Rules) -> bool:
    """Tell whether the full stop belongs to an abbreviation, an initial, a list's number or an ordinal, and only to it."""
    token = stop.token
    if not token:
        return False
    if stop.first and _LIST_MARK.match(token):
        return True
    capital = not (stop.next[0].islower() or stop.next[0].isdigit())
    for entry in _forms(stop):
        if entry in rules.closing:
            return not capital
        if entry in rules.leading:
            return True
        if entry in rules.numbered and (stop.next[0].isdigit() or _ROMAN.match(stop.next)):
            return True
        if entry in rules.units and stop.previous[-1:].isdigit():
            return not capital
        if entry in rules.months and (stop.previous[-1:].isdigit() or stop.next[0].isdigit()):
            return not opens(stop, rules)
        if entry in rules.inner:
            return not opens(stop, rules)
    if rules.ordinal_dot and token.isdigit() and len(token) < 3:
        return not opens(stop, rules)
    if _INITIAL.match(token):
        return not _ends_after_initial(stop, rules)
    return bool(_DOTTED.match(token)) and not opens(stop, rules)


def _forms(stop: Stop) -> list[str]:
    """Return what to look up for the token, the most telling form first."""
    token = stop.token
    forms = [f"{stop.previous} {token}".lower(), token, token.lower()]
    if "-" in token:
        part = token.rsplit("-", 1)[1]
        if part and "." not in token:
            forms += [part, part.lower()]
    return forms


def _ends_after_initial(stop: Stop, rules: Rules) -> bool:
    """Tell whether a sentence ends after a single letter or letters with full stops (phase B., aux U.S.)."""
    if stop.first or not opens(stop, rules):
        return False
    if stop.next.lower() not in rules.particles or "." in stop.token.replace("-", ""):
        return True
    previous = stop.previous
    return previous.islower() and previous.isalpha() and previous not in rules.openers
