"""The glossary's commands: list, add, lint, suggest, import, export."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from translate import storage
from translate.errors import ConfigurationError
from translate.glossary import exchange, rows
from translate.glossary.amending import replace_target
from translate.workflow.sources import read_article
from translate.workflow.terminology import Terminology, glossary_layers
from translate.workflow.walk import each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.glossary.lint import RowFinding
    from translate.glossary.suggest import Suggestion
    from translate.model import Term
    from translate.project import Project
    from translate.workflow.walk import Refuse


def list_terms(project: Project, text: str = "", kind: str = "") -> list[Term]:
    """Return the terms in use, those of the workspace over the bundled ones.

    `text` limits them to rows with that text in one of their forms, in any case; `kind` to one kind. Raises
    GlossaryError.
    """
    if kind and kind not in rows.KINDS:
        raise ConfigurationError(f"there is no kind '{kind}'", remedy=f"The kinds are: {', '.join(rows.KINDS)}.")
    wanted = text.casefold()
    return [
        term
        for term in rows.merge(glossary_layers(project))
        if (not kind or term.kind == kind)
        and any(wanted in form.casefold() for form in (term.source, term.target, *term.variants, *term.allowed))
    ]


def add_term(project: Project, term: Term, *, replace_row: bool = False) -> Path:
    """Append a row to the workspace's own glossary file and return the file.

    With `replace_row`, a row that the file has for the source gets the term's target and plural instead, and keeps the
    rest. Raises GlossaryError and StorageError.
    """
    path = project.root / project.folders.glossary / f"{project.source}-{project.target}.csv"
    if not (replace_row and replace_target(path, term.source, term.target, plural=term.plural)):
        rows.append(path, [term])
    return path


def lint(project: Project, files: Sequence[Path]) -> list[RowFinding]:
    """Return what is wrong with glossary files, or with all those in use when none is named. Raises GlossaryError."""
    from translate.glossary.lint import lint as lint_files

    return lint_files(files or glossary_layers(project))


def suggest(project: Project, articles: Sequence[Path], minimum: int, refuse: Refuse = None) -> list[Suggestion]:
    """Return names and recurring phrases of articles that no row covers.

    `refuse` is told of articles that cannot be read. Raises DocumentError without it, and GlossaryError.
    """
    from translate.glossary.suggest import suggest as suggest_terms

    def read(path: Path) -> str:
        return "\n".join(block.raw for block in read_article(project, path).blocks if block.translatable)

    return suggest_terms(
        list(each(articles, read, refuse)), Terminology(project, figures=False).policy(), minimum=minimum
    )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: `file` has the rows now, `added` and `known` count them, `passed` tells of unusable ones."""

    file: str
    added: int
    known: int
    passed: tuple[str, ...]


def import_terms(project: Project, file: Path) -> ImportReport:
    """Take over the rows of another program's glossary into a file of their own, named after it.

    Rows whose source has a row already are left out. Of several rows with one source the first counts, and the targets
    of the others are allowed, too. Raises GlossaryError and StorageError.
    """
    found = exchange.import_terms(file, project.source, project.target)
    name = f"{project.source}-{project.target}.{file.stem.replace('.', '-')}.csv"
    path = project.root / project.folders.glossary / name
    known = {term.source for term in rows.merge(glossary_layers(project))}
    new: dict[str, Term] = {}
    for term in found.terms:
        if term.source not in known:
            first = new.setdefault(term.source, term)
            others = (form for form in (term.target, *term.allowed) if form != first.target)
            new[term.source] = replace(first, allowed=tuple(dict.fromkeys((*first.allowed, *others))))
    if new:
        storage.make_folder(path.parent)
        rows.append(path, new.values())
    return ImportReport(
        str(path),
        len(new),
        sum(term.source in known for term in found.terms),
        tuple(str(error) for error in found.passed_over),
    )


_SUFFIXES = {"tbx": ".tbx", "omegat": ".txt", "csv": ".csv"}


def export_terms(project: Project, format_name: str) -> bytes:
    """Return the terms in use as a file of another program: "tbx", "omegat" or "csv".

    Raises ConfigurationError for an unknown format, and GlossaryError.
    """
    if format_name not in _SUFFIXES:
        remedy = f"Choose one of: {', '.join(_SUFFIXES)}."
        raise ConfigurationError(f"glossaries cannot be exported to '{format_name}'", remedy=remedy)
    terms = rows.merge(glossary_layers(project))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"glossary{_SUFFIXES[format_name]}"
        exchange.export_terms(path, terms, project.source, project.target)
        return path.read_bytes()
