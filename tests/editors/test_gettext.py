"""gettext's own programs: what they make of a catalogue is read with the right states, and no word is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.catalogue.histories import approved, gettext, with_target
from translate import catalogue as po
from translate.model import State

CATALOGUE = Path("locales/en/tir.po")


@pytest.fixture
def mixed(drafted: Path) -> po.Catalogue:
    """The catalogue with an approved unit, one with a remark, one in edit, one emptied; the others are drafts."""
    head, *blocks = CATALOGUE.read_text("utf-8").rstrip("\n").split("\n\n")
    blocks[0] = approved(with_target(blocks[0], "A second launcher lifts off"))
    blocks[1] = f"# Which day?\n{blocks[1]}"
    blocks[2] = with_target(blocks[2], "[Editor's note: half")
    blocks[3] = approved(with_target(blocks[3], ""))
    CATALOGUE.write_text("\n\n".join([head, *blocks, ""]), "utf-8")
    catalogue = po.read(CATALOGUE)
    states = [unit.state for unit in catalogue.units]
    assert states[:4] == [State.POST_EDITED, State.DRAFT, State.IN_EDIT, State.UNTRANSLATED]
    return catalogue


def through(*command: str) -> po.Catalogue:
    return po.parse(gettext(list(command), CATALOGUE.read_bytes()), "saved.po")


def essence(catalogue: po.Catalogue) -> list[tuple[object, ...]]:
    return [(u.context, u.source, u.target, u.state, u.note, u.draft, u.comments) for u in catalogue.units]


@pytest.mark.parametrize(
    "command",
    [("msgcat",), ("msgcat", "--no-wrap"), ("msgconv", "--to-code=UTF-8"), ("msgcat", "--width=40"), ("msgattrib",)],
    ids=" ".join,
)
def test_nothing_is_lost(mixed: po.Catalogue, command: tuple[str, ...]) -> None:
    assert essence(through(*command)) == essence(mixed)


def test_msgattrib_finds_the_units_of_a_state(mixed: po.Catalogue) -> None:
    states = Counter(unit.state for unit in mixed.units)
    only = {
        "--translated --no-fuzzy": states[State.POST_EDITED],
        "--untranslated": states[State.UNTRANSLATED],
        "--only-fuzzy": states[State.DRAFT] + states[State.IN_EDIT],
    }
    assert {option: len(through("msgattrib", *option.split()).units) for option in only} == only


def test_clearing_every_flag_approves_and_clearing_texts_rejects(mixed: po.Catalogue) -> None:
    assert {unit.state for unit in through("msgattrib", "--clear-fuzzy").units} == {
        State.POST_EDITED,
        State.UNTRANSLATED,
    }
    emptied = through("msgattrib", "--clear-fuzzy", "--empty").units
    assert Counter(unit.state for unit in emptied) == {State.UNTRANSLATED: len(emptied) - 1, State.POST_EDITED: 1}


def test_msgmerge_with_the_catalogues_own_template_changes_no_text(mixed: po.Catalogue) -> None:
    merged = po.parse(gettext(["msgmerge", "--quiet", str(CATALOGUE)], _untargeted()), "merged.po")
    assert [(u.context, u.source, u.target, u.note, u.state) for u in merged.units] == [
        (u.context, u.source, u.target, u.note, u.state) for u in mixed.units
    ]


def _untargeted() -> bytes:
    """The catalogue as a template: the same entries without flags and targets."""
    head, *blocks = CATALOGUE.read_text("utf-8").rstrip("\n").split("\n\n")
    return "\n\n".join([head, *(approved(with_target(block, "")) for block in blocks), ""]).encode()


def test_a_file_in_an_old_charset_is_read(mixed: po.Catalogue) -> None:
    """What Latin-1 can hold comes back from it; the rest is what msgconv refuses to convert."""
    text = CATALOGUE.read_text("utf-8")
    plain = "".join(char if ord(char) < 256 else "?" for char in text)
    CATALOGUE.write_text(plain, "utf-8")
    before = po.read(CATALOGUE)
    converted = through("msgconv", "--to-code=ISO-8859-1")
    assert converted.encoding == "iso8859-1"
    assert [(u.source, u.target) for u in converted.units] == [(u.source, u.target) for u in before.units]
