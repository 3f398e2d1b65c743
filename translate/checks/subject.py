"""What a check looks at: a unit with its terms and what is known of its two languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.checks.languages.table import NEUTRAL, Language
from translate.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import TermMatch, Unit

HIDDEN = "\ue000"
"""A private character in the place of each one that is not prose: no rule about words or marks knows it."""

ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\"'’.,;:!?)\]…]|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}",
    re.IGNORECASE,
)
"""A URL or an e-mail address, without the marks of the sentence around it."""

_LETTERS = re.compile(r"[^\W\d_]+")
_NO_PROSE = re.compile(
    rf"{ADDRESS.pattern}|</?\d+/?>|\uff5f[^\uff60]*\uff60|\b[\w-]+(?:\.[a-z][\w-]*)*\.(?:com|org|net|ru|fr|int|gov|eu|io)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit under inspection. `source` and `target` are as long as the unit's, with what is not prose hidden."""

    unit: Unit
    terms: Sequence[TermMatch] = ()
    source_language: Language = NEUTRAL
    target_language: Language = NEUTRAL
    source: str = field(init=False)
    target: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", hide(self.unit.source))
        object.__setattr__(self, "target", hide(self.unit.target))


def hide(text: str) -> str:
    """Return `text` with addresses, tags and placeholders written over; offsets stay the same."""
    return _NO_PROSE.sub(lambda found: HIDDEN * len(found[0]), text)


@lru_cache(maxsize=64)
def list_words(text: str) -> tuple[str, ...]:
    """Return the runs of letters of a text, in order. Many checks ask for those of the same unit."""
    return tuple(_LETTERS.findall(text))


@lru_cache(maxsize=64)
def read_words(text: str) -> frozenset[str]:
    """Return the runs of letters of a text in lower case."""
    return frozenset(word.lower() for word in list_words(text))


def warn(check: str, message: str, span: tuple[int, int] = (0, 0), fix: str | None = None) -> Finding:
    """Return a finding of severity WARNING about `span` of the target."""
    return Finding(check, Severity.WARNING, message, *span, fix)
