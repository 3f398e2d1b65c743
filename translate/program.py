"""The program's beginning and its end, where an interruption, or a full disk behind standard output, is told in a line.

Nothing is imported here before `main` runs, so that even the imports can be interrupted.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells give it."""
BAD_OUTPUT = 2


def main() -> None:
    """Run the command line and end the process with its exit code."""
    code: int | str | None = 0
    if sys.stdout is None:
        # It was closed before we began; without this, the next file opened would take its number.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    try:
        from translate.cli import app

        # Nearly all that a run makes it keeps: to look it through for garbage at every turn costs a short run a lot.
        gc.set_threshold(50_000)
        app(prog_name="translate")
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        # Help and version are printed before any command can tell of it.
        code = _tell_of_output(error)
    # All is done: from here on an interruption could only hide that.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if code == INTERRUPTED:
        _tell("interrupted; what was written is whole. Run the command again, a draft with --update, to go on.")
    _leave(_flush(code))


def _leave(code: int | str | None) -> None:
    """End the process. What its modules hold needs not be taken apart first, which takes a twentieth of a second."""
    import threading

    if isinstance(code, str) or threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    try:
        sys.stderr.flush()
    except OSError:
        code = code or BAD_OUTPUT
    os._exit(code or 0)


def _flush(code: int | str | None) -> int | str | None:
    """Write what is left of standard output; return the exit code, another one where that fails after a success."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # The interpreter would try once more and print a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if code in (None, 0, 1):
            return _tell_of_output(error)
    return code


def _tell_of_output(error: OSError) -> int:
    """Tell that standard output cannot be written, unless its reader is gone; return the exit code."""
    if not isinstance(error, BrokenPipeError):
        place = error.filename or "standard output"
        _tell(f"{place}: cannot be written: {(error.strerror or str(error)).lower()}. Free some space.")
    return BAD_OUTPUT


def _tell(line: str) -> None:
    """Print a line on standard error, if anybody can still read it."""
    try:
        print(f"translate: {line}", file=sys.stderr, flush=True)  # noqa: T201 - nothing else is loaded yet
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
