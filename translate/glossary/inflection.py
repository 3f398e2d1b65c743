"""French number: the plural spellings of a common-noun term, and whether an invariable noun stands in the plural.

Rules after any school grammar: -s, -x and -z do not change; -al gives -aux; -eau, -au, -eu take -x; the rest takes -s.
Where nouns of one ending go both ways (bals, travaux, pneus, bijoux) both spellings are made: one of them is no word
and stands in no text.
"""

from __future__ import annotations

import re
from itertools import product

from translate.glossary import lexicon

_PIECES = re.compile(r"([ \-'’ʼ\u00a0\u202f\u2011])")
_WORD_BEFORE = re.compile(r"(\w+)[\s\u00a0\u202f]*$")
_UNSAFE = re.compile(
    r"(?:s|z|ic|al|ous|ory|ive|[ai]ble|ful|less|ish|[ae]nt|ary|ed|ing|ware|ment|ness|borne|free|based|men)$"
)
_FREE_WORDS = 3


def pluralise(word: str) -> tuple[str, ...]:
    """Return the possible plural spellings of one French word; the word itself when it does not change."""
    if word.endswith(("s", "x", "z")):
        return (word,)
    if word.endswith("al"):
        return (word[:-2] + "aux", word + "s")
    if word.endswith("ail"):
        return (word + "s", word[:-2] + "ux")
    if word.endswith("eau"):
        return (word + "x",)
    if word.endswith(("au", "eu", "ou")):
        return (word + "x", word + "s")
    return (word + "s",)


def pluralise_english(phrase: str) -> str:
    """Return the regular English plural of a target whose row gives none; the target itself where that is unsafe.

    Unsafe are plurals and mass nouns, acronyms, and endings that adjectives share ("asymptomatic", "airborne").
    """
    head, link, tail = re.fullmatch(r"(.*?)((?: of | in | for |-of-|$))(.*)", phrase, re.DOTALL).groups()  # type: ignore[union-attr]
    last = re.split(r"[\s-]", head)[-1]
    if not last.isalpha() or not last.islower() or last in lexicon.entries("english_mass") or _UNSAFE.search(last):
        return phrase
    if re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ie"
    elif head.endswith(("ch", "sh", "x")):
        head += "e"
    return f"{head}s{link}{tail}"


def inflect(phrase: str) -> dict[str, bool]:
    """Return the spellings of a noun phrase besides itself, each with whether its head noun is in the plural.

    The head is what comes before the first linking word. Its words agree in any mixture, since noun and noun
    ("moteurs fusée") and hasty writing ("engins spatial") leave some in the singular; above three words only all of
    them or the first alone. What follows the link may take the plural on its own ("lanceur de satellites").
    """
    pieces = _PIECES.split(phrase)
    words = pieces[::2]
    link = _first_link(words)
    head = [place for place in range(link) if _is_inflectable(words[place], first=place == 0)]
    tail = [place for place in range(link, len(words)) if _is_inflectable(words[place], first=False)]
    forms: dict[str, bool] = {}
    for heads, tails in product(_choices(head), _choices(tail)):
        chosen = heads | tails
        for spellings in product(*(pluralise(words[place]) for place in sorted(chosen))):
            changed = dict(zip(sorted(chosen), spellings, strict=True))
            spelt = [changed.get(place, word) for place, word in enumerate(words)]
            form = "".join(piece for pair in zip(spelt, [*pieces[1::2], ""], strict=True) for piece in pair)
            if form != phrase:
                forms.setdefault(form, bool(heads))
    return forms


def is_invariable(phrase: str) -> bool:
    """Say whether the first noun of `phrase` is spelt alike in the singular and the plural ("corps", "processus")."""
    words = _PIECES.split(phrase)[::2]
    return all(pluralise(word) == (word,) for word in words[: _first_link(words)])


def stands_in_plural(text: str, start: int) -> bool:
    """Say whether the word before offset `start` asks for a plural: "les", "plusieurs", "trois", "12"."""
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before is None:
        return False
    word = before[1].lower()
    return word in lexicon.entries("plural_before") or (word.isdecimal() and int(word) > 1)


def _first_link(words: list[str]) -> int:
    """Return the place of the first linking word that does not open a phrase, or the end of the phrase."""
    links = lexicon.entries("links")
    return next((place for place, word in enumerate(words) if place and word.lower() in links), len(words))


def _choices(places: list[int]) -> list[frozenset[int]]:
    if len(places) > _FREE_WORDS:
        return [frozenset(), frozenset(places[:1]), frozenset(places)]
    count = len(places)
    return [frozenset(place for bit, place in enumerate(places) if mask >> bit & 1) for mask in range(1 << count)]


def _is_inflectable(word: str, *, first: bool) -> bool:
    if not word.isalpha() or len(word) < 2 or word.lower() in lexicon.entries("links"):
        return False
    return word.islower() or (first and word[1:].islower())
