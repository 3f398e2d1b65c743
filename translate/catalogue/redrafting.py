"""Make room for new drafts where the old ones are out of date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translate.catalogue.entries import rewritten
from translate.model import State

if TYPE_CHECKING:
    from collections.abc import Collection

    from translate.catalogue.entries import Catalogue, Key


def drop_drafts(catalogue: Catalogue, keys: Collection[Key]) -> Catalogue:
    """Return the catalogue with the named DRAFT units UNTRANSLATED again; units in other states stay."""
    if not keys:
        return catalogue
    entries = tuple(
        rewritten(entry, replace(entry.unit, target="", state=State.UNTRANSLATED, draft=None), fuzzy=False)
        if entry.key in keys and entry.unit.state is State.DRAFT
        else entry
        for entry in catalogue.entries
    )
    return replace(catalogue, entries=entries)
