"""The surface of news: quotes, spaces, brackets, captions and full stops, varied so that none surprises the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.pairs import Pair

if TYPE_CHECKING:
    import random

_QUOTED = re.compile(r"«[ \u00a0\u202f]*([^«»]*?)[ \u00a0\u202f]*»|“([^“”]*)”|\"([^\"]*)\"")
_QUOTES = (("« ", " »"), ("«\u00a0", "\u00a0»"), ("«", "»"), ("“", "”"), ('"', '"'))
_BEFORE_HIGH = re.compile(r"(?<=[\w｠»)%])[ \u00a0\u202f]?([:;!?])(?=\s|$|»)")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=[\w｟])")
_CAPTIONS = (
    ("Photo : ", "Photo: "),
    ("Image : ", "Image: "),
    ("Crédit : ", "Credit: "),
    ("(Crédits : {})", "(Credits: {})"),
)


def restyle(pair: Pair, rng: random.Random) -> Pair:
    """Return a pair with another typography: quotes, apostrophes and spaces of the French, marks of both sides.

    Only the French side's quotes, apostrophes and spaces change: the English keeps straight ones. An unbalanced
    bracket, a missing full stop and a caption's label are put on both sides alike.
    """
    french = _spaces(_apostrophes(_quotes(pair.french, rng), rng), rng)
    draw = rng.random()
    if draw < 0.15:
        return _bracket(Pair(french, pair.english), rng)
    if draw < 0.4 and french.endswith(".") and pair.english.endswith(".") and not french.endswith(".."):
        return Pair(french[:-1], pair.english[:-1])
    if draw < 0.45:
        return _caption(Pair(french, pair.english), rng)
    return Pair(french, pair.english)


def _quotes(text: str, rng: random.Random) -> str:
    opening, closing = rng.choice(_QUOTES)
    return _QUOTED.sub(lambda found: opening + next(g for g in found.groups() if g is not None) + closing, text)


def _apostrophes(text: str, rng: random.Random) -> str:
    return _APOSTROPHE.sub(rng.choice(("'", "’")), text)


def _spaces(text: str, rng: random.Random) -> str:
    space = rng.choice(("", " ", "\u00a0", "\u202f"))
    return _BEFORE_HIGH.sub(lambda found: space + found[1], text)


def _bracket(pair: Pair, rng: random.Random) -> Pair:
    before, after = rng.choice((("[", ""), ("", "]"), ("[", "]"), ("(", ")")))
    return Pair(before + pair.french + after, before + pair.english + after)


def _caption(pair: Pair, rng: random.Random) -> Pair:
    french, english = rng.choice(_CAPTIONS)
    if "{}" in french:
        return Pair(french.format(pair.french), english.format(pair.english))
    return Pair(french + pair.french, english + pair.english)
