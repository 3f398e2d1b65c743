"""The glossary's commands: list, add, lint, suggest, import, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate import documents, storage
from translate.errors import ConfigurationError
from translate.glossary import exchange, rows
from translate.workflow.terminology import glossary_layers, open_policy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.glossary.lint import RowFinding
    from translate.glossary.suggest import Suggestion
    from translate.model import Term
    from translate.project import Project


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


def add_term(project: Project, term: Term) -> Path:
    """Append a row to the workspace's own glossary file and return the file. Raises GlossaryError and StorageError."""
    path = project.root / project.folders.glossary / f"{project.source}-{project.target}.csv"
    rows.append(path, [term])
    return path


def lint(project: Project, files: Sequence[Path]) -> list[RowFinding]:
    """Return what is wrong with glossary files, or with all those in use when none is named. Raises GlossaryError."""
    from translate.glossary.lint import lint as lint_files

    return lint_files(files or glossary_layers(project))


def suggest(project: Project, articles: Sequence[Path], minimum: int) -> list[Suggestion]:
    """Return names and recurring phrases of articles that no row covers. Raises DocumentError and GlossaryError."""
    from translate.glossary.suggest import suggest as suggest_terms

    texts = [
        "\n".join(block.raw for block in documents.read(path, language=project.source).blocks if block.translatable)
        for path in articles
    ]
    return suggest_terms(texts, open_policy(project, figures=False), minimum=minimum)


def import_terms(project: Project, file: Path) -> tuple[Path, int, int]:
    """Take over the rows of another program's glossary; return the file that they are in now, and two counts.

    The counts are of rows added, and of rows left out because their source has a row already. The rows stand in a
    file of their own, named after the imported one. Raises GlossaryError and StorageError.
    """
    found = exchange.read(file, project.source, project.target)
    name = f"{project.source}-{project.target}.{file.stem.replace('.', '-')}.csv"
    path = project.root / project.folders.glossary / name
    known = {term.source for term in rows.merge([*glossary_layers(project)])}
    new = [term for term in found if term.source not in known]
    if new:
        rows.append(path, new)
    return path, len(new), len(found) - len(new)


def export_terms(project: Project, format_name: str, output: Path | None) -> bytes:
    """Return the terms in use in another program's format, written to `output` where one is named.

    Raises ConfigurationError for an unknown format, GlossaryError and StorageError.
    """
    data = exchange.render(rows.merge(glossary_layers(project)), format_name, project.source, project.target)
    if output is not None:
        storage.write_bytes(output, data)
    return data
