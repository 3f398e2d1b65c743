"""One entry edited by a person: the file says what was meant, and nothing else in it has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.cases import FIRST, SECOND, THIRD, merged, written
from translate import catalogue as po
from translate.catalogue.editing import edited, version
from translate.model import State

if TYPE_CHECKING:
    from translate.catalogue.entries import Entry

_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n\t"\\#:,~|')
texts = st.text(_CHARACTERS, max_size=120)
TARGETS = {FIRST: "The rocket lifts off from launch pad 5.", SECOND: "*The engine is lit then.", THIRD: ""}
CHANGED = FIRST.replace("5", "6, comme prévu")


def _catalogue() -> po.Catalogue:
    """A catalogue with a fuzzy, a drafted, an untranslated and an approved entry, read from its bytes."""
    fourth = "Tout est nominal."
    catalogue = merged(written({**TARGETS, fourth: "All is nominal."}), CHANGED, SECOND, THIRD, fourth).catalogue
    return po.parse(po.render(catalogue), "a.po")


def _put(catalogue: po.Catalogue, entry: Entry) -> po.Catalogue:
    return replace(catalogue, entries=tuple(entry if one.key == entry.key else one for one in catalogue.entries))


@given(st.integers(0, 3), texts, st.booleans(), st.none() | texts)
def test_what_is_written_is_read_back_and_nothing_else_changes(
    place: int, target: str, approved: bool, note: str | None
) -> None:
    catalogue = _catalogue()
    before = catalogue.entries[place]

    entry = edited(before, target, approved=approved, note=note)
    again = po.parse(po.render(_put(catalogue, entry)), "a.po")

    read = again.entries[place]
    assert (read.unit.target, read.unit.state, read.unit.note) == (target, entry.unit.state, entry.unit.note)
    assert version(read) == version(entry)
    assert [one.raw for one in again.entries if one.key != entry.key] == [
        one.raw for one in catalogue.entries if one.key != entry.key
    ]
    if not target:
        assert read.unit.state is State.UNTRANSLATED
    elif approved:
        assert read.unit.state is State.POST_EDITED
    else:
        assert read.fuzzy
        assert read.unit.previous_source == before.unit.previous_source
    if before.unit.draft is not None:
        assert read.unit.draft is not None
        assert read.unit.draft.target == before.unit.draft.target


@given(st.integers(0, 3), texts, texts, st.booleans(), st.booleans())
def test_two_entries_have_one_version_only_where_people_see_the_same(
    place: int, one: str, other: str, approve_one: bool, approve_other: bool
) -> None:
    entry = _catalogue().entries[place]

    first, second = edited(entry, one, approved=approve_one), edited(entry, other, approved=approve_other)

    same = (one, approve_one and bool(one)) == (other, approve_other and bool(other))
    assert (version(first) == version(second)) == same


def test_editing_to_the_same_is_no_change() -> None:
    for entry in _catalogue().entries:
        approved = entry.unit.state is State.POST_EDITED
        assert edited(entry, entry.unit.target, approved=approved, note=entry.unit.note) == entry
