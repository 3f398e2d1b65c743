"""A stop with what stands around it, and what can be said of the word that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from translate.segmentation.rules import Rules

SUFFIXES = frozenset(
    ("com", "fr", "org", "net", "ru", "eu", "int", "gov", "edu", "info", "io", "js", "py", "md", "html", "pdf", "jpg")
)
"""What may follow a full stop in a name, so that `Space.Com` is no missing space."""
_NAME_STEMS = ("d", "m", "n")
"""What stands before the apostrophe of a name: d'Arvor, M'Bappé, N'Diaye."""
_SPACES = (" ", "\u00a0", "\u202f")


class Stop(NamedTuple):
    """A stop and what stands around it.

    `mark` is the run of stops, or a closing bracket without one; `token` the word or the closing mark it touches, ""
    when it touches none; `previous` the word before that; `first`, whether `token` opens its sentence; `closers` the
    closing marks after the stop; `glued`, whether no white space follows them; `lead` the marks before the next word,
    without white space at their start; `next` that word with its apostrophe, a digit, or U+FFFC for text that is not
    prose; `after` the character behind it; `beyond` the first character of the word after it. `note` tells whether a
    group that stands as a sentence of its own closes here; `labelled`, whether `previous` opens the sentence.
    `counted` is the noun in small letters, the unit or the sign behind the number that follows, "" for none; `listed`
    tells whether the token is a number whose list has begun in the same sentence (`1. Nantes, 2. Brest`);
    `named`, whether a name in quotation marks follows after which the sentence goes on.
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
    listed: bool
    named: bool


def opens_sentence(stop: Stop, rules: Rules) -> bool:
    """Tell whether the next word, with its capital, nearly always opens a sentence: an opener or a caption's label."""
    word = stop.next
    if not word[0].isupper():
        return False
    if len(word) > 2 and (stop.after == ":" or (stop.after in _SPACES and stop.beyond == ":")):
        return True
    if word[-1] in "'’":
        stem = word[:-1].lower()
        return stem in rules.elisions and not (stem in _NAME_STEMS and stop.after.isupper())
    initial = len(word) == 1 and stop.after == "."  # С. И. Иванов, S. A.
    return word.lower() in rules.openers and not initial


def is_particle(stop: Stop, rules: Rules) -> bool:
    """Tell whether the next word is the Le of a name such as Le Goff, not the Le of a sentence."""
    return stop.next.lower() in rules.particles and stop.after.isspace() and stop.beyond.isupper()
