"""Checks that names outside the glossary are still there, in their spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.checks.languages.table import words as word_set
from translate.checks.subject import warn
from translate.model import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.subject import Subject
    from translate.model import Finding, TermMatch

ALIKE = 0.7
"""From which similarity a word of the target is taken for a misspelling of a name: two letters in six or seven."""

_WORD = re.compile(r"[^\W_]+")
_PARTICLES = word_set("de du des la le les l d et en à aux au of the and von van der da di do dos e y al el")
_ENDINGS = ("", "s", "es", "n", "an", "ian", "i", "ese", "ish", "ic", "is", "us", "er", "ans", "ians", "h", "sider")
_AROUND = re.compile(r"(?:(\w+) )?(?:d['’]|de |du |des |de la )\Z", re.IGNORECASE)
_FRENCH: tuple[tuple[str, str], ...] = (
    ("tch", "ch"),
    ("dj", "jj"),
    ("ou", "u"),
    ("(?<=[^aeiouy])([rl])e$", r"e\1"),
    ("qu", "k"),
    ("gu", "g"),
)
_FRENCH += (("(?<=[^aeiouy])e$", ""), ("eff$", "ev"))
"""French spellings, and what English writes for them in the names of other languages."""


def check_names(subject: Subject) -> Iterator[Finding]:
    """Report each name that the target no longer holds, or holds in another spelling.

    A name may be inflected, folded (accents, hyphens, case), shortened to one of its words or spelled the English way
    where its French spelling shows. Acronyms may be translated: another one, or the words that it is short for.
    """
    names = {match.form: match for match in subject.terms if match.term.kind is TermKind.NAME}
    if not names:
        return
    words = [(match[0], match.span()) for match in _WORD.finditer(subject.target)]
    solid = _joined([word for word, _ in words])
    ours = {fold(word) for word in _WORD.findall(subject.source)}
    for match in names.values():
        if _solid(match.form) in solid:
            continue
        missing = [word for word in _parts(match.form) if not any(_holds(other, word) for other, _ in words)]
        if not missing:
            continue
        candidates = [(word, span) for word, span in words if fold(word) not in ours and len(word) > 3]
        respelled = [(word, near) for word in missing if (near := _nearest(word, candidates)) is not None]
        for word, (other, span) in respelled:
            if match.form != match.surface or not _is_anglicised(word, other):
                message = f"'{other}' is spelled otherwise than '{word}' in the source: use one spelling."
                yield warn("name", message, span)
        whole = len(missing) == len(_parts(match.form)) and not respelled
        if whole and not _is_expanded(match.form, subject) and not _is_derived(match, subject):
            yield warn("name", f"the name '{match.form}' is missing: put it in.")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` in lower case without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _solid(text: str) -> str:
    """Return the folded letters and digits of a text, with nothing between them."""
    return "".join(char for char in fold(text) if char.isalnum())


def _joined(words: list[str]) -> set[str]:
    """Return every run of up to six words, folded, with nothing between them."""
    folded = [fold(word) for word in words]
    return {"".join(folded[start:end]) for start in range(len(words)) for end in range(start + 1, start + 7)}


def _parts(name: str) -> list[str]:
    """Return the words of a name that tell it: neither particles nor single letters."""
    words = _WORD.findall(name)
    return [word for word in words if fold(word) not in _PARTICLES and (len(word) > 1 or len(words) == 1)]


def _holds(other: str, word: str) -> bool:
    """Tell whether a word of the target is `word`, or is derived from it."""
    one, two = fold(other), fold(word)
    return one == two or (one.startswith(two) and one[len(two) :] in _ENDINGS)


def _nearest(word: str, candidates: list[tuple[str, tuple[int, int]]]) -> tuple[str, tuple[int, int]] | None:
    """Return the word of the target that is most like a name, where one is at all."""
    if len(word) < 4 or word.isdigit():
        return None
    from rapidfuzz.distance import OSA

    scored = [(OSA.normalized_similarity(fold(word), fold(other)), other, span) for other, span in candidates]
    score, other, span = max(scored, default=(0.0, "", (0, 0)), key=lambda item: item[0])
    return (other, span) if score >= ALIKE else None


def _is_anglicised(word: str, other: str) -> bool:
    """Tell whether `other` is nearer to `word` written the English way than to `word`: Fallujah for Falloujah."""
    from rapidfuzz.distance import OSA

    plain, english, found = word.casefold(), fold(word), fold(other)
    for french, form in _FRENCH:
        english = re.sub(french, form, english)
    if plain != found and re.search("[éèêëàâäîïôöûüùçœæ]", plain) and not re.search("[éèêëïç]", other.casefold()):
        return True
    same_stem = word.endswith("e") and found.startswith(fold(word)[:4]) and found.endswith(("us", "a", "os", "is"))
    return same_stem or OSA.distance(english, found) < OSA.distance(fold(word), found)


def _is_expanded(name: str, subject: Subject) -> bool:
    """Tell whether an acronym was translated: by another one, or by words with its initials in any order."""
    letters = name.replace(".", "")
    if not (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 6):
        return False
    others = {word for word in _WORD.findall(subject.target) if word.isupper() and 2 <= len(word) <= 6}
    if others - set(_WORD.findall(subject.source)):
        return True
    initials = "".join(word[0] for word in _WORD.findall(subject.target) if word[0].isupper())
    return letters in initials or letters[::-1] in initials


def _is_derived(match: TermMatch, subject: Subject) -> bool:
    """Tell whether a word made of the name stands for the phrase around it.

    That is the word for the people of a place ("un habitant de Manchester", a Mancunian), or the initials of the phrase
    ("l'université de Washington", UW).
    """
    around = _AROUND.search(subject.source[: match.start])
    if around is None:
        return False
    start = fold(match.form)[:3]
    words = [word for word in _WORD.findall(subject.target) if word[0].isupper()]
    if fold(around[1] or "").startswith("habitant"):
        return any(fold(word).startswith(start) for word in words)
    initials = {fold(part)[0] for part in (around[1] or "", *_parts(match.form)) if part}
    return any(word.isupper() and 1 < len(word) < 5 and set(fold(word)) == initials for word in words)
