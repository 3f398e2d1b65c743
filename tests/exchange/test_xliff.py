"""XLIFF in both versions: what is written is read back as it was, and broken files are refused with their line."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given

from tests.exchange.strategies import files, texts
from translate.errors import ExchangeError
from translate.exchange import inline, xliff
from translate.exchange.inline import Code
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.model import State

BOTH = pytest.mark.parametrize("version", xliff.VERSIONS)


def without_lines(file: ExchangeFile) -> ExchangeFile:
    return replace(file, line=0, units=tuple(replace(unit, line=0) for unit in file.units))


@given(texts)
def test_a_text_that_is_cut_is_put_together_again(text: str) -> None:
    pieces = inline.cut(text)
    assert inline.join(pieces) == text
    depth = [piece for piece in pieces if isinstance(piece, Code)]
    opened: list[int] = []
    for code in depth:
        if code.role is inline.CodeRole.OPEN:
            opened.append(code.number)
        elif code.role is inline.CodeRole.CLOSE:
            assert opened.pop() == code.number
    assert not opened


@BOTH
@given(file=files)
def test_what_is_written_is_read_back(version: str, file: ExchangeFile) -> None:
    data = xliff.write([file], version)
    (back,) = xliff.read(data, "a.xlf")
    assert without_lines(back) == file
    assert xliff.write([back], version) == data


def one(version: str, **fields: object) -> tuple[str, ElementTree.Element]:
    unit = ExchangeUnit("Le <1>tir</1> a eu lieu.<2/>", "", State.UNTRANSLATED, key="u1", stamp="s")
    file = ExchangeFile("articles/tir.fr.md", "fr", "en", (replace(unit, **fields),))
    text = xliff.write([file], version).decode()
    return text, ElementTree.fromstring(text)  # noqa: S314 - our own text


@BOTH
def test_tags_are_elements(version: str) -> None:
    legend = ("<1>…</1> link: […](tir.html)", "<2/> footnote: [^1]")
    _, root = one(version, target="The <1>launch</1> took place.<2/>", state=State.DRAFT, comments=legend)
    for name in ("source", "target"):
        (element,) = [element for element in root.iter() if element.tag.endswith(f"}}{name}")]
        pair, single = element
        assert (pair.get("id"), pair.text is not None, single.get("id")) == ("1", True, "2")
        assert "<" not in "".join(element.itertext())
        assert "link" in (pair.get("ctype"), pair.get("type"))
        assert "[…](tir.html)" in (pair.get("equiv-text"), pair.get("dispStart"))


STATES_12 = {
    State.UNTRANSLATED: {"state": "needs-translation"},
    State.DRAFT: {"state": "needs-review-translation", "state-qualifier": "leveraged-mt"},
    State.FUZZY: {"state": "needs-review-translation", "state-qualifier": "fuzzy-match"},
    State.IN_EDIT: {"state": "needs-review-translation"},
    State.POST_EDITED: {"state": "final"},
}


@pytest.mark.parametrize("state", STATES_12)
def test_states_in_12(state: State) -> None:
    _, root = one("1.2", target="" if state is State.UNTRANSLATED else "a", state=state)
    (target,) = root.iter("{urn:oasis:names:tc:xliff:document:1.2}target")
    (unit,) = root.iter("{urn:oasis:names:tc:xliff:document:1.2}trans-unit")
    assert {name: value for name, value in target.items() if name.startswith("state")} == STATES_12[state]
    assert (unit.get("approved") == "yes") == (state is State.POST_EDITED)


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ('state="translated"', State.POST_EDITED),
        ('state="signed-off"', State.POST_EDITED),
        ('state="needs-review-translation" state-qualifier="mt-suggestion"', State.DRAFT),
        ('state="needs-l10n"', State.IN_EDIT),
        ("", None),
    ],
)
def test_states_that_other_programs_write_in_12(attributes: str, state: State | None) -> None:
    text, _ = one("1.2", target="a", state=State.IN_EDIT)
    (file,) = xliff.read(text.replace('state="needs-review-translation"', attributes).encode(), "a.xlf")
    assert file.units[0].state is state


@pytest.mark.parametrize(
    ("exported", "old", "new", "state"),
    [
        (State.DRAFT, "<trans-unit ", '<trans-unit approved="yes" ', State.POST_EDITED),
        (State.POST_EDITED, 'state="final"', 'state="needs-review-translation"', State.IN_EDIT),
        (State.POST_EDITED, ' state="final"', "", State.POST_EDITED),
    ],
)
def test_a_program_that_sets_only_one_of_state_and_approval(exported: State, old: str, new: str, state: State) -> None:
    text, _ = one("1.2", target="a", state=exported, stamp=f"{exported}.x")
    assert old in text
    (file,) = xliff.read(text.replace(old, new).encode(), "a.xlf")
    assert file.units[0].state is state


@pytest.mark.parametrize(
    ("attributes", "state"),
    [('state="translated"', State.POST_EDITED), ('state="reviewed"', State.POST_EDITED), ("", None)],
)
def test_states_that_other_programs_write_in_20(attributes: str, state: State | None) -> None:
    text, _ = one("2.0", target="a", state=State.IN_EDIT)
    (file,) = xliff.read(text.replace('state="initial" subState="desk:in-edit"', attributes).encode(), "a.xlf")
    assert file.units[0].state is state


@BOTH
def test_the_former_source_the_draft_and_the_terms_go_along(version: str) -> None:
    text, root = one(
        version,
        target="The launch took place.",
        state=State.FUZZY,
        previous_source="Le tir aura lieu.",
        draft="The shot took place.",
        comments=("Terms: tir → launch; Roscosmos",),
    )
    assert "Le tir aura lieu." in text
    assert "The shot took place." in text
    if version == "2.0":
        terms = [(e.tag.rpartition("}")[2], e.text) for e in root.iter() if "glossary" in e.tag and e.text]
        assert terms == [
            ("term", "tir"),
            ("translation", "launch"),
            ("term", "Roscosmos"),
            ("translation", "Roscosmos"),
        ]


def test_a_unit_cut_into_segments_by_another_program_is_put_together() -> None:
    text, _ = one("2.0", target="a", state=State.IN_EDIT)
    start, end = text.index("<segment"), text.index("</unit>")
    cut = (
        '<segment id="s1" state="final"><source>Un. </source><target>One. </target></segment>'
        "<ignorable><source> </source><target> </target></ignorable>"
        '<segment id="s2" state="translated"><source>Deux.</source><target>Two.</target></segment>'
    )
    (file,) = xliff.read((text[:start] + cut + text[end:]).encode(), "a.xlf")
    assert (file.units[0].source, file.units[0].target) == ("Un.  Deux.", "One.  Two.")
    assert file.units[0].state is State.POST_EDITED


_IN_12 = "<xliff version='1.2'><file><body><trans-unit>"
_IN_20 = "<xliff version='2.0'><file><unit><segment>"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<xliff version='1.2'>\n<file>", 2, "not well-formed"),
        ("<tmx/>", 1, "no XLIFF"),
        ("<xliff version='3.0'/>", 1, "'3.0'"),
        ("<xliff version='1.2'/>", 1, "no article"),
        ("<!DOCTYPE x [\n<!ENTITY a 'b'>]>\n<xliff version='1.2'/>", 2, "entities"),
        ("<xliff version='1.2'><file><body>\n<trans-unit id='u'/></body></file></xliff>", 2, "no source"),
        ("<xliff version='2.0'><file>\n\n<unit id='u'/></file></xliff>", 3, "no source"),
        (f"{_IN_12}\n<source>a<g id='w'/></source></trans-unit></body></file></xliff>", 2, "stands for nothing"),
        (f"{_IN_20}<source>a<ph id='p'/></source></segment></unit></file></xliff>", 1, "stands for nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ExchangeError, match=words) as caught:
        xliff.read(text.encode(), "a.xlf")
    assert (caught.value.line, caught.value.path) == (line, "a.xlf")
    assert caught.value.remedy


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(ExchangeError):
        xliff.read(b"<xliff version='1.2'>\xff</xliff>", "a.xlf")


@BOTH
def test_elements_without_end_are_refused(version: str) -> None:
    text, _ = one(version, target="a", state=State.IN_EDIT)
    name = "g" if version == "1.2" else "pc"
    deep = f"<{name} id='1'>" * 5000 + f"</{name}>" * 5000
    with pytest.raises(ExchangeError, match="nested too deeply"):
        xliff.read(text.replace(">a</target>", f">{deep}</target>").encode(), "a.xlf")
