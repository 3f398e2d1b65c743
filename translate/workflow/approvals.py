"""What people approved in a workspace's catalogues, as records of its translation memory."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.catalogue.headers import field_value
from translate.errors import CatalogueError
from translate.model import State
from translate.storage import storage_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from translate.memory import Record
    from translate.project import Project

_REVISION = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::\d\d)?\s*(?:([+-])(\d\d):?(\d\d))?")
_UNFILLED = ("FULL NAME <EMAIL@ADDRESS>", "YEAR-MO-DA HO:MI+ZONE")
"""What gettext's tools write into a header for people to replace."""


def find_catalogues(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield the catalogues of the target language with their names in the memory."""
    folder = project.catalogues
    for path in sorted(folder.rglob("*.po")) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def read_approvals(
    project: Project,
    source: str,
    unreadable: list[str],
    known: Mapping[str, str] = MappingProxyType({}),
    at_hand: Mapping[str | None, po.Catalogue] = MappingProxyType({}),
) -> Iterator[tuple[str, str, list[Record]]]:
    """Yield name, digest and approved units of each catalogue whose digest is not `known`.

    `at_hand` are catalogues that need not be parsed, by their digests.
    """
    for name, path in find_catalogues(project):
        try:
            data = path.read_bytes()
            digest = po.digest(data)
            if known.get(name) == digest:
                continue
            catalogue = at_hand.get(digest) or po.parse(data, path)
        except CatalogueError as error:
            unreadable.append(str(error))
        except OSError as error:
            unreadable.append(str(storage_error(path, error, "cannot be read")))
        else:
            yield name, digest, list(_records(catalogue, source))


def _records(catalogue: po.Catalogue, source: str) -> Iterator[Record]:
    """Yield a record for each unit that a person approved; an obsolete one has no neighbours any more."""
    approved = any(entry.live_state is State.POST_EDITED for entry in catalogue.entries)
    if not approved or catalogue.source_language not in ("", source):
        return
    from translate.memory import Record

    editor = _field(catalogue, "Last-Translator")
    date = _tmx_date(_field(catalogue, "PO-Revision-Date"))
    live = [entry.unit.source for entry in catalogue.entries if not entry.obsolete]
    around = ["", *live, ""]
    place = 0
    for entry in catalogue.entries:
        before: str | None = None
        after: str | None = None
        if not entry.obsolete:
            before, after = around[place], around[place + 2]
            place += 1
        if entry.live_state is State.POST_EDITED and entry.plural is None and entry.unit.target:
            yield Record(
                entry.unit.source,
                entry.unit.target,
                entry.unit.context,
                before,
                after,
                catalogue.article,
                date,
                editor,
                entry.unit.draft.target if entry.unit.draft is not None else "",
            )


def revision_time(catalogue: po.Catalogue) -> str:
    """Return when an editor last saved the catalogue, by its header: UTC in ISO 8601, "" where it does not say."""
    date = _tmx_date(_field(catalogue, "PO-Revision-Date"))
    return f"{date[:4]}-{date[4:6]}-{date[6:11]}:{date[11:13]}:{date[13:15]}+00:00" if date else ""


def _field(catalogue: po.Catalogue, name: str) -> str:
    """Return a field of a catalogue's header, "" where nobody filled it in."""
    value = field_value(catalogue.header.unit.target, name)
    return "" if value in _UNFILLED else value


def _tmx_date(text: str) -> str:
    """Return a `PO-Revision-Date` as TMX writes dates, in UTC; "" for one that is no date."""
    from datetime import UTC, datetime, timedelta

    found = _REVISION.fullmatch(text)
    if found is None:
        return ""
    sign = -1 if found[6] == "-" else 1
    shift = timedelta(hours=sign * int(found[7] or 0), minutes=sign * int(found[8] or 0))
    try:
        moment = datetime(*(int(part) for part in found.groups()[:5]), tzinfo=UTC) - shift  # type: ignore[arg-type, misc]
    except (ValueError, OverflowError):
        return ""
    return moment.strftime("%Y%m%dT%H%M%SZ")
