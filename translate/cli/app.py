"""The program `translate`: its commands, its global options, and the one place where an error becomes an exit code."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from translate import __version__
from translate.errors import TranslateError
from translate.storage import storage_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.project import Project

CLEAN, FINDINGS, BAD_INPUT = 0, 1, 2


class _Commands(TyperGroup):
    """A group of commands that turns the program's refusals into one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        with _refusals():
            return super().invoke(ctx)


@contextmanager
def _refusals() -> Iterator[None]:
    """Tell what stops a command in one line. A reader of our output who has gone wants to hear nothing more."""
    try:
        yield
    except typer.Abort as error:
        # Ctrl-C in answer to a question.
        raise KeyboardInterrupt from error
    except TranslateError as error:
        _tell(error)
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError as error:
        raise typer.Exit(BAD_INPUT) from error
    except OSError as error:
        place = Path(error.filename or "standard output")
        _tell(storage_error(place, error, "cannot be used"))
        raise typer.Exit(BAD_INPUT) from error
    except RecursionError as error:
        typer.echo("translate: the input is nested too deeply to be read. Simplify it and try again.", err=True)
        raise typer.Exit(BAD_INPUT) from error


def _tell(error: TranslateError) -> None:
    """Tell what is wrong in one line on standard error, with its place as seen from the current folder."""
    line = str(error)
    with suppress(FileNotFoundError):  # The current folder may be gone.
        line = line.removeprefix(f"{Path.cwd()}{os.sep}")
    typer.echo(f"translate: {line}", err=True)


@contextmanager
def told_last() -> Iterator[list[TranslateError]]:
    """Give a list for what is wrong with single articles: a line each when all else is done, and the exit code of one.

    What ends the block early, as a broken glossary does, is told after them.
    """
    refused: list[TranslateError] = []
    end: typer.Exit | None = None
    try:
        yield refused
    except typer.Exit as code:
        end = code
    except TranslateError as error:
        refused.append(error)
    for problem in refused[:-1]:
        _tell(problem)
    if refused:
        raise refused[-1]
    if end is not None:
        raise end


app = typer.Typer(
    cls=_Commands,
    name="translate",
    help="Turn French articles into post-edited English: draft, edit the PO file, publish, update.",
    epilog="Example: translate draft articles/launch.fr.md, correct locales/en/launch.po, "
    "translate publish articles/launch.fr.md",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if wanted:
        typer.echo(f"translate-desk {__version__}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-C", help="The workspace to work in; without it, the one around this folder."),
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback before any command runs
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Remember the global options for the command that follows."""
    ctx.obj = workspace


def open_project(ctx: typer.Context) -> Project:
    """Return the workspace that a command works in. Raises ConfigurationError."""
    from translate import project
    from translate.errors import ConfigurationError

    chosen: Path | None = ctx.obj
    if chosen is None:
        try:
            here = Path.cwd()
        except FileNotFoundError as error:
            remedy = "Change to a folder that is there."
            raise ConfigurationError("the current folder has been removed", remedy=remedy) from error
        return project.find(here)
    if not chosen.is_dir():
        raise ConfigurationError("there is no such folder", path=chosen, remedy="Make it with: translate init DIR")
    return project.find(chosen)


from translate.cli import (  # noqa: E402 - they register their commands
    articles,
    catalogues,
    exchange,
    glossary,
    history,
    memory,
    models,
    reporting,
    review,
    watching,
)

__all__ = [
    "app",
    "articles",
    "catalogues",
    "exchange",
    "glossary",
    "history",
    "memory",
    "models",
    "open_project",
    "reporting",
    "review",
    "watching",
]
