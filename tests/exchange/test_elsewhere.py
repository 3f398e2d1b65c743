"""XLIFF that other programs made of a catalogue or of an article: what can be told for sure is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from translate import catalogue as po
from translate.model import State

if TYPE_CHECKING:
    from tests.commands import Run

ARTICLE, CATALOGUE = Path("articles/tir.fr.txt"), Path("locales/en/tir.po")


def write_document(original: str, targets: dict[str, str], *, header: str = "", source_language: str = "fr") -> Path:
    """Write the catalogue's units as a program does that knows nothing of us; `targets` are edited ones, by source.

    With `header`, as gettext's profile of XLIFF 1.1 has it: the first unit holds the header of the PO file.
    """
    units = [
        f'<trans-unit id="{number}" approved="no"><source>{escape(unit.source)}</source>'
        f'<target state="{"translated" if unit.source in targets else "needs-translation"}">'
        f"{escape(targets.get(unit.source, unit.target))}</target>"
        f'<note from="developer">{escape(" / ".join(unit.comments))}</note></trans-unit>'
        for number, unit in enumerate(po.read(CATALOGUE).units, 2)
    ]
    if header:
        text = f"<source>{header}</source><target>{header}</target>"
        units.insert(0, f'<trans-unit id="1" restype="x-gettext-domain-header">{text}</trans-unit>')
    path = Path("elsewhere.xlf")
    path.write_text(
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1" version="1.1"><file original="{original}" '
        f'source-language="{source_language}" datatype="plaintext"><body>{"".join(units)}</body></file></xliff>',
        "utf-8",
    )
    return path


HEADER = f"Language: en\nX-Source-Language: fr\nX-Source-Article: {ARTICLE.as_posix()}\n"


@pytest.mark.parametrize("article", [(), (ARTICLE,)])
def test_a_catalogue_turned_into_xliff_comes_back(drafted: Path, run: Run, article: tuple[Path, ...]) -> None:
    before = CATALOGUE.read_bytes()
    same = write_document(str(CATALOGUE), {}, header=HEADER, source_language="en-US")
    run("import", "xliff", same, *article)
    assert CATALOGUE.read_bytes() == before

    source = po.read(CATALOGUE).units[2].source
    edited = write_document(str(CATALOGUE), {source: "Half done."}, header=HEADER, source_language="en-US")
    shown = run("import", "xliff", edited, *article).stdout

    assert "1 approved" in shown
    states = {unit.source: (unit.target, unit.state, unit.note) for unit in po.read(CATALOGUE).units}
    assert states.pop(source) == ("Half done.", State.POST_EDITED, "")
    assert {(state, note) for _, state, note in states.values()} == {(State.DRAFT, "")}


@pytest.mark.parametrize("original", ["tir.fr.txt", "/home/somebody/job/tir.docx", "self", "../../etc/passwd"])
def test_another_name_of_the_file_is_no_hindrance_where_the_article_is_named(
    drafted: Path, run: Run, original: str
) -> None:
    source = po.read(CATALOGUE).units[2].source
    document = write_document(original, {source: "Half done."})

    assert "1 approved" in run("import", "xliff", document, ARTICLE).stdout
    assert po.read(CATALOGUE).units[2].target == "Half done."


def test_the_name_of_another_article_is(drafted: Path, run: Run) -> None:
    other = ARTICLE.with_name("autre.fr.txt")
    other.write_text(ARTICLE.read_text("utf-8"), "utf-8")
    run("draft", "--engine", "pseudo", other)
    document = write_document(other.as_posix(), {})

    assert "is of articles/autre.fr.txt, not of" in run("import", "xliff", document, ARTICLE, code=2).stderr


def test_a_document_of_another_text_is_refused_with_what_to_do(drafted: Path, run: Run) -> None:
    before = CATALOGUE.read_bytes()
    document = write_document("tir.docx", {})
    text = document.read_text("utf-8").replace("<source>", "<source>Tout autre chose : ")
    document.write_text(text, "utf-8")

    (line,) = run("import", "xliff", document, ARTICLE, code=2).stderr.splitlines()

    assert "none of its units stands in the article's catalogue" in line
    assert "translate export" in line
    assert CATALOGUE.read_bytes() == before
