"""The one decision of the splitter: whether a sentence ends at a stop."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from translate.segmentation.rules import Rules

_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?|[^\W\d_]-)*[^\W\d_]\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}[.-])*[^\W\d_]{1,4}\.-?([^\W\d_]{1,2})\Z")
_LIST_MARK = re.compile(r"\d{1,3}(?:\.\d{1,3})*\Z|[IVXLC]{1,7}\Z|[^\W\d_]\Z")
_FIRST_MARK = re.compile(r"[1IAa]\Z")
_COUNTED = re.compile(r"\d\Z|\A[IVXL]+e\Z")
_DEGREES = re.compile(r"°\Z|\d[\"″′”]\Z")
"""What stands before the letter of a direction: 48° N, 24″ E."""
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_NUMBER = re.compile(r"\d{1,4}[a-z]?\Z|[IVXLC]{1,7}\Z")
_SHORTENED = re.compile(
    r"[^aeiouyàâäáéèêëíîïóôöúùûüаеёиоуыэюя\W\d_]+\Z|[^\W\d_]*[bcdfgkptv][rlm]\Z|\d{1,2}\Z|.*\d\.\d|(?:\d+|[IVXL]+)(?:e|er|re|ère|ème|nde?)\Z"
)
"""What a small letter can follow after a full stop in the middle of a sentence: words cut short, which have no vowel or
a last consonant that French words do not end in (constr., obl., atm.), small numbers, versions and ordinals."""
_CONTINUING = ",;:.!?…)]}%/|\\=<>»”"
_SPACES = (" ", "\u00a0", "\u202f")
_MOST_INITIALS = 3
"""More letters with full stops than a person has initials (J. R. R. Tolkien): an organisation or a country."""
_DASHES = "—–"
NO_SPACE_NEEDED = "。！？｡"
"""Stops of scripts that write no space between sentences."""
_SUFFIXES = frozenset(
    ("com", "fr", "org", "net", "ru", "eu", "int", "gov", "edu", "info", "io", "js", "py", "md", "html", "pdf", "jpg")
)
"""What may follow a full stop in a name, so that `Space.Com` is no missing space."""
_DIVIDED = frozenset(("hr", "hrs", "min", "mn"))
"""Units of more than one letter that a full stop divides from the parts of their figure: 2 min.30."""
_LONE_WORDS = "AYÀÔOIEУВСКОИЯА"
"""Words of one letter that may open a sentence."""


class Stop(NamedTuple):
    """A stop and what stands around it.

    `mark` is the run of stops, or a closing bracket without one; `token` the word or the closing mark it touches, ""
    when it touches none; `previous` the word before that; `first`, whether `token` opens its sentence; `closers` the
    closing marks after the stop; `glued`, whether no white space follows them; `lead` the marks before the next word,
    without white space at their start; `next` that word with its apostrophe, a digit, or U+FFFC for text that is not
    prose; `after` the character behind it; `beyond` the first character of the word after it. `note` tells, for a
    bracket, whether its group stands as a sentence of its own; `labelled`, whether `previous` opens the sentence.
    `counted` is the noun in small letters behind the number that follows, "" for none.
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
    beyond: str
    note: bool
    labelled: bool
    counted: str


class _Reading(Enum):
    """What an abbreviation's full stop can be: never the end, the end before an opener, or before any capital."""

    NEVER = "never"
    OPENER = "opener"
    CAPITAL = "capital"


def ends_sentence(stop: Stop, rules: Rules) -> bool:
    """Return whether a sentence ends at `stop` and another begins after it."""
    if stop.mark[-1] in NO_SPACE_NEEDED or _counts_something(stop, rules):
        return True
    if _continues(stop, rules) or (stop.glued and not _lacks_space(stop, rules)):
        return False
    if stop.mark in ")]":
        return stop.note or _opens_after_bracket(stop, rules)
    if stop.mark == ".":
        return _full_stop_ends(stop, rules)
    return _run_ends(stop, rules)


def _counts_something(stop: Stop, rules: Rules) -> bool:
    """Tell whether a number with its noun begins a sentence behind a unit (350 km.40 jours plus tard) or a word."""
    if stop.mark != "." or stop.closers or stop.lead or stop.counted[-1:] not in ("s", "x"):
        return False
    if stop.counted in rules.openers or stop.counted in rules.units:
        return False
    token = stop.token
    if token.lower() in rules.units and len(token) > 1 and _COUNTED.search(stop.previous):
        return token.lower() not in _DIVIDED
    return (
        stop.glued
        and token.isalpha()
        and token.islower()
        and not (_SHORTENED.match(token) or _is_abbreviated(stop, rules))
    )


def _continues(stop: Stop, rules: Rules) -> bool:
    """Tell whether what follows can only be the rest of the sentence: a comma, a colon, a closing mark."""
    if not stop.glued and stop.lead.startswith(("…", "...")) and stop.next[0].isupper():
        return False  # Le tir a eu lieu. … Ou presque.
    return bool(stop.lead) and stop.lead[0] in _CONTINUING and stop.lead[0] not in rules.opening_marks


def _run_ends(stop: Stop, rules: Rules) -> bool:
    """Tell whether a sentence ends at a run that is more than one full stop: `...`, `!`, `?!`."""
    if stop.next[0].islower():
        return False
    if "!" in stop.mark or "?" in stop.mark:
        return stop.token not in rules.exclaimed or _opens(stop, rules)
    return not stop.next[0].isdigit()


def _full_stop_ends(stop: Stop, rules: Rules) -> bool:
    if not stop.next[0].islower():
        return not _is_abbreviated(stop, rules)
    if (
        not rules.small_start
        or not stop.token
        or stop.closers
        or (stop.lead and stop.lead[0] in _DASHES + rules.opening_marks)
    ):
        return False
    return not _SHORTENED.match(stop.token) and not _is_abbreviated(stop, rules)


def _opens(stop: Stop, rules: Rules) -> bool:
    """Tell whether the next word, with its capital, nearly always opens a sentence: an opener or a caption's label."""
    word = stop.next
    if not word[0].isupper():
        return False
    if len(word) > 2 and (stop.after == ":" or (stop.after in _SPACES and stop.beyond == ":")):
        return True
    if word[-1] in "'’":
        stem = word[:-1].lower()
        return stem in rules.elisions and not (stem == "d" and stop.after.isupper())
    initial = len(word) == 1 and stop.after == "."  # С. И. Иванов, S. A.
    return word.lower() in rules.openers and not initial


def _is_particle(stop: Stop, rules: Rules) -> bool:
    """Tell whether the next word is the Le of a name such as Le Goff, not the Le of a sentence."""
    return stop.next.lower() in rules.particles and stop.after.isspace() and stop.beyond.isupper()


def _opens_after_bracket(stop: Stop, rules: Rules) -> bool:
    """Tell whether a sentence without a full stop ends at a bracket, unless it is a dateline (MOSCOU (TASS) — Le)."""
    dash = stop.lead[:1] in ("-", *_DASHES)
    return not dash and _opens(stop, rules) and not _is_particle(stop, rules)


def _lacks_space(stop: Stop, rules: Rules) -> bool:
    """Tell whether a white space was forgotten after the stop, rather than a name or a number holding it."""
    if not _looks_like_a_start(stop, rules):
        return False
    token = stop.token
    if stop.closers or stop.mark in ")]" or (token and not token[-1].isalnum()):
        return True
    if not token or token in rules.exclaimed or stop.next.lower() in _SUFFIXES:
        return False
    if stop.mark != "." or _opens(stop, rules) or token.startswith(("www.", "//")):
        return True  # a stop that is still part of an address never comes here
    return len(token) > 1 and token.isalpha() and token[1:].islower()


def _looks_like_a_start(stop: Stop, rules: Rules) -> bool:
    word = stop.next
    if not word[0].isupper() or (stop.lead and stop.lead[0] not in rules.opening_marks + '"([—–'):
        return False
    if stop.after in ("@", "_", "/", "\\", "(") or (stop.after == "." and stop.beyond.islower()):
        return False
    if stop.lead:
        return True
    if stop.after == "." and not stop.beyond.islower() and _may_precede_name(stop, rules):
        return True
    if len(word) == 1:
        return word in _LONE_WORDS and stop.after.isspace()
    return word[1].islower() or word[1] in "'’" or _is_acronym_beside_prose(stop) or _is_headline(stop, rules)


def _may_precede_name(stop: Stop, rules: Rules) -> bool:
    """Tell whether the next word, which has a full stop, is a title (M., MM.) or, behind a bracket, an initial."""
    word = stop.next
    initial = len(word) == 1 and (stop.closers[-1:] or stop.mark) in (")", "]")
    return initial or word in rules.leading or word.lower() in rules.leading


def _is_acronym_beside_prose(stop: Stop) -> bool:
    """Tell whether capitals behind a stop are a word of their own (signé.ESA et NASA), not a part of a designation."""
    inside_name = stop.after.isalnum() or stop.after in (".", "-")
    behind_prose = bool(stop.closers) or stop.mark in ")]" or (len(stop.token) > 2 and stop.token.islower())
    return stop.next.isupper() and behind_prose and not inside_name


def _is_headline(stop: Stop, rules: Rules) -> bool:
    """Tell whether words in capitals stand on both sides of a stop, and the next one opens a sentence."""
    capitals = stop.token.isupper() and len(stop.token) > _MOST_INITIALS and stop.next.isupper()
    return capitals and stop.after.isspace() and _opens(stop, rules)


def _is_abbreviated(stop: Stop, rules: Rules) -> bool:
    """Tell whether the full stop belongs only to an abbreviation, an initial, a list's number or an ordinal."""
    if stop.token and _is_list_mark(stop, rules):
        return True
    reading = _entry(stop, rules) or _shape(stop, rules)
    if reading is None:
        return False
    if reading is _Reading.CAPITAL:
        return stop.next[0].islower() or stop.next[0].isdigit() or stop.next in rules.continuing
    # Behind a bracket even M. or cf. cannot belong to the word that follows.
    return (reading is _Reading.NEVER and not stop.closers) or not _opens(stop, rules)


def _is_list_mark(stop: Stop, rules: Rules) -> bool:
    """Tell whether the token numbers what follows: `1. Introduction`, `II. Essais`, `Étapes : 1. Allumage`."""
    if stop.first:
        return bool(_LIST_MARK.match(stop.token))
    if stop.previous[-1:] in (":", ";"):
        return bool(_FIRST_MARK.match(stop.token) or (stop.previous[-1] == ";" and _LIST_MARK.match(stop.token)))
    return stop.labelled and stop.previous.rstrip(".").lower() in rules.labels and bool(_NUMBER.match(stop.token))


def _entry(stop: Stop, rules: Rules) -> _Reading | None:
    """Return how the tables read the token; None where they do not know it, or not in this place."""
    small = stop.next[0].islower()
    # A number may also be Roman or a code such as Y9.
    roman = bool(_ROMAN.match(stop.next)) and stop.next.lower() not in rules.openers
    code = len(stop.next) == 1 and stop.next.isupper() and stop.after == "."  # art. L. 331-2
    before_number = roman or code or stop.next[0].isdigit() or stop.after.isdigit()
    after_number = bool(_COUNTED.search(stop.previous))
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
        return _Reading.OPENER if dotted and dotted[1].lower() not in _SUFFIXES else None
    if stop.first:
        return _Reading.NEVER
    if token.islower() and (token in rules.lone_words or stop.previous[-1:] in ("'", "’")):
        return None  # a word of one letter (il y a, l'a) or what an apostrophe left of one (Macdonald's, don't)
    letters = len(token.replace(".", "").replace("-", ""))
    if (
        (len(token) == 1 and re.split("['’]", stop.previous)[-1].lower() in rules.labels)
        or _DEGREES.search(stop.previous)
        or letters > _MOST_INITIALS
    ):
        return _Reading.CAPITAL
    is_name = _is_particle(stop, rules) and "." not in token.replace(".-", "")
    return _Reading.NEVER if is_name else _Reading.OPENER
