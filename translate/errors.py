"""Everything this program can refuse, as one family of exceptions.

A message is one line that says what was wrong, where, and what to do next. The command line prints it and exits with
`exit_code`; nothing else turns an error into text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath


class TranslateError(Exception):
    """A refusal that a user can act on.

    `problem` says what was wrong, `remedy` what to do next; `path` and `line` (counted from 1) say where.
    """

    exit_code = 2

    def __init__(
        self, problem: str, *, remedy: str = "", path: PurePath | str | None = None, line: int | None = None
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.path = path
        self.line = line
        super().__init__(self._render())

    def _render(self) -> str:
        path = "" if self.path is None else _on_one_line(str(self.path))
        where = "" if self.path is None else f"{path}: " if self.line is None else f"{path}:{self.line}: "
        end = "" if self.problem.endswith((".", "!", "?")) else "."
        return f"{where}{self.problem}{end}{' ' + self.remedy if self.remedy else ''}"


def _on_one_line(path: str) -> str:
    """Return a path with what cannot be shown on a line, such as the line end of a file's name, as its escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in path)


class ConfigurationError(TranslateError):
    """`translate.toml` or a command's options cannot be used."""


class DocumentError(TranslateError):
    """An article cannot be read or written."""


class LanguageError(TranslateError):
    """An article is not in the language that it should be in."""


class GlossaryError(TranslateError):
    """A glossary file cannot be used."""


class CatalogueError(TranslateError):
    """A PO file cannot be read, written or merged."""


class EngineError(TranslateError):
    """A translation model is missing, broken or failed."""


class StorageError(TranslateError):
    """A file or folder cannot be written: no space, no permission, or somebody else holds it."""


class MemoryFileError(TranslateError):
    """A translation memory, or a TMX file, cannot be used."""


class ExchangeError(TranslateError):
    """A file that came back from another program cannot be used."""
