"""The table that a language fills in for the checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Notation, typography and the few words of a language that checks rely on.

    `point` is the decimal sign and `group` the character between thousands (any blank counts besides). `numerals` maps
    number words, in lower case, to their values; `scales` the words that multiply a figure in front of them.
    `fractions` are patterns with a `number` and a `unit`, each with what the number is multiplied by and what is added
    ("une heure et demie"); `shares` maps words for shares to percentages. `months` and `weekdays` map names and
    abbreviations to numbers from 1; `ambiguous` are those of them that are also other words.
    `units` maps what stands behind a figure to the keys of `measures.UNITS`. `function_words` are frequent words that
    hardly any other language shares. `repeats` are words that may stand twice in a row, `repeat_errors` those that
    never may. `quotes` are the language's own pairs, `foreign_quotes` those that it never uses. `spaced_marks` are
    the marks with a space before them. `idle_figures` is a pattern for figures that say no number (24 h sur 24).
    """

    tag: str
    point: str = ""
    group: str = ""
    numerals: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    fractions: tuple[tuple[str, float, float], ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    months: Mapping[str, float] = field(default_factory=dict)
    weekdays: Mapping[str, float] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    function_words: frozenset[str] = frozenset()
    repeats: frozenset[str] = frozenset()
    repeat_errors: frozenset[str] = frozenset()
    quotes: tuple[str, str] = ("", "")
    foreign_quotes: str = ""
    spaced_marks: str | None = None
    idle_figures: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a table for this language."""
        return self.spaced_marks is not None


NEUTRAL = Language("")
"""What is known of a language without a table: nothing."""


def pairs(text: str) -> dict[str, float]:
    """Return {word: value} for "word=value" between blanks."""
    return {word: float(value) for word, value in (pair.split("=") for pair in text.split())}


def words(text: str) -> frozenset[str]:
    """Return the words between blanks."""
    return frozenset(text.split())


def spread(units: dict[str, str], phrases: tuple[str, ...]) -> dict[str, str]:
    """Return {surface: unit} for rows {unit: surfaces between blanks}; `phrases` are the surfaces with blanks."""
    table: dict[str, str] = {}
    for unit, row in units.items():
        surfaces = row
        for phrase in phrases:
            if f" {phrase} " in f" {surfaces} ":
                table[phrase] = unit
                surfaces = f" {surfaces} ".replace(f" {phrase} ", " ")
        table.update(dict.fromkeys(surfaces.split(), unit))
    return table


@cache
def find_language(tag: str) -> Language:
    """Return the table of a BCP 47 tag, that of its primary language, or the neutral one."""
    from translate.checks.languages.english import ENGLISH
    from translate.checks.languages.french import FRENCH

    tables = {table.tag: table for table in (ENGLISH, FRENCH)}
    return tables.get(tag.partition("-")[0].lower(), NEUTRAL)
