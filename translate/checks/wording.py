"""Checks of the words of a target: doubled, left in the source's language, too few or too many."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.checks.languages.detection import rank_languages
from translate.checks.subject import ADDRESS, HIDDEN, warn
from translate.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.subject import Subject

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAST_LETTERS = 60
"""Below so many letters the detector of languages is no better than a guess."""
_SURENESS = 0.9
_ACCENTED = re.compile(r"\A[^\W\d_A-ZÀ-Þ]*[àâçèéêëîïôùûü]")
_RUN = 8
"""Six words of the source in a row, one of them a word such as "le" or "dans", are no name; nor are four with two."""


def check_empty(subject: Subject) -> Iterator[Finding]:
    """Report a target without any letter or figure although its source has some."""
    if _has_text(subject.unit.source) and not _has_text(subject.unit.target):
        yield Finding("empty", Severity.ERROR, "the target says nothing: translate it, or clear it.")


def check_doubled_words(subject: Subject) -> Iterator[Finding]:
    """Report a word that stands twice in a row, where neither the source nor the language has it so."""
    language = subject.target_language
    for match in re.finditer(r"(?<![\w'’-])([^\W\d_]+)(\s+\1)(?![\w'’-])", subject.target, re.IGNORECASE):
        word = match[1].casefold()
        second = match[2].split()[-1]
        proper = match[1][0].isupper() and second[0].isupper()
        said = re.search(rf"\b{re.escape(word)}\s+{re.escape(word)}\b", subject.source, re.IGNORECASE)
        if word in language.repeats or proper or said:
            continue
        fix = match[1] if word in language.repeat_errors else None
        yield warn("doubled-word", f"'{match[1]}' stands twice: take one out.", match.span(), fix)


def check_capital(subject: Subject) -> Iterator[Finding]:
    """Report a small letter at the start where the source has a capital one; names such as iPhone are left alone."""
    source, target = (re.match(r"[\s\"'“‘«(\[¿¡…-]*([^\W\d_]\w*)", text) for text in (subject.source, subject.target))
    if source is None or target is None or not source[1][0].isupper() or not target[1][0].islower():
        return
    if (
        target[1].islower()
        and target[1] not in _WORD.findall(subject.source)
        and not re.match(r"[\w]*[.@/]\w", subject.target)
    ):
        start = target.start(1)
        message = f"'{target[1]}' starts the target: write a capital."
        yield warn("capital", message, (start, start + 1), target[1][0].upper())


def check_untranslated(subject: Subject) -> Iterator[Finding]:
    """Report a target that is its source, where there are words to translate in it besides terms and names."""
    if _words_of(subject.unit.source) != _words_of(subject.unit.target):
        return
    free = list(subject.source)
    for match in subject.terms:
        free[match.start : match.end] = HIDDEN * (match.end - match.start)
    words = [word.lower() for word in _WORD.findall("".join(free))]
    common = [word for word in words if word in subject.source_language.function_words]
    least = 1 if common else 4
    if len(words) >= max(least + 1, 3) or (len(words) >= 2 and common):
        yield warn("untranslated", "the target is the source: translate it.", (0, len(subject.unit.target)))


def check_language(subject: Subject) -> Iterator[Finding]:
    """Report a target, or a stretch of it, that is still in the source's language."""
    if _words_of(subject.unit.source) == _words_of(subject.unit.target):
        return
    words = [match[0].lower() for match in _WORD.finditer(subject.target)]
    ours, theirs = subject.target_language, subject.source_language
    if ours.known and theirs.known:
        foreign = sum(_is_function(word, theirs.function_words) for word in words)
        own = sum(word in ours.function_words for word in words)
        if (foreign >= 3 and foreign > own) or (foreign > own and _is_detected(subject)):
            yield warn("language", "the target is not in its language: translate it.", (0, len(subject.target)))
            return
    elif _is_detected(subject):
        yield warn("language", "the target is in the source's language: translate it.", (0, len(subject.target)))
        return
    yield from _find_untranslated_run(subject)


def check_length(subject: Subject) -> Iterator[Finding]:
    """Report a target far shorter or longer than its source. Short texts may vary more than long ones.

    The limits lie just outside of what the 997 human translations of FLORES-101 dev have.
    """
    source, target = (len(re.sub(r"\s+", " ", text.strip())) for text in (subject.source, subject.target))
    if not source or not target:
        return
    if target < 0.55 * source - 10:
        yield warn("length", f"{target} characters for {source}: look for what is missing.")
    elif target > 1.4 * source + 30:
        yield warn("length", f"{target} characters for {source}: look for what was added.")


def check_addresses(subject: Subject) -> Iterator[Finding]:
    """Report URLs and e-mail addresses of the source that are not in the target letter by letter, and new ones."""
    wanted = dict.fromkeys(ADDRESS.findall(subject.unit.source))
    found = {match[0]: match.span() for match in ADDRESS.finditer(subject.unit.target)}
    for address in wanted:
        if address not in found and address not in subject.unit.target:
            yield warn("address", f"'{address}' is missing: copy it from the source.")
    for address, span in found.items():
        if address not in wanted and address not in subject.unit.source:
            yield warn("address", f"'{address}' is not in the source: copy the source's address.", span)


def _find_untranslated_run(subject: Subject) -> Iterator[Finding]:
    """Yield the stretches of at least `_RUN` words that stand in the source too and are no name of something."""
    said = [word.lower() for word in _WORD.findall(subject.source)]
    source, known = f" {' '.join(said)} ", frozenset(said)
    words = list(_WORD.finditer(subject.target))
    function_words = subject.source_language.function_words
    place = 0
    while place < len(words):
        end = place
        if words[place][0].lower() in known:
            while end < len(words) and f" {' '.join(m[0].lower() for m in words[place : end + 1])} " in source:
                end += 1
        run = [match[0] for match in words[place:end]]
        common = sum(_is_function(word.lower(), function_words) for word in run)
        common += any(_ACCENTED.search(word) and word not in function_words for word in run) if common else 0
        if common and len(run) + 2 * min(common, 2) >= _RUN and sum(word[0].isupper() for word in run) * 2 < len(run):
            span = (words[place].start(), words[end - 1].end())
            yield warn("language", f"'{' '.join(run[:4])} …' is not translated: translate it.", span)
        place = max(end, place + 1)


def _is_function(word: str, function_words: frozenset[str]) -> bool:
    if word in function_words:
        return True
    head, mark, _ = word.replace("’", "'").partition("'") if "'" in word or "’" in word else ("", "", "")
    return bool(mark and head in ("l", "d", "qu", "n", "s", "c", "j"))


def _is_detected(subject: Subject) -> bool:
    """Tell whether langdetect takes the target for the source's language; only long texts are asked about."""
    text = subject.target.replace(HIDDEN, " ")
    tag = subject.source_language.tag
    if not tag or sum(char.isalpha() for char in text) < _LEAST_LETTERS:
        return False
    found = rank_languages(text)
    return bool(found) and found[0][0] == tag and found[0][1] >= _SURENESS


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in re.findall(r"\w+", text))


def _has_text(text: str) -> bool:
    return any(char.isalnum() for char in text)
