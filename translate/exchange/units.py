"""What travels to another program and comes back: units with what is known of them, one file an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.model import State


@dataclass(frozen=True, slots=True)
class ExchangeUnit:
    """A unit in another program's file; its `state` is None where that says nothing of it.

    `key` names the unit in its catalogue and `stamp` tells what the catalogue had for it when it was exported; both are
    "" where the file has lost them. `place` says where in the article it stands. `comments` are the program's own
    remarks, `note` is what people wrote. `draft` is the machine's text, "" where it is the target itself. `line` is
    the line, or row, of the file that it was read from (from 1; 0 for none).
    """

    source: str
    target: str
    state: State | None
    context: str = ""
    key: str = ""
    stamp: str = ""
    place: str = ""
    comments: tuple[str, ...] = ()
    note: str = ""
    previous_source: str = ""
    draft: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """The units of one article, whose name is its posix path in the workspace. Languages are BCP 47 tags.

    A file that came back may have lost languages and name: they are "" then. `line` is where it says them.
    """

    article: str
    source_language: str
    target_language: str
    units: tuple[ExchangeUnit, ...]
    line: int = 0
