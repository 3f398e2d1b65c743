"""The command that keeps catalogues up to date while people write."""

from __future__ import annotations

import json
import signal
import threading
import time
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.app import app, open_project
from translate.cli.options import EngineName, Json, Quiet
from translate.cli.rendering import as_plain, notify
from translate.counting import counted
from translate.storage import near

if TYPE_CHECKING:
    from translate.workflow.watching import Watched


@app.command(epilog="Example: translate watch")
def watch(
    ctx: typer.Context,
    engine: EngineName = None,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look at the files again and again, as network drives need.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Update catalogues whenever articles, the glossary or the settings are saved. Ctrl-C ends it.

    One line for each update; with --json, one JSON object. What people wrote stays, as in translate update.
    """
    from translate.workflow.draft import Options
    from translate.workflow.watching import watch

    project = open_project(ctx)
    stop = threading.Event()

    def tell(watched: Watched) -> None:
        if as_json:
            typer.echo(json.dumps(watched, ensure_ascii=False, default=as_plain))
        elif watched.problem or not quiet:
            typer.echo(_line(watched), err=bool(watched.problem))

    options = Options(engine=engine, notify=notify)
    _end_by_signal(stop)
    if not quiet and not as_json:
        typer.echo(f"watching {near(project.articles)}; Ctrl-C ends it")
    watch(project, options, tell, stop=stop, poll=poll)


def _end_by_signal(stop: threading.Event) -> None:
    """Finish the update at hand when asked to end; asked a second time, break it off, which leaves files whole, too."""
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, former[signal.Signals(number)])

    for number in former:
        signal.signal(number, end)


def _line(watched: Watched) -> str:
    report, clock = watched.report, time.strftime("%H:%M:%S")
    if report is None:
        return f"{clock} {watched.article}: {watched.problem}"
    changes = ", ".join(f"{count} {name}" for name, count in report.changes.items() if count)
    findings = f", {counted(len(report.findings), 'finding')}" if report.findings else ""
    return f"{clock} {near(report.catalogue)}: {changes}{findings} ({watched.seconds:.1f} s)"
