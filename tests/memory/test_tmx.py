"""TMX in and out: what is written is what is read, and it has the structure of TMX 1.4."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.memory.records import records
from translate.errors import MemoryFileError
from translate.memory import Memory, Record
from translate.memory.tmx_reading import TmxFile
from translate.memory.tmx_writing import write_tmx

_HEAD = '<tmx version="1.4"><header creationtool="other" srclang="*all*"/><body>'
_WHOLE_HEAD = (
    '<tmx version="1.4"><header creationtool="other" creationtoolversion="1" segtype="sentence" o-tmf="x" '
    'adminlang="en" srclang="fr" datatype="plaintext"/><body>'
)
_END = "</body></tmx>"
DTD = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
"""The document type of TMX 1.4b; lxml checks by it, and reads nothing else."""


def _write(content: list[Record]) -> str:
    return "".join(write_tmx(content, "fr", "en"))


def _read(text: str | bytes, source: str = "fr", target: str = "en") -> tuple[list[Record], int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.tmx"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        document = TmxFile(path, source, target)
        return list(document.records()), document.skipped


def _unit(source: str, target: str) -> str:
    return f'<tu><tuv xml:lang="fr"><seg>{source}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv></tu>'


@given(st.lists(records, max_size=6))
def test_what_is_written_is_what_is_read(content: list[Record]) -> None:
    assert _read(_write(content)) == (content, 0)


@settings(max_examples=20)
@given(st.lists(records, max_size=6, unique=True))
def test_an_exported_memory_imported_is_the_same(content: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Memory(Path(folder) / "a.sqlite") as memory:
            memory.add_imported("x.tmx", content)
            text = _write(list(memory.records()))
        with Memory(Path(folder) / "b.sqlite") as memory:
            assert memory.add_imported("x.tmx", _read(text)[0]) == len(content)
            assert _write(list(memory.records())) == text


@given(st.lists(records, max_size=4), st.booleans())
def test_what_is_written_is_valid_by_the_document_type(content: list[Record], as_text: bool) -> None:
    root = etree.fromstring("".join(write_tmx(content, "fr", "en", tags_as_text=as_text)).encode())

    assert DTD.validate(root), DTD.error_log
    assert root.get("version") == "1.4"
    assert len(root[1]) == len(content)
    for segment in root.iter("seg"):
        _check_inline(segment)


@pytest.mark.parametrize(
    "wrong",
    [
        '<tmx version="1.4"><body/></tmx>',
        _HEAD + _END,
        _WHOLE_HEAD + '<tu><tuv xml:lang="fr"><seg>a</seg></tuv><prop type="x-a">b</prop></tu>' + _END,
        _WHOLE_HEAD + "<tu><tuv><seg>a</seg></tuv></tu>" + _END,
        _WHOLE_HEAD + '<tu><tuv xml:lang="fr"><seg><bpt>b</bpt></seg></tuv></tu>' + _END,
        _WHOLE_HEAD + '<tu><tuv xml:lang="fr"><seg><it pos="middle">b</it></seg></tuv></tu>' + _END,
        _WHOLE_HEAD + '<tu><tuv xml:lang="fr"><seg><ph><ph/></ph></seg></tuv></tu>' + _END,
    ],
)
def test_the_document_type_refuses_what_tmx_does_not_know(wrong: str) -> None:
    assert not DTD.validate(etree.fromstring(wrong))


def _check_inline(segment: etree._Element) -> None:
    """Each `ept` closes a `bpt` of its segment that stands before it; an `it` says which end it is."""
    opened: list[str] = []
    closed: list[str] = []
    for element in segment:
        assert element.tag in ("bpt", "ept", "ph", "it")
        if element.tag == "bpt":
            opened.append(element.attrib["i"])
        elif element.tag == "ept":
            assert element.attrib["i"] in opened
            closed.append(element.attrib["i"])
        elif element.tag == "it":
            assert element.attrib["pos"] in ("begin", "end")
    assert len(set(opened)) == len(opened)
    assert sorted(opened) == sorted(closed)


@pytest.mark.parametrize(
    ("source", "target", "texts"),
    [
        ('Un <bpt i="1" x="1">&lt;b&gt;</bpt>mot<ept i="1">&lt;/b&gt;</ept>.',
         'A <bpt i="7" x="1">B</bpt>word<ept i="7">b</ept>.',
         ("Un <1>mot</1>.", "A <1>word</1>.")),
        ('<ph x="1">{0}</ph> et <ph x="2">{1}</ph>', '<ph x="2">{1}</ph> and <ph x="1">{0}</ph>',
         ("<1/> et <2/>", "<2/> and <1/>")),
        ("<ph>{a}</ph> et <ph>{b}</ph>", "<ph>{b}</ph> and <ph>{a}</ph>", ("<1/> et <2/>", "<2/> and <1/>")),
        ('Un <hi type="bold">mot <ph>x</ph></hi>', 'A <hi type="bold">word <ph>x</ph></hi>',
         ("Un <1>mot <2/></1>", "A <1>word <2/></1>")),
        ('<it pos="begin" x="4">i</it>Mot', '<it pos="begin" x="4">i</it>Word', ("<1>Mot", "<1>Word")),
        ("Mot<ph>note <sub>texte</sub></ph>", "Word<ph>note <sub>text</sub></ph>", ("Mot<1/>", "Word<1/>")),
        ("&lt;1&gt; est pris <ph>x</ph>", "&lt;1&gt; is taken <ph>x</ph>", ("<1> est pris <2/>", "<1> is taken <2/>")),
        ("<ut>a</ut>b", "b<ut>a</ut><ph>z</ph>", ("<1/>b", "b<1/><2/>")),
    ],
)  # fmt: skip
def test_inline_elements_of_other_programs_become_tags(source: str, target: str, texts: tuple[str, str]) -> None:
    ((record,), _) = _read(_HEAD + _unit(source, target) + _END)

    assert (record.source, record.target) == texts


def test_the_closest_language_is_taken() -> None:
    variants = {"FR-ca": "québécois", "fr": "français", "en-GB": "British", "en-US": "American", "de": "deutsch"}
    text = "".join(f'<tuv xml:lang="{language}"><seg>{word}</seg></tuv>' for language, word in variants.items())
    document = f"{_HEAD}<tu>{text}</tu><tu><tuv lang='fr'><seg>seul</seg></tuv></tu>{_END}"

    for languages, wanted in {
        ("fr", "en"): ("français", "British"),
        ("fr-CA", "en-US"): ("québécois", "American"),
        ("fr-FR", "en-gb"): ("français", "British"),
        ("en", "de"): ("British", "deutsch"),
    }.items():
        ((record,), skipped) = _read(document, *languages)
        assert (record.source, record.target) == wanted
        assert skipped == 1
    assert _read(document, "fr", "it") == ([], 2)


def test_dates_and_people_are_taken_over() -> None:
    unit = (
        '<tu creationid="Ann"><tuv xml:lang="fr"><seg>un</seg></tuv>'
        '<tuv xml:lang="en" changedate="20240512T120500Z" changeid="Léa &amp; Max"><seg>one</seg></tuv></tu>'
        '<tu creationid="Ann" creationdate="yesterday"><tuv xml:lang="fr"><seg>deux</seg></tuv>'
        '<tuv xml:lang="en"><seg>two</seg></tuv></tu>'
    )
    found, _ = _read(_HEAD + unit + _END)

    assert [(record.date, record.editor) for record in found] == [("20240512T120500Z", "Léa & Max"), ("", "Ann")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_that_xml_declares(encoding: str) -> None:
    name = {"utf-8-sig": "UTF-8"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{name}"?>\n{_HEAD}{_unit("été", "summer")}{_END}'

    assert _read(text.encode(encoding))[0][0].source == "été"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (f"{_HEAD}\n<tu>\n</body>", 3, "well-formed"),
        (f"{_HEAD}\n{_unit('a', 'b')}\n", 3, "well-formed"),
        ("", 1, "well-formed"),
        ("\n\n<xliff/>", 3, "'xliff'"),
        (f'<!DOCTYPE tmx [\n<!ENTITY a "b">]>{_HEAD}{_END}', 2, "entities"),
        (f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n{_HEAD}{_unit("&eacute;", "x")}{_END}', 2, "undefined entity"),
        (f'<?xml version="1.0" encoding="klingon"?>{_HEAD}{_END}', 1, "encoding"),
        (f"{_HEAD}{_END}".encode()[:-3] + b"\xff", 1, "well-formed"),
    ],
)
def test_a_broken_document_is_refused_with_its_line(tmp_path: Path, text: str | bytes, line: int, problem: str) -> None:
    path = tmp_path / "x.tmx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with Memory(tmp_path / "m.sqlite") as memory:
        with pytest.raises(MemoryFileError, match=problem) as caught:
            memory.add_imported("x.tmx", TmxFile(path, "fr", "en").records())
        assert memory.statistics().imported == 0
    assert caught.value.line == line
    assert caught.value.remedy


def test_a_name_that_leads_out_of_the_document_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{_HEAD}{_unit("&x;", "y")}{_END}'

    with pytest.raises(MemoryFileError, match="entities"):
        _read(text)
