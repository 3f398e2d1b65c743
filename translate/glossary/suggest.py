"""What a glossary for these articles still lacks: names and recurring phrases that no row covers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary import lexicon
from translate.glossary.finder import read_names
from translate.glossary.folding import strip_accents
from translate.glossary.index import stem
from translate.glossary.lookalikes import Likeness, compare_names, group_key
from translate.glossary.names import NameFinder
from translate.glossary.transliteration import transliterate
from translate.model import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from translate.model import TermMatch
    from translate.protocols import TermPolicy

_LONGEST = 4
_PIECE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that might deserve a row.

    `source` is its commonest spelling, `target` a proposal ("" where there is none), `kind` NAME or TERM. `count`
    says how often it stands in the texts and `articles` in how many of them; `spellings` are its other spellings;
    `warnings` name other names that it could be confused with.
    """

    source: str
    target: str
    kind: TermKind
    count: int
    articles: int
    spellings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def suggest(texts: Sequence[str], policy: TermPolicy, *, minimum: int = 3) -> list[Suggestion]:
    """Return the names, and the noun phrases met at least `minimum` times, that the rows of `policy` do not cover.

    Each text is one article. Names come first, then phrases, each from the most frequent down.
    """
    names: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    phrases: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    articles: dict[tuple[str, ...], set[int]] = defaultdict(set)
    warnings: dict[str, dict[str, None]] = defaultdict(dict)
    for number, text in enumerate(texts):
        met: list[TermMatch] = []
        names_of_text = NameFinder(read_names(NameFinder(), text))
        for line in text.splitlines():
            covered = [match for match in policy.find(line) if match.term.kind is not TermKind.NAME]
            uncovered = names_of_text.find(line, covered)
            met += [*(match for match in covered if match.term.kind is TermKind.PERSON), *uncovered]
            for match in uncovered:
                key = group_key(match.form)
                names[key][" ".join(match.surface.split())] += 1
                articles[key].add(number)
            for key, phrase in _phrases(line, [*covered, *uncovered]):
                phrases[key][phrase] += 1
                articles[key].add(number)
        for pair in compare_names(met):
            warnings[pair.first][_warn(pair.second, pair.likeness)] = None
            warnings[pair.second][_warn(pair.first, pair.likeness)] = None
    _join_surnames(names, articles)
    found = [_name(spellings, len(articles[key]), warnings) for key, spellings in names.items()]
    kept = _without_parts({key: phrase for key, phrase in phrases.items() if phrase.total() >= minimum})
    found += [_phrase(spellings, len(articles[key])) for key, spellings in kept.items()]
    return sorted(found, key=lambda one: (one.kind is TermKind.TERM, -one.count, one.source))


def _warn(other: str, likeness: Likeness) -> str:
    if likeness is Likeness.SPELLING:
        return f'also spelt "{other}"'
    return f'"{other}" stands in the same article: two names, or one misspelt?'


def _join_surnames(names: dict[tuple[str, ...], Counter[str]], articles: dict[tuple[str, ...], set[int]]) -> None:
    """Count a surname that stands alone with the one full name that ends with it."""
    for key in [key for key in names if len(key) == 1]:
        bearers = [other for other in names if len(other) > 1 and other[-1:] == key]
        if len(bearers) == 1:
            names[bearers[0]] += names.pop(key)
            articles[bearers[0]] |= articles[key]


def _name(spellings: Counter[str], articles: int, warnings: dict[str, dict[str, None]]) -> Suggestion:
    source, *others = sorted(spellings, key=lambda one: (" " not in one, -spellings[one], one))
    told = dict.fromkeys(warning for spelling in (source, *others) for warning in warnings.get(spelling, ()))
    own = {_warn(spelling, Likeness.SPELLING) for spelling in (source, *others)}
    return Suggestion(
        source,
        transliterate(source),
        TermKind.NAME,
        spellings.total(),
        articles,
        tuple(others),
        tuple(warning for warning in told if warning not in own),
    )


def _phrase(spellings: Counter[str], articles: int) -> Suggestion:
    source, *others = sorted(spellings, key=lambda one: (one.endswith(("s", "x")), -spellings[one], one))
    return Suggestion(source, "", TermKind.TERM, spellings.total(), articles, tuple(others))


def _phrases(text: str, covered: Iterable[TermMatch]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the stems and the text of each phrase that an article or preposition opens and no grammar word breaks.

    Linking words ("de", "en", "à") may stand inside, since "mise en orbite" is one term; a phrase of one word, or one
    that a match covers, is passed over.
    """
    spans = [(match.start, match.end) for match in covered]
    pieces = list(_PIECE.finditer(text))
    determiners, links = lexicon.entries("determiners"), lexicon.entries("inner_links")
    for place in range(1, len(pieces)):
        if pieces[place - 1][0].lower() not in determiners and not _is_elided(pieces, place):
            continue
        words: list[str] = []
        content = 0
        for piece in pieces[place : place + 2 * _LONGEST]:
            word = piece[0]
            inside = any(start < piece.end() and piece.start() < end for start, end in spans)
            if inside or not (word.islower() and word[0].isalpha()) or (words and _is_apart(text, piece)):
                break
            if word in links and words:
                words.append(word)
                continue
            if word in lexicon.entries("grammar") or len(word) < 3:
                break
            words.append(word)
            content += 1
            if content > 1:
                yield tuple(stem(strip_accents(one)) for one in words if one not in links), " ".join(words)
            if content == _LONGEST:
                break


def _is_apart(text: str, piece: re.Match[str]) -> bool:
    return piece.start() == 0 or text[piece.start() - 1] not in " \u00a0\u202f"


def _is_elided(pieces: list[re.Match[str]], place: int) -> bool:
    return place > 1 and pieces[place - 1][0] in ("'", "’") and pieces[place - 2][0].lower() in ("l", "d", "un", "s")


def _without_parts(phrases: dict[tuple[str, ...], Counter[str]]) -> dict[tuple[str, ...], Counter[str]]:
    """Leave out a phrase that hardly ever stands outside a longer one that is kept."""
    kept: dict[tuple[str, ...], Counter[str]] = {}
    for key in sorted(phrases, key=lambda one: (-len(one), one)):
        longer = max((kept[other].total() for other in kept if _holds(other, key)), default=0)
        if phrases[key].total() > longer:
            kept[key] = phrases[key]
    return kept


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    size = len(shorter)
    return any(longer[place : place + size] == shorter for place in range(len(longer) - size + 1))
