"""What the commands of `translate memory` do: look up, count, import, export, make anew."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from translate.workflow.learning import learn_catalogues, open_memory, relearn_catalogues
from translate.workflow.output import open_output, require_absent
from translate.workflow.recollection import find_matches
from translate.workflow.terminology import Terminology

if TYPE_CHECKING:
    from pathlib import Path

    from translate.memory import Match, Memory, Phrase, Statistics
    from translate.project import Project
    from translate.workflow.learning import Learnt


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did: units that were `added`, that were `known`, and that lack one of the two languages."""

    added: int
    known: int
    skipped: int
    notices: tuple[str, ...] = ()


def look_up(
    project: Project, text: str, *, threshold: int | None = None, limit: int = 5, source: str | None = None
) -> tuple[list[Match], tuple[str, ...]]:
    """Return what the memory has for a text, the best first, and notices for the user. Raises TranslateError."""
    least = project.thresholds.fuzzy if threshold is None else threshold
    with open_memory(project, source) as memory:
        learn_catalogues(project, memory)
        found = find_matches(memory, text.strip(), least, Terminology(project).policy(), limit=limit)
        return found[:limit], tuple(memory.notices)


def find_phrase(
    project: Project, phrase: str, *, limit: int = 20, in_targets: bool = False, source: str | None = None
) -> tuple[list[Phrase], tuple[str, ...]]:
    """Return the units that hold a phrase, the shortest first, and notices for the user. Raises StorageError."""
    from translate import memory as tm

    with open_memory(project, source) as memory:
        learn_catalogues(project, memory)
        found = memory.use(lambda opened: tm.find_phrase(opened, phrase, limit, in_targets=in_targets))
        return found or [], tuple(memory.notices)


def count(project: Project, source: str | None = None) -> tuple[Statistics, Learnt, tuple[str, ...]]:
    """Learn what is new and count what the memory holds. Raises StorageError."""
    from translate import memory as tm

    with open_memory(project, source) as memory:
        learnt = learn_catalogues(project, memory)
        counted = memory.use(lambda opened: opened.statistics())
        return counted or tm.Statistics(0, 0, 0, {}, 0, 0), learnt, tuple(memory.notices)


def import_tmx(project: Project, path: Path, source: str | None = None) -> Import:
    """Add the units of a TMX document to the memory, all or none.

    Raises MemoryFileError where the document cannot be read, and StorageError.
    """
    from translate.memory.tmx_reading import TmxFile

    with open_memory(project, source) as memory:
        document = TmxFile(path, memory.source, project.target)
        document.require_readable()
        added = memory.use(lambda opened: opened.add_imported(path.name, document.records()), create=True) or 0
        return Import(added, document.units - added, document.skipped, tuple(memory.notices))


def export_tmx(
    project: Project, path: Path, source: str | None = None, *, force: bool = False, tags_as_text: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Write the whole memory as TMX 1.4 to `path`, whole or not at all; return the number of units.

    `-` is standard output.
    `tags_as_text` is for programs that read the catalogues themselves: see `translate.memory.write_tmx`.
    Raises StorageError, also where the file exists and `force` is not given.
    """
    if not force:
        require_absent(path)
    from translate.memory.tmx_writing import write_tmx

    with open_memory(project, source) as memory:
        learn_catalogues(project, memory)

        def write(opened: Memory | None, stream: TextIO) -> int:
            records = opened.records() if opened is not None else iter(())
            pieces = write_tmx(records, memory.source, project.target, tags_as_text=tags_as_text)
            stream.seek(0)
            stream.truncate()
            return sum(1 for piece in pieces if stream.write(piece)) - 2

        with open_output(path) as data:
            stream = io.TextIOWrapper(data, "utf-8", newline="\n")
            found = memory.use(lambda opened: write(opened, stream))
            written = write(None, stream) if found is None else found
            stream.flush()
            stream.detach()
        return written, tuple(memory.notices)


def rebuild(project: Project, source: str | None = None) -> tuple[Learnt, tuple[str, ...]]:
    """Make the memory anew from the catalogues; imported units stay. Raises StorageError."""
    with open_memory(project, source) as memory:
        return relearn_catalogues(project, memory), tuple(memory.notices)
