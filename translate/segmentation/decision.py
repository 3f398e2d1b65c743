"""The one decision of the splitter: whether a sentence ends at a stop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.segmentation.abbreviations import COUNTED, MOST_INITIALS, is_abbreviated
from translate.segmentation.stops import SUFFIXES, is_particle, opens_sentence

if TYPE_CHECKING:
    from translate.segmentation.rules import Rules
    from translate.segmentation.stops import Stop

_SHORTENED = re.compile(
    r"[^aeiouyàâäáéèêëíîïóôöúùûüаеёиоуыэюя\W\d_]+\Z|[^\W\d_]*[bcdfgkptv][rlm]\Z|[^\W\dA-ZÀ-Þ_]*[^\W\d_][jv]\Z|\d{1,2}\Z|.*\d\.\d|(?:\d+|[IVXL]+)(?:e|er|re|ère|ème|nde?)\Z"
)
"""What a small letter can follow after a full stop in the middle of a sentence: words cut short, which have no vowel or
a last consonant that French words do not end in (constr., obl., atm., civ.), small numbers, versions and ordinals."""
_CONTINUING = ",;:.!?…)]}%/|\\=<>»”"
_TAGS = ("#", "@")
_DASHES = "—–"
NO_SPACE_NEEDED = "。！？｡"
"""Stops of scripts that write no space between sentences."""
_LONGEST_UNIT = 2
"""The most letters of a unit that no table needs to tell from a noun in the plural."""
_COUNTED_STUB = re.compile(r"[^\W\d_]{1,3}[^\W\d_aeiouyàâäéèêëîïôöùûüsxz]\Z")
"""A noun cut short behind its number (12 sal.): short, and without the ending of a plural."""
_NOUN_STUB = re.compile(r"[^\W\d_]{2,}[^\W\d_eé]\Z")
"""A noun cut short that only the article before it shows: words are not cut behind an e."""
_FIGURE = re.compile(r"\d[\d.,]*([^\W\d_]{1,3})\Z")
"""A figure glued to its unit: 20h, 12,5kg."""
_LONE_WORDS = "AYÀÔOIEУВСКОИЯА"
"""Words of one letter that may open a sentence."""


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
    if stop.mark != "." or stop.closers or stop.lead or not stop.counted:
        return False
    token, counted = stop.token, stop.counted
    unit = counted in rules.units
    plural = len(counted) > _LONGEST_UNIT and counted[-1] in ("s", "x") and not unit and counted not in rules.openers
    if token.lower() in rules.units and COUNTED.search(stop.previous):
        return plural and bool(rules.subunits) and counted not in rules.subunits
    measured = (unit and counted not in rules.lone_words) or not counted.isalpha()
    return (
        (plural or measured)
        and stop.glued
        and token.isalpha()
        and token.islower()
        and not (_SHORTENED.match(token) or is_abbreviated(stop, rules))
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
        return stop.token not in rules.exclaimed or opens_sentence(stop, rules)
    return stop.note or not stop.next[0].isdigit()


def _full_stop_ends(stop: Stop, rules: Rules) -> bool:
    if _is_noun_cut_short(stop, rules):
        return False
    if not stop.next[0].islower():
        return not is_abbreviated(stop, rules)
    if (
        not rules.small_start
        or not stop.token
        or stop.closers
        or (stop.lead and stop.lead[0] in _DASHES + rules.opening_marks)
    ):
        return False
    if stop.next in rules.predicates and stop.after.isspace():
        return False  # no subject: the full stop belongs to the subject before it (le mag. est fermé)
    return not (_SHORTENED.match(stop.token) or _is_figure(stop, rules) or is_abbreviated(stop, rules))


def _is_noun_cut_short(stop: Stop, rules: Rules) -> bool:
    """Tell whether an article and the token begin a subject: La conf. de presse, L'asso. « Orbite » est."""
    if stop.closers or not stop.labelled or not _NOUN_STUB.match(stop.token):
        return False
    return stop.previous.lower().replace("’", "'") in rules.articles and (stop.next[0].islower() or stop.named)


def _is_figure(stop: Stop, rules: Rules) -> bool:
    """Tell whether the token is a unit glued to its figure (20h.) or a noun cut short behind a number (12 sal.)."""
    if figure := _FIGURE.match(stop.token):
        return figure[1].lower() in rules.units
    counts = bool(COUNTED.search(stop.previous)) and stop.token.islower() and stop.token not in rules.openers
    return counts and bool(_COUNTED_STUB.match(stop.token))


def _opens_after_bracket(stop: Stop, rules: Rules) -> bool:
    """Tell whether a sentence without a full stop ends at a bracket, unless it is a dateline (MOSCOU (TASS) — Le)."""
    dash = stop.lead[:1] in ("-", *_DASHES)
    return not dash and opens_sentence(stop, rules) and not is_particle(stop, rules)


def _lacks_space(stop: Stop, rules: Rules) -> bool:
    """Tell whether a white space was forgotten after the stop, rather than a name or a number holding it."""
    numbered = stop.note and not stop.lead and stop.next[0].isdigit()
    if not numbered and stop.lead not in _TAGS and not _looks_like_a_start(stop, rules):
        return False
    token = stop.token
    if stop.closers or stop.mark in ")]" or (token and not token[-1].isalnum()):
        return True
    if not token or token in rules.exclaimed or stop.next.lower() in SUFFIXES:
        return False
    if stop.mark != "." or stop.lead in _TAGS or opens_sentence(stop, rules) or token.startswith(("www.", "//")):
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
    capitals = stop.token.isupper() and len(stop.token) > MOST_INITIALS and stop.next.isupper()
    return capitals and stop.after.isspace() and opens_sentence(stop, rules)
