r"""Our own rules as SRX, as far as two patterns around a place can say them.

What they cannot say: which bracket or quotation mark closes which (a sentence never ends inside brackets that belong
to a longer one), how far into a sentence a place is, and what is protected. Character classes are spelled out, since
`\s` and `\b` leave out narrow spaces and accents in some programs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.segmentation.srx import Srx, SrxRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translate.segmentation.rules import Rules

_SPACE = r"[\s\u00a0\u202f]+"
_MAYBE = r"[\s\u00a0\u202f]*"
_EDGE = r"(?<![\p{L}\p{N}.-])"
_WORD_END = r"(?![\p{L}\p{N}])"
_OPENING = r"[\"'(\[{—–\-¿¡«“„‘‹\s\u00a0\u202f]*"
_CLOSING = r"(?:[ \u00a0\u202f]?[»”]|[)\]}\"’›*_])*"
_NOTE = r"(?:\[[0-9]{1,3}\]|\([0-9]{1,2}\)|[¹²³⁰-⁹]+)*"
_OMISSION = r"[\[(](?:\.\.\.|…)[\])]"
_NO_NAME = r"(?![\p{L}]+[.@/_\\(][\p{L}\p{N}])(?!(?:Com|Fr|Org|Net|Ru|Io|Js|Py)(?![\p{L}]))"
_ROMAN = r"[IVXLC]{1,7}(?![\p{L}])"
_SHORTENED = (
    r"(?:[^\Waeiouyàâäáéèêëíîïóôöúùûüα-ω\d_]+|\p{L}*[bcdfgkptv][rl]|\p{Ll}+[jv]|"
    r"[0-9]{1,2}|[0-9]+(?:er?|re|ère|ème|nde?))"
)


def export_srx(language: str, rules: Rules) -> Srx:
    """Return the rules of a language (a BCP 47 tag) as an SRX file with one list, mapped to it and its regions."""
    primary = language.replace("_", "-").split("-", 1)[0]
    name = primary.lower()
    pattern = f"[{primary[0].upper()}{primary[0].lower()}][{primary[1].upper()}{primary[1].lower()}].*"
    return Srx({name: tuple(_rules(rules))}, ((pattern, name),), cascade=True)


def _rules(rules: Rules) -> Iterable[SrxRule]:
    opener = _opener(rules)
    start = rf"{_SPACE}(?:{_OMISSION}{_SPACE})?{_OPENING}[\p{{Lu}}\p{{Lt}}\p{{N}}]"
    small = rf"{_SPACE}{_OPENING}[\p{{Ll}}\p{{N}}]"
    number = rf"{_SPACE}(?:[0-9]|{_ROMAN}|\p{{Ll}})"
    yield SrxRule(False, r"^[\s\u00a0\u202f]*(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[IVXLC]{1,7}|\p{L})\.", _SPACE)
    yield SrxRule(False, _OMISSION, _SPACE)
    yield SrxRule(False, rf"[!?]{_CLOSING}", rf"{_SPACE}{_OPENING}\p{{Ll}}")
    yield SrxRule(False, rf"(?:…|\.\.+){_CLOSING}", small)
    if rules.exclaimed:
        yield SrxRule(False, rf"{_EDGE}{_any(rules.exclaimed)}[!?]", rf"(?!{opener}){_SPACE}")
    yield SrxRule(False, rf"{_EDGE}{_any(rules.leading)}\.", _SPACE)
    if rules.headings:
        yield SrxRule(False, rf"^{_OPENING}{_any(rules.headings)}\.", _SPACE)
    yield SrxRule(False, rf"{_EDGE}{_any(rules.numbered)}\.", number)
    yield SrxRule(True, rf"{_EDGE}{_any(rules.closing)}\.{_CLOSING}", rf"{_SPACE}{_OPENING}\p{{Lu}}")
    yield SrxRule(False, rf"{_EDGE}{_any(rules.closing)}\.", _SPACE)
    yield SrxRule(False, rf"(?:[0-9]{_MAYBE}){_any(rules.units)}\.", small)
    months = _any(rules.months) if rules.months else r"(?!)"
    beside = rf"(?:[0-9]{_SPACE}{months}|{_EDGE}{months}(?=\.{_SPACE}[0-9]))"
    particle = rf"{_SPACE}(?:{_alternatives(word.capitalize() for word in rules.particles)}){_SPACE}\p{{Lu}}"
    initial = rf"{_EDGE}(?:\p{{L}}\.-?)?\p{{Lu}}[a-z]?\."
    named = _any(rules.labels)
    numbered = rf"^{_MAYBE}{named}{_SPACE}(?:[0-9]{{1,4}}[a-z]?|[IVXLC]{{1,7}})"
    yield SrxRule(False, rf"(?:{numbered}|[:;]{_SPACE}(?:1|I|A|a))\.", _SPACE)
    yield SrxRule(True, rf"(?:°{_MAYBE}|(?<![\p{{L}}]){named}{_SPACE})\p{{Lu}}\.", start)
    if rules.particles:
        yield SrxRule(False, initial, particle)
    for abbreviation in (
        rf"{_EDGE}{_any(rules.inner)}\.",
        rf"{beside}\.",
        rf"{_EDGE}(?:\p{{L}}{{1,4}}\.-?){{1,3}}\p{{L}}{{1,2}}\.",
        initial,
    ):
        yield SrxRule(True, abbreviation + _CLOSING, rf"{_SPACE}{_OPENING}{opener}")
        yield SrxRule(False, abbreviation, _SPACE)
    if rules.articles:
        article = _alternatives(word.capitalize() for word in rules.articles)
        noun = rf"^{_OPENING}(?:{article})(?:(?<=')|{_SPACE})\p{{L}}{{2,}}[^\Weé\d_]\."
        yield SrxRule(False, noun, rf"{_SPACE}\p{{Ll}}")
    if rules.ordinal_dot:
        yield SrxRule(False, rf"{_EDGE}[0-9]{{1,2}}\.", _SPACE)
    yield from _boundaries(rules, opener, start)


def _boundaries(rules: Rules, opener: str, start: str) -> Iterable[SrxRule]:
    yield SrxRule(True, rf"[.!?…]+(?:[ \u00a0\u202f]?[!?…]+)*{_CLOSING}{_NOTE}", start)
    if rules.small_start:
        yield SrxRule(False, rf"{_EDGE}{_SHORTENED}\.", rf"{_SPACE}\p{{Ll}}")
        if rules.predicates:
            yield SrxRule(False, r"\.", rf"{_SPACE}(?:{_alternatives(rules.predicates)}){_SPACE}")
        yield SrxRule(False, rf"{_EDGE}[0-9][0-9.,]*{_any(rules.units)}\.", rf"{_SPACE}\p{{Ll}}")
        yield SrxRule(True, r"[\p{L}\p{N})\]\"»”]\.", rf"{_SPACE}(?:[-•*^(]+{_SPACE})*\p{{Ll}}")
    word = r"(?:(?<![\p{L}\p{N}])\p{L}\p{Ll}+|[0-9]{2,}|[»”\")\]])"
    capital = rf"[«“]?{_MAYBE}\p{{Lu}}(?:[\p{{Ll}}'’]|{_SPACE})"
    yield SrxRule(True, rf"{word}(?:[.…]|[ \u00a0\u202f]?[!?])[)\]*]*", _NO_NAME + capital)
    yield SrxRule(True, r"[.!?…][)\]]", rf"{_MAYBE}\p{{Lu}}")
    yield SrxRule(True, r"^\[(?:[^\[\]\s]+\s+){2,}[^\[\]\s]+\]", rf"{_MAYBE}\p{{Lu}}")
    yield SrxRule(True, r"[)\]]", rf"{_SPACE}{opener}")
    yield SrxRule(True, r"[。！？｡]", r"")


def _opener(rules: Rules) -> str:
    """Return a pattern for a word that nearly always opens a sentence."""
    words = _alternatives(word[0].upper() + word[1:] for word in rules.openers)
    elided = _alternatives(word[0].upper() + word[1:] for word in rules.elisions)
    choices = [f"(?:{words}){_WORD_END}"] if rules.openers else []
    choices += [f"(?:{elided})['’]"] if rules.elisions else []
    choices.append(r"\p{Lu}\p{L}{2,}[ \u00a0\u202f]?:")
    return f"(?:{'|'.join(choices)})"


def _any(words: frozenset[str]) -> str:
    """Return a pattern for abbreviations: those in small letters in any case, those with a capital as they stand."""
    exact = _alternatives(word for word in words if not word.islower())
    loose = _alternatives(word for word in words if word.islower())
    choices = [f"(?i:{loose})"] if loose else []
    choices += [exact] if exact else []
    return f"(?:{'|'.join(choices)})" if choices else r"(?!)"


def _alternatives(words: Iterable[str]) -> str:
    """Return the alternatives of a pattern, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.sub(r"([.&/()+*?])", r"\\\1", word).replace(" ", _SPACE) for word in ordered)
