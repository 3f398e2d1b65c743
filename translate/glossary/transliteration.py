"""Russian names in French spelling, put into the English of newsrooms.

French writes Russian letters as French readers sound them (ч is "tch", ш "ch", у "ou"). English newsrooms use a
simplified form of the BGN/PCGN romanisation of 1947 ("ch", "sh", "u", without marks for the hard and soft signs). The
rules here go from one to the other letter group by letter group; given names and names with a settled English form
come from lists. Nothing is touched without evidence that the name is Russian in French spelling.
"""

from __future__ import annotations

import re
from functools import cache

from translate.glossary import lexicon
from translate.glossary.folding import canonical

_VOWEL = "aeiouyéèëï"
_CONSONANT = "bcdfghjklmnpqrstvxz"
_TO_ENGLISH = {
    "chtch": "shch",
    "ttch": "tch",
    "tch": "ch",
    "ch": "sh",
    "dj": "dzh",
    "j": "zh",
    "ou": "u",
    "qu": "k",
    "é": "e",
    "è": "e",
    "ë": "yo",
}
_GROUPS = re.compile(
    rf"(?P<final_y>yï\b|(?<=tch)i\b)|(?P<start>\bi(?=[aeéou]))|(?P<glide>ï(?=[{_VOWEL}])|(?<=[ae])ï\b|(?<=ou)ï(?=[{_CONSONANT}]))|(?P<final>(?<=o)ï\b)|(?P<trema>ï)"
    rf"|(?P<hard>gu(?=[eéiï]))|(?P<double>(?<=[{_VOWEL}u])ss(?=[{_VOWEL}]))"
    rf"|(?P<kept>(?<=[rd])i(?=on)|i(?=oullin|enko\b)|(?<=[dg])i(?=ev\b)|(?<=im)i(?=ev\b)|(?<=al)i(?=ev\b)|(?<=[bcdgkpt]r)i(?=ev\b))"
    rf"|(?P<soft>(?<=[{_CONSONANT}])i(?=(?:ou|[aeo])[{_CONSONANT}]|aï))"
    r"|(?P<plain>chtch|ttch|tch|ch|dj|j|ou|qu|é|è|ë)"
)
_SURNAME = re.compile(
    r"[a-zï]{2}(?:tsyne|oulline?|oullina|[oe]v|[oe]va|[aeo]ïeva?|enko|tchouk|iouk|[oe]vitch|[oe]vski|skaïa|[^s]kine|khin[ae]?|tchk[ao]|mach)\b"
    r"|[a-zï]{3}[aeiouïlrnvmts]sk\b|iabr(?:ski|skaïa)?\b"
    r"|ttch|iïa\b|[a-z][gkvt]oï\b|tch(?:i|ine)\b|ou[a-zï]*(?:ski|skaïa|tch)\b|\b[lt]iou[a-z]{3}"
    r"|\btch\w*(?:ine|ine?a|ny|ski|oï|ïev)\b|\bkhr(?:ou|a|i|o)|choï|[oe]ïev|\bch[kmnptv]|\bjd"
)
"""Endings and letter groups that only Russian (or Ukrainian, Bulgarian) names have in French spelling."""
_SLAVIC_ENDING = re.compile(
    r"(?:[bdgjklmnrstvz]ine|skiï?|[ck]oï|noï|voï|yï|ouk|[aeiou]tch|tchi|tchik|[aeo]ï[aeo]?v?|tsev)\b"
)
_FRENCH_ONLY = re.compile(r"tch|\bch[kmnptv]|ou|ï|gu[eéiï]|j|ine\b|é|ss|ski\b")
_ENGLISH_ONLY = re.compile(r"sh|zh|sch|w|cz|sz|oo|sky\b|\by[aeou]|skiy\b|[^aeou]y[aeu]|iy")
_NOT_RUSSIAN = re.compile(r"eau|oux\b|ault|[çœqwèêôâû]|ouet|uill|ée\b|ette\b|elle\b|ck|th|[nv]oir")


def transliterate(name: str) -> str:
    """Return a Russian name in French spelling as English newsrooms write it; any other name as it is.

    `name` is one name of one or more words ("Sergueï Krikaliov"). A word is changed when a list knows it, or when the
    name as a whole gives evidence of being Russian: a given name of the list, an ending such as -enko or -aïev, a
    letter group such as "tch" or "khr". A name in English spelling already, or one with letters that no Russian name
    has in French, stays.
    """
    pieces = re.split(r"([ \u00a0\u202f-])", name)
    words = [canonical(piece) for piece in pieces]
    evident = is_russian(name)
    french = any(_FRENCH_ONLY.search(word.lower()) for word in words)
    result: list[str] = []
    for piece, word in zip(pieces, words, strict=True):
        settled = _settled(word, evident=evident)
        if settled is None and evident and _is_convertible(word, french=french):
            settled = _convert(word)
        result.append(piece if settled is None else settled)
    return "".join(result)


def is_russian(name: str) -> bool:
    """Say whether a name gives evidence of being Russian."""
    words = re.split(r"[ \u00a0\u202f-]", canonical(name))
    if any(word in lexicon.pairs("russian_names") or word in lexicon.pairs("russian_given") for word in words):
        return True
    if any(map(_is_russian_surname, words)):
        return True
    return words[0] in lexicon.pairs("russian_medium") and any(
        _SLAVIC_ENDING.search(word.lower()) for word in words[1:] if _NOT_RUSSIAN.search(word.lower()) is None
    )


@cache
def _is_russian_surname(word: str) -> bool:
    if word in lexicon.entries("given") or not word[:1].isupper() or not word[1:].islower():
        return False
    lowered = word.lower()
    return _SURNAME.search(lowered) is not None and _NOT_RUSSIAN.search(lowered) is None


def _settled(word: str, *, evident: bool) -> str | None:
    """Return the English form that a list gives, if any; names that others bear too wait for evidence."""
    for table in ("russian_names", "russian_given"):
        if word in lexicon.pairs(table):
            return lexicon.pairs(table)[word]
    if not evident:
        return None
    return lexicon.pairs("russian_medium").get(word) or lexicon.pairs("russian_weak").get(word)


def _is_convertible(word: str, *, french: bool) -> bool:
    """Say whether the letter rules may touch a word: "ch" tells French from English only beside other signs."""
    lowered = word.lower()
    return (
        word[:1].isupper()
        and word[1:].islower()
        and word not in lexicon.entries("given")
        and _NOT_RUSSIAN.search(lowered) is None
        and _ENGLISH_ONLY.search(lowered) is None
        and (french or "ch" not in lowered)
    )


def _convert(word: str) -> str:
    lowered = word.lower()
    lowered = re.sub(r"(?<=[a-zï]{2})([iy])ne\b", r"\1n", lowered)
    lowered = re.sub(r"ski\b", "sky", lowered)
    lowered = _GROUPS.sub(_in_english, lowered)
    return lowered[0].upper() + lowered[1:]


def _in_english(group: re.Match[str]) -> str:
    match group.lastgroup:
        case "final_y" | "start" | "glide" | "final" | "soft":
            return "y"
        case "kept":
            return "i"
        case "trema":
            return "i"
        case "hard":
            return "g"
        case "double":
            return "s"
    return _TO_ENGLISH[group[0]]
