"""What people approved before, at hand while a unit is reviewed: similar segments, and phrases anywhere."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from translate.review.rows import pieces, utf16
from translate.workflow.learning import learn_catalogues, open_memory
from translate.workflow.memory import find_phrase
from translate.workflow.recollection import find_matches

if TYPE_CHECKING:
    from translate.catalogue.entries import Key
    from translate.memory import Record
    from translate.project import Project
    from translate.review.desk import Desk
    from translate.review.rows import Row

LEARNING_PAUSE = 15.0
"""Seconds after which the memory learns again what was approved meanwhile."""
_SHOWN = 5


class Lookup:
    """The workspace's memory for the page; every call opens it anew, for it may come from any thread."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._learnt = -LEARNING_PAUSE

    def matches(self, desk: Desk, identity: str) -> list[Row]:
        """Return what the memory has for a unit, the best first, but not the unit's own record.

        Raises UnknownUnitError and StorageError.
        """
        key = desk.key(identity)
        language = desk.source.article.language
        with open_memory(self._project, language) as memory:
            if monotonic() - self._learnt >= LEARNING_PAUSE:
                learn_catalogues(self._project, memory)
                self._learnt = monotonic()
            threshold = self._project.thresholds.fuzzy
            found = find_matches(memory, key[1], threshold, desk.terms.policy, _neighbours(desk, key), _SHOWN)
        rows = {
            match.target: {
                "score": match.score,
                "target": match.target,
                "source": match.record.source,
                "difference": pieces(match.record.source, key[1]) if match.record.source != key[1] else [],
                "repaired": list(match.repaired),
                "origin": _whence(match.record),
            }
            for match in reversed(found)
            if (match.record.article, match.record.context, match.record.source) != (desk.source.name, *key)
        }
        return list(rows.values())[::-1][:_SHOWN]

    def search(self, phrase: str, *, in_targets: bool) -> list[Row]:
        """Return units of the memory that hold a phrase, with its places. Raises StorageError."""
        found, _ = find_phrase(self._project, phrase, in_targets=in_targets)
        rows = []
        for one in found:
            text = one.record.target if in_targets else one.record.source
            spans = [[utf16(text, start), utf16(text, end)] for start, end in one.spans]
            rows.append(
                {
                    "source": one.record.source,
                    "target": one.record.target,
                    "spans": spans,
                    "origin": _whence(one.record),
                }
            )
        return rows


def _neighbours(desk: Desk, key: Key) -> tuple[str, str]:
    """Return the sources of the units before and after one, "" at the article's ends."""
    keys = list(dict.fromkeys((segment.context, segment.source) for segment in desk.source.segments))
    around = ["", *(source for _, source in keys), ""]
    place = keys.index(key)
    return around[place], around[place + 2]


def _whence(record: Record) -> str:
    date = f"{record.date[:4]}-{record.date[4:6]}-{record.date[6:8]}" if record.date else ""
    return ", ".join(part for part in (record.origin or record.article, date, record.editor) if part)
