"""What is wrong or doubtful in glossary files: rows that contradict each other, say too little or are never found."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.glossary.folding import canonical
from translate.glossary.ordinary import is_ordinary
from translate.glossary.people import split_surname
from translate.glossary.rows import bundled_path, examine
from translate.model import CaseRule, Severity, Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_COMMON = (TermKind.TERM, TermKind.ROLE)
_ODD_SPACE = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True, slots=True)
class RowFinding:
    """Something about the row at `path`, line `line` (from 1), that its editor should know."""

    severity: Severity
    message: str
    path: str
    line: int


def lint(paths: Sequence[Path]) -> list[RowFinding]:
    """Return what is wrong with glossary files that are used together, the file on top first; in file order.

    Raises GlossaryError for a file that cannot be read at all; a row that cannot be used is a finding.
    """
    findings: list[RowFinding] = []
    terms: list[Term] = []
    for path in paths:
        read, broken = examine(path)
        terms += read
        for error in broken:
            problem = f"{error.problem}. {error.remedy}"
            findings.append(RowFinding(Severity.ERROR, problem, str(path), error.line or 1))
    findings += lint_terms(terms)
    order = {str(path): place for place, path in enumerate(paths)}
    return sorted(findings, key=lambda one: (order.get(one.path, -1), one.line, one.message))


def lint_terms(terms: Sequence[Term]) -> list[RowFinding]:
    """Return what is wrong with rows that have been read, each row by itself and against the others."""
    found = [_finding(term, severity, message) for term in terms for severity, message in _lint_row(term)]
    return [*found, *_lint_spellings(terms), *_lint_forbidden(terms), *_lint_surnames(terms)]


def _lint_row(term: Term) -> Iterator[tuple[Severity, str]]:
    source = canonical(term.source)
    if not any(map(str.isalnum, source)):
        yield Severity.ERROR, f'"{term.source}" holds no letter and is never found'
    for value in (term.source, *term.variants, term.target, term.plural, *term.allowed):
        if _ODD_SPACE.search(value):
            yield Severity.WARNING, f'"{value}" holds a double or unusual space'
    for variant in term.variants:
        if canonical(variant) == source:
            yield Severity.WARNING, f'The variant "{variant}" is found through "{term.source}" already: take it out'
    if term.kind in _COMMON and not term.plural:
        yield Severity.WARNING, f'"{term.source}" has no plural: fill it, with "{term.target}" itself if it has none'
    if term.kind is TermKind.PERSON and term.plural:
        yield Severity.WARNING, f'"{term.source}" is a person and has a plural: leave the cell empty'
    for form in (term.target, term.plural, *term.allowed):
        if form and form in term.forbidden:
            yield Severity.ERROR, f'"{form}" is wanted and forbidden in the same row'
    if term.case is not CaseRule.EXACT and term.kind not in (*_COMMON, TermKind.PHRASE) and is_ordinary(term.source):
        yield Severity.WARNING, f'"{term.source}" is an ordinary word in French: give it the case rule exact'


def _lint_spellings(terms: Sequence[Term]) -> Iterator[RowFinding]:
    """Compare each spelling's rows: two rows for one spelling, in one file or in files laid over each other.

    A row that another file has word for word is no finding: a workspace's glossary begins as a copy of the bundled one.
    That a row overrules a bundled one, or the copy of one, is as it should be, and only worth a note.
    """
    bundled = str(bundled_path().resolve())
    shipped = {replace(term, origin="") for term in terms if _place(term)[0] == bundled}
    rows: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        for spelling in dict.fromkeys(_key(term, one) for one in (term.source, *term.variants)):
            rows[spelling].append(term)
    told: set[tuple[str, str]] = set()
    for sharing in rows.values():
        first = sharing[0]
        for other in sharing[1:]:
            pair = (first.origin, other.origin)
            if pair in told:
                continue
            told.add(pair)
            same_file = _place(first)[0] == _place(other)[0]
            if not same_file and replace(first, origin=other.origin) == other:
                continue
            where = f"{_place(first)[0]}:{_place(first)[1]}"
            if first.target != other.target:
                known = Severity.INFO if replace(other, origin="") in shipped else Severity.WARNING
                severity = Severity.ERROR if same_file else known
                outcome = "only one of them can hold" if same_file else "the row there wins"
                message = f'"{other.source}" is "{other.target}" here and "{first.target}" at {where}: {outcome}'
            else:
                severity = Severity.WARNING if same_file else Severity.INFO
                message = f'"{other.source}" shares a spelling with the row at {where}: one row is enough'
            yield _finding(other, severity, message)


def _lint_forbidden(terms: Iterable[Term]) -> Iterator[RowFinding]:
    wanted: dict[str, Term] = {}
    terms = tuple(terms)
    for term in terms:
        for form in (term.target, term.plural):
            wanted.setdefault(form.lower(), term)
    for term in terms:
        for form in term.forbidden:
            other = wanted.get(form.lower())
            if form and other is not None and other is not term:
                where = ":".join(map(str, _place(other)))
                message = f'"{form}" is forbidden here and is what "{other.source}" must become at {where}'
                yield _finding(term, Severity.WARNING, message)


def _lint_surnames(terms: Iterable[Term]) -> Iterator[RowFinding]:
    bearers: dict[str, Term] = {}
    for term in terms:
        given, surname = split_surname(term.source)
        if term.kind is not TermKind.PERSON or not given:
            continue
        first = bearers.setdefault(surname, term)
        if split_surname(first.target)[1] != split_surname(term.target)[1]:
            where = ":".join(map(str, _place(first)))
            message = (
                f'"{surname}" alone is not found: "{term.source}" and, at {where}, "{first.source}" differ in English'
            )
            yield _finding(term, Severity.INFO, message)


def _key(term: Term, spelling: str) -> str:
    return canonical(spelling) if term.case is CaseRule.EXACT else canonical(spelling).lower()


def _place(term: Term) -> tuple[str, int]:
    path, _, line = term.origin.rpartition(":")
    return path, int(line or 0)


def _finding(term: Term, severity: Severity, message: str) -> RowFinding:
    return RowFinding(severity, message, *_place(term))
