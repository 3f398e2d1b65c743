"""A file that cannot be understood is refused with its line and a remedy; it is never half read."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.test_editors import OMEGAT, POEDIT, WEBLATE
from translate import catalogue as po
from translate.errors import CatalogueError, StorageError
from translate.model import State

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('msgid "a"\nmsgstr "b\n', 5, "not closed"),
        ('msgid "a"\nmsgstr "b\\"\n', 5, "not closed"),
        ('msgid "a"\nmsgstr "b "c" d"\n', 5, "double quote"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 5, "no msgstr"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 6, "no source"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 7, "no msgstr"),
        ('msgid "a"\nmsgctxt "c"\nmsgstr "b"\n', 5, "out of place"),
        ('msgstr "b"\n', 4, "no source"),
        ('# A note\n"b"\n', 5, "no keyword"),
        ('#| "b"\nmsgid "a"\nmsgstr "b"\n', 4, "no keyword"),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> main\n', 5, "merge conflict"),
        ('msgid "a"\nmsgstr "b"\n||||||| 12ab\n', 6, "merge conflict"),
        ('msgid "a"\nmsgstr "b"\nThese words are no PO at all, and they go on.\n', 6, "no line of a PO file"),
        ('msgid "a"\nmsgstr "b"\n\n# note\nmsgid "a"\nmsgstr "c"\n', 7, "line 4"),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 7, "line 4"),
        ('#~ msgid "a"\nmsgstr "b"\n', 5, "one half"),
        ('#| msgstr "a"\nmsgid "a"\nmsgstr "b"\n', 4, "double quote|no line"),
        ('msgid "a"\nmsgstr "\\q"\n', 5, "escape"),
        ('msgid "a"\nmsgstr "\\377"\n', 5, "UTF-8"),
    ],
)
def test_the_line_and_a_remedy_are_named(text: str, line: int, problem: str) -> None:
    with pytest.raises(CatalogueError, match=problem) as caught:
        po.parse((HEAD + text).encode(), "locales/en/a.po")

    assert (caught.value.line, caught.value.path) == (line, "locales/en/a.po")
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        ((HEAD + 'msgid "été"\nmsgstr ""\n').encode("latin-1"), 4, "0xe9"),
        (b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=KLINGON\\n"\n', 3, "KLINGON"),
        ((HEAD + 'msgid "a"\nmsgstr ""\n').encode("utf-16"), 1, "UTF-16"),
        (b"", None, "empty"),
        (b"\n \n", None, "empty"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, line: int | None, problem: str) -> None:
    with pytest.raises(CatalogueError, match=problem) as caught:
        po.parse(data, "a.po")

    assert caught.value.line == line
    assert caught.value.remedy


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"a\.po"):
        po.read(tmp_path / "a.po")


def test_a_catalogue_of_another_language_is_not_merged() -> None:
    german = po.parse(b'msgid ""\nmsgstr "Language: de\\n"\n', "a.po")

    labels = {"article": "a.md", "source_digest": "0", "source_language": "fr", "target_language": "en-US"}
    with pytest.raises(CatalogueError, match="'de'"):
        po.merge(german, [], **labels)
    with pytest.raises(CatalogueError, match=r"^l/a\.po: .*'de'"):
        po.require_language(german, "en-US", PurePath("l/a.po"))
    po.require_language(german, "de-AT")


DAMAGES = st.tuples(
    st.sampled_from(["delete", "repeat", "blank", "comment", "insert", "erase", "indent"]),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.sampled_from([*'"\\#~|,. \tmn', "# x", "#. y", "#~ z", "#| ", "#~|", "#, ", "#~", '"more"', 'msgid "x"']),
)


def damage(text: str, damages: list[tuple[str, int, int, str]]) -> bytes:
    """The bytes of a PO file after some accidents."""
    lines = text.split("\n")
    for kind, one, two, piece in damages:
        at = one % len(lines)
        place = two % (len(lines[at]) + 1)
        if kind == "delete":
            lines[at : at + 1] = [] if len(lines) > 1 else [""]
        elif kind in ("repeat", "blank", "comment"):
            lines.insert(at, {"repeat": lines[two % len(lines)], "blank": "", "comment": piece}[kind])
        else:
            drop = kind == "erase"
            new = {"insert": piece, "erase": "", "indent": " "}[kind]
            lines[at] = lines[at][:place] + new + lines[at][place + drop :]
    return "\n".join(lines).encode()


@given(st.sampled_from([POEDIT, OMEGAT, WEBLATE]), st.lists(DAMAGES, min_size=1, max_size=4))
@settings(max_examples=400)
def test_a_damaged_file_is_refused_or_given_back_as_it_is(text: str, damages: list[tuple[str, int, int, str]]) -> None:
    data = damage(text, damages)
    lines = data.split(b"\n")

    refusal, catalogue = attempt(data)
    if catalogue is None:
        assert refusal is not None
        assert refusal.remedy
        assert refusal.line is None or 1 <= refusal.line <= len(lines)
        return
    assert po.render(catalogue) == data
    language = catalogue.target_language or "en"
    merge = po.merge(catalogue, [], article="a", source_digest="d", source_language="fr", target_language=language)
    again = po.parse(po.render(merge.catalogue), "a.po")
    human = {unit.target for unit in catalogue.units if unit.state is not State.DRAFT}
    assert human <= {"", *(unit.target for unit in again.units)}


def attempt(data: bytes) -> tuple[CatalogueError | None, po.Catalogue | None]:
    """The refusal or the catalogue that the bytes of a file give."""
    try:
        return None, po.parse(data, "a.po")
    except CatalogueError as error:
        return error, None
