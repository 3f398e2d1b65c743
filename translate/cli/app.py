"""The program `translate`: its commands, its global options, and the one place where an error becomes an exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from translate import __version__
from translate.errors import TranslateError

if TYPE_CHECKING:
    from translate.project import Project

CLEAN, FINDINGS, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


class _Commands(TyperGroup):
    """A group of commands that turns the program's refusals into one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except TranslateError as error:
            typer.echo(f"translate: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("translate: interrupted; what was written is whole. Run the command again to go on.", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except RecursionError as error:
            typer.echo("translate: the input is nested too deeply to be read. Simplify it and try again.", err=True)
            raise typer.Exit(BAD_INPUT) from error


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
        return project.find(Path.cwd())
    if not chosen.is_dir():
        raise ConfigurationError("there is no such folder", path=chosen, remedy="Make it with: translate init DIR")
    return project.find(chosen)


def main() -> None:
    """Run the command line; a reader that closes the pipe early is no error of ours."""
    try:
        app(prog_name="translate")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(BAD_INPUT)


from translate.cli import articles, glossary, history, memory, models, review  # noqa: E402 - they register their commands

__all__ = ["app", "articles", "glossary", "history", "main", "memory", "models", "open_project", "review"]
