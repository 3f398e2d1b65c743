"""Targets put into a catalogue, and taken out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.catalogue.entries import rewritten
from translate.model import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from translate.catalogue.entries import Catalogue, Key
    from translate.model import Draft, Segment


@dataclass(frozen=True, slots=True)
class Target:
    """What the catalogue has for one segment: `text` is "" where there is nothing to publish."""

    text: str
    state: State


def fill(catalogue: Catalogue, drafts: Mapping[Key, Draft]) -> Catalogue:
    """Put drafts, by (context, source), into the UNTRANSLATED units; units with any target are never touched."""
    entries = []
    for entry in catalogue.entries:
        draft = drafts.get(entry.key)
        if draft is not None and draft.target and entry.unit.state is State.UNTRANSLATED:
            unit = replace(entry.unit, target=draft.target, state=State.DRAFT, draft=draft, previous_source="")
            entries.append(replace(rewritten(entry, unit, fuzzy=True), plural=None))
        else:
            entries.append(entry)
    return replace(catalogue, entries=tuple(entries))


def targets(catalogue: Catalogue, segments: Sequence[Segment], *, drafts: bool) -> tuple[Target, ...]:
    """Return, for each segment in order, what may be published.

    POST_EDITED targets always; with `drafts` also DRAFT, FUZZY and IN_EDIT ones. The state is told in any case.
    """
    units = catalogue.live()
    found = []
    for segment in segments:
        entry = units.get((segment.context, segment.source))
        state = State.UNTRANSLATED if entry is None else entry.unit.state
        ready = state is State.POST_EDITED or (drafts and state is not State.UNTRANSLATED)
        found.append(Target(entry.unit.target if entry is not None and ready else "", state))
    return tuple(found)
