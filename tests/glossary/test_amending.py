"""A row gets another target; the rest of the file stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.amending import replace_target
from translate.glossary.rows import read

ROWS = (
    "coiffe,,fairing,term,fairings,,,cap,a note",
    'étage supérieur,,"upper stage, last",term,,,,,',
    "fusée,engin,rocket,term,rockets,,,,",
)
HEADER = "source,variants,target,kind,plural,allowed,case,forbidden,note"


@given(
    st.lists(st.sampled_from(ROWS), unique=True, min_size=1), st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(), st.booleans(), st.sampled_from([",", ";"]), st.booleans(), st.data(),
)  # fmt: skip
def test_only_the_target_and_the_plural_of_one_row_change(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], end: str, last: bool, bom: bool, separator: str,
    declared: bool, data: st.DataObject,
) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("rows") / "fr-en.csv"
    lines = [HEADER.replace(",", separator), *(_parted(row, separator) for row in rows)]
    head = f"sep={separator}\n" if declared and end == "\n" else ""
    text = head + end.join(lines) + (end if last else "")
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text.encode())
    number = data.draw(st.integers(0, len(rows) - 1))
    before = read(path)

    assert replace_target(path, before[number].source, "new form", plural="new forms")

    after = read(path)
    assert (after[number].target, after[number].plural) == ("new form", "new forms")
    assert (after[number].note, after[number].forbidden, after[number].variants) == (
        before[number].note, before[number].forbidden, before[number].variants,
    )  # fmt: skip
    changed = path.read_bytes().decode("utf-8-sig").split(end if not head else "\n")
    former = text.split(end if not head else "\n")
    assert [place for place, pair in enumerate(zip(former, changed, strict=True)) if pair[0] != pair[1]] == [
        number + 1 + bool(head)
    ]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == bom


def _parted(row: str, separator: str) -> str:
    """Return a row with another separator; the comma inside the quotes stays."""
    outside = row.split('"')
    return '"'.join(part.replace(",", separator) if place % 2 == 0 else part for place, part in enumerate(outside))


def test_a_source_without_a_row_is_left_to_be_added(tmp_path: Path) -> None:
    path = tmp_path / "fr-en.csv"
    assert not replace_target(path, "coiffe", "fairing")
    path.write_text(f"{HEADER}\n{ROWS[0]}\n", "utf-8")
    assert not replace_target(path, "moteur", "engine")
    assert path.read_text("utf-8") == f"{HEADER}\n{ROWS[0]}\n"


def test_a_target_that_would_be_two_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fr-en.csv"
    path.write_text("source,target\ncoiffe,fairing\n", "utf-8")
    with pytest.raises(GlossaryError, match="Write it without"):
        replace_target(path, "coiffe", "cap|hood")
    with pytest.raises(GlossaryError, match='no column "plural"'):
        replace_target(path, "coiffe", "cap", plural="caps")
