"""What the sentence splitter knows about a language: plain data that a caller may extend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from translate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "ru")
"""The languages with a table of their own in `translate.segmentation.languages`."""
LONGEST = 30
"""The most characters of an exception: more than the splitter looks back, less the word before it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The words whose full stop needs thought, by what the stop can mean.

    Abbreviations are written without their last full stop. An entry in small letters matches any case, an entry with
    a capital matches only as it stands (`M` is Monsieur, `m` a metre).

    `leading`: stands before a name, never ends a sentence (M., Dr).
    `inner`: ends a sentence only before an opener (env., Inc.).
    `closing`: ends a sentence before any capital (etc.).
    `numbered`: an abbreviation only before a number, and then never the end (p. 12, art. 5).
    `units`: an abbreviation only after a number (450 km.); ends a sentence before any capital.
    `months`: an abbreviation only beside a number (12 janv. 1969); ends a sentence before an opener.
    `openers`: words that, with a capital, nearly always open a sentence: articles, pronouns, conjunctions, adverbs.
    `elisions`: openers that lose their vowel before an apostrophe (l', qu').
    `particles`: openers that may also open a family name (Le, De): no opener after an initial.
    `continuing`: words with a capital that go on after a closing abbreviation or a unit (9 a.m. Tuesday, 9 a.m. GMT).
    `articles`: what needs a noun behind it, so that no sentence consists of one and a word cut short.
    `subunits`: nouns of the parts into which a unit is divided (2 min. 30 secondes): none opens a sentence there.
    `predicates`: verbs of which no sentence consists without a subject, so that none opens with one in small letters.
    `lone_words`: words of one small letter, which are no initials (il y a).
    `exclaimed`: names that end in `!` or `?` (Yahoo!).
    `headings`: abbreviations that head their sentence where they open it (PS., NDLR.).
    `labels`: words that, with a number, head what follows (Chapitre 3. Le retour).
    `opening_marks`, `closing_marks`: quotation marks that open or close in this language.
    `ordinal_dot`: a full stop after a number makes an ordinal (German "3. Oktober").
    `small_start`: a full stop ends a sentence even before a small letter, unless an abbreviation explains it.
    """

    leading: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    continuing: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    subunits: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    lone_words: frozenset[str] = frozenset()
    exclaimed: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    opening_marks: str = "«“„‘‚‹"
    closing_marks: str = "»”’›"
    ordinal_dot: bool = False
    small_start: bool = False

    def extended(
        self,
        *,
        leading: frozenset[str] = frozenset(),
        inner: frozenset[str] = frozenset(),
        closing: frozenset[str] = frozenset(),
        exclaimed: frozenset[str] = frozenset(),
    ) -> Rules:
        """Return these rules with more abbreviations: the place for a project's own exceptions."""
        return replace(
            self,
            leading=self.leading | leading,
            inner=self.inner | inner,
            closing=self.closing | closing,
            exclaimed=self.exclaimed | exclaimed,
        )


def with_exceptions(
    rules: Rules, *, abbreviations: Sequence[object] = (), titles: Sequence[object] = (), names: Sequence[object] = ()
) -> Rules:
    """Return `rules` with a project's own exceptions, lists as a settings file holds them.

    `abbreviations` (env., Inc.) end a sentence only before a word that opens one; `titles` (Mgr, cf.) never do; `names`
    end in `!` or `?` themselves (Yahoo!). Each may be written with its last mark or without it. Raises
    ConfigurationError for anything else than a word or a few.
    """
    return rules.extended(
        inner=_entries("abbreviations", abbreviations, "."),
        leading=_entries("titles", titles, "."),
        exclaimed=_entries("names", names, "!?"),
    )


def _entries(key: str, values: Sequence[object], marks: str) -> frozenset[str]:
    entries = set()
    for value in values:
        entry = " ".join(value.split()).rstrip(marks) if isinstance(value, str) else ""
        if not any(character.isalnum() for character in entry) or len(entry) > LONGEST:
            remedy = f"Write a short one, such as {'Yahoo!' if key == 'names' else 'env.'}"
            raise ConfigurationError(f"{value!r} in segmentation.{key} is no abbreviation or name", remedy=remedy + ".")
        entries.add(entry)
    return frozenset(entries)


def words(table: str) -> frozenset[str]:
    """Return the words of `table`, which are separated by white space; a `~` in a word stands for a space."""
    return frozenset(word.replace("~", " ") for word in table.split())


@cache
def rules_for(language: str) -> Rules:
    """Return the rules of `language` (BCP 47, region and script ignored), the generic ones for an unknown language."""
    primary = language.replace("_", "-").split("-", 1)[0].casefold()
    name = primary if primary in LANGUAGES else "generic"
    rules: Rules = import_module(f"translate.segmentation.languages.{name}").RULES
    return rules
