"""Names that no row covers: found by their capitals and carried over, Russian ones in English transliteration.

French capitalises little, so a capital inside a sentence nearly always marks a name. At the start of a sentence, in
a headline with capitals throughout, after a colon or an opening quote it says nothing: there a word must give other
evidence.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.glossary import lexicon
from translate.glossary.boundaries import find_addresses
from translate.glossary.ordinary import PEOPLE, is_ordinary, looks_french
from translate.glossary.people import is_given, is_shared
from translate.glossary.tokens import Capitals, Shape, Token, read_capitals, tokenise
from translate.glossary.transliteration import is_russian, transliterate
from translate.model import CaseRule, Term, TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_GLUE = re.compile(r"[ \u00a0\u202f]")
_GLUE_ELIDED = re.compile(r"[ \u00a0\u202f]d['’]")
_FOREIGN = re.compile(r"[kwøöüåñćčšžłğıōū]|sh|th(?![éè])|oo|ee|zz|[^aeiouyé]y[^aeioumnpst]")
_HYPHEN = re.compile(r"[-‐‑]")
_PLURAL = frozenset({"les", "des", "aux", "ces", "nos", "vos", "leurs", "deux", "trois", "plusieurs"})
_CLOCK = re.compile(r"\d{1,2}[hH]\d{0,2}|J[-+]\d+|\d+[MK]")
_INITIAL = re.compile(r"(?<!\w)[A-ZÀ-Þ]\.[ \u00a0\u202f]?\Z")
_APOSTROPHES = ("'", "’")
_SHORT = 3
"""Letters up to which an ordinary word is likely part of the name behind it: "Min Aung Hlaing", "Le Figaro"."""
_ARTICLES = frozenset({"Le", "La", "Les"})
_GERMANIC = frozenset({"von", "van", "der", "den", "ter", "ten", "zu", "zur"})
_ROMANCE = frozenset({"de", "du", "des", "la", "le"})


class NameFinder:
    """Finds names; `seen` maps words known as names from elsewhere in an article to their English form."""

    def __init__(self, seen: Mapping[str, str] | None = None) -> None:
        self.seen = dict(seen or {})

    def find(self, text: str, covered: Sequence[TermMatch] = ()) -> tuple[TermMatch, ...]:
        """Return the names in the gaps that `covered`, matches in order, leave in `text`; each has the kind NAME."""
        tokens, capitals = _read(text)
        blocked = sorted([*find_addresses(text), *((match.start, match.end) for match in covered)])
        names: list[TermMatch] = []
        for run in _split(tokens, blocked):
            names += self._find_in_run(text, run, capitals)
        return tuple(names)

    def _find_in_run(self, text: str, tokens: list[Token], capitals: Capitals) -> Iterator[TermMatch]:
        place = behind = 0
        while place < len(tokens):
            if not self._begins(text, tokens, place, capitals):
                place += 1
                continue
            first = place
            while first > behind and _is_particle_of(text, tokens[first - 1], tokens[first]):
                first -= 1
            place = behind = place + _measure(text, tokens, place)
            yield self._match(text, tokens[first].start, tokens[place - 1].end)

    def _begins(self, text: str, tokens: list[Token], place: int, capitals: Capitals) -> bool:
        token = tokens[place]
        word = token.text
        if token.shape in (Shape.LOWER, Shape.NUMBER) or len(word) < 2:
            return False
        paired = _is_paired(text, tokens, place)
        stopped = is_stopped(word) and not (paired and is_given(word))  # "Florence Parly" is no town
        if stopped or token.shape is Shape.DESIGNATION or capitals is Capitals.ALL:
            return token.shape is Shape.DESIGNATION and not stopped
        if token.shape is Shape.ACRONYM:
            return not (word.isupper() and len(word) >= 4 and is_ordinary(word))
        if word in self.seen or is_russian(word):
            return True
        if token.opening or capitals is Capitals.TITLE:
            # "Photo : S. Corvaja": behind an initial stands a surname, in a line of capitals, too.
            initial = _INITIAL.search(text[max(0, token.start - 4) : token.start]) and not is_ordinary(word)
            # What the place explains is the capital of the elision: "L'Unesco".
            elided = capitals is Capitals.SENTENCE and text[token.start - 1 : token.start] in _APOSTROPHES
            return bool(initial or (elided and not looks_french(word))) or _begins_opening(
                word, paired=paired and capitals is not Capitals.TITLE
            )
        return _begins_inside(text, tokens, place, paired=paired)

    def _match(self, text: str, start: int, end: int) -> TermMatch:
        surface = text[start:end]
        plain = write_plainly(surface)
        form = transliterate(plain)
        if form == plain:
            words = plain.split(" ")
            # A given name that others bear too tells nothing of another person: Alexandre Dumas, Alexandre Volkov.
            form = " ".join(word if is_shared(word) and len(words) > 1 else self.seen.get(word, word) for word in words)
        return TermMatch(start, end, surface, Term(surface, form, TermKind.NAME, case=CaseRule.EXACT), form)


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[list[Token], Capitals]:
    """Return the tokens of a text, and how it uses capitals; of an article's texts both are asked for twice."""
    tokens = tokenise(text)
    return tokens, read_capitals(tokens)


def write_plainly(surface: str) -> str:
    """Return a name with ordinary blanks and hyphens, as English text has them."""
    return _HYPHEN.sub("-", " ".join(surface.split()))


def is_stopped(word: str) -> bool:
    """Say whether a capitalised word is no name to carry over: exonyms, peoples, months, titles, times of day."""
    exonyms = lexicon.entries("exonyms")
    parts = [] if any(map(str.isdigit, word)) else _HYPHEN.split(word)  # An-124 is no An
    if word in exonyms or word in lexicon.entries("titles") or any(part in exonyms for part in parts):
        return True
    return (
        word.lower() in lexicon.entries("months")
        or PEOPLE.fullmatch(word) is not None
        or _CLOCK.fullmatch(word) is not None
    )


def _begins_opening(word: str, *, paired: bool) -> bool:
    """Judge a word whose place explains its capital: only a foreign look, or a name beside it, makes it one."""
    if is_given(word):
        return paired
    return not looks_french(word) and (paired or _FOREIGN.search(word.lower()) is not None)


def _begins_inside(text: str, tokens: list[Token], place: int, *, paired: bool) -> bool:
    """Judge a capital that its place does not explain: a name, unless the word is an ordinary one."""
    word = tokens[place].text
    if not paired and word.endswith(("s", "x")) and place and tokens[place - 1].text.lower() in _PLURAL:
        return False  # "les Kényans", "les Perséides": peoples, islands and the like have English plurals
    if is_given(word) or not is_ordinary(word) or _follows_carrier(text, tokens, place):
        return True
    if not paired:
        return False
    following = tokens[place + 1].text
    if len(word) <= _SHORT and not is_ordinary(following):
        return word in _ARTICLES or word.lower() not in lexicon.entries("grammar")
    english = lexicon.entries("english_words")
    return not looks_french(word) or (word in english and (following in english or not is_ordinary(following)))


def _measure(text: str, tokens: list[Token], place: int) -> int:
    """Return how many tokens make the name that begins at `place`."""
    length = 1
    personal = is_given(tokens[place].text)
    while place + length < len(tokens):
        left, right = tokens[place + length - 1], tokens[place + length]
        if not personal and is_given(right.text) and _is_paired(text, tokens, place + length):
            break  # a person begins here: "RKTs Progress Ravil Akhmetov" are two names
        if _continues(text, left, right, personal=personal):
            length += 1
            continue
        bridge = _bridge(text, tokens, place + length, personal=personal)
        if not bridge:
            break
        length += bridge
    return length


def _continues(text: str, left: Token, right: Token, *, personal: bool) -> bool:
    glued = _GLUE.fullmatch(text, left.end, right.start) or (
        personal and _GLUE_ELIDED.fullmatch(text, left.end, right.start)
    )
    if not glued or right.opening:
        return False
    if right.text.lower() in lexicon.entries("grammar") and not (personal and right.text.lower() in _ROMANCE):
        return False
    if right.shape is Shape.NUMBER:
        return not right.text[0].isdigit() and right.text.isupper()
    if right.shape in (Shape.ACRONYM, Shape.DESIGNATION):
        return not is_stopped(right.text)
    return right.shape is Shape.CAPITALISED and len(right.text) > 1 and not is_stopped(right.text)


def _bridge(text: str, tokens: list[Token], place: int, *, personal: bool) -> int:
    """Return how many tokens one or two particles and the capitalised word behind them take, or 0.

    "von", "van der", "ben", "and" join any two capitalised words; "de", "du", "la" only after a given name.
    """
    for count in (1, 2):
        chain = tokens[place - 1 : place + count + 1]
        if len(chain) < count + 2:
            return 0
        *_, right = chain
        between = {token.text for token in chain[1:-1]}
        if not between <= lexicon.entries("particles") or (not personal and between & _ROMANCE):
            return 0
        if any(not _GLUE.fullmatch(text, one.end, two.start) for one, two in itertools.pairwise(chain)):
            return 0
        if right.shape is Shape.CAPITALISED:
            return 0 if is_stopped(right.text) or right.opening else count + 1
    return 0


def _is_particle_of(text: str, left: Token, right: Token) -> bool:
    """Say whether a surname begins with the small word before it, as in "le prix van der Waals"."""
    return left.text in _GERMANIC and _GLUE.fullmatch(text, left.end, right.start) is not None


def _is_paired(text: str, tokens: list[Token], place: int) -> bool:
    if place + 1 >= len(tokens):
        return False
    personal = is_given(tokens[place].text)
    return _continues(text, tokens[place], tokens[place + 1], personal=personal) or (
        _bridge(text, tokens, place + 1, personal=personal) > 0
    )


def _follows_carrier(text: str, tokens: list[Token], place: int) -> bool:
    before = tokens[place - 1] if place else None
    return (
        before is not None
        and before.text in lexicon.entries("carriers")
        and _GLUE.fullmatch(text, before.end, tokens[place].start) is not None
    )


def _split(tokens: list[Token], blocked: list[tuple[int, int]]) -> Iterator[list[Token]]:
    """Yield the runs of tokens between the spans that are taken."""
    run: list[Token] = []
    place = 0
    for token in tokens:
        passed = place
        while place < len(blocked) and blocked[place][1] <= token.start:
            place += 1
        if run and place > passed:
            yield run
            run = []
        if place == len(blocked) or token.end <= blocked[place][0]:
            run.append(token)
    if run:
        yield run
