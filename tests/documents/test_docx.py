"""Word documents: what is read of them, as which blocks and tags, and how targets are written."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

import docx
import pytest

from tests.documents.docx_files import HEAD, W, field, members, notes, package, run
from translate import documents
from translate.catalogue.evidence import segment_lines
from translate.errors import DocumentError
from translate.model import Article, BlockKind
from translate.placeables import read_words
from translate.segmentation import segment

P = "<w:p>{}</w:p>".format


def read(data: bytes) -> Article:
    return documents.read_bytes(data, PurePath("a.docx"), language="fr")


def sources(*inside: str) -> list[str]:
    return [one.source for one in segment(read(package("".join(map(P, inside)))))]


def publish(data: bytes, *targets: str) -> bytes:
    article = read(data)
    segments = segment(article)
    assert len(segments) == len(targets), [one.source for one in segments]
    return documents.write(article, segments, dict(enumerate(targets)))


def opened(data: bytes) -> docx.document.Document:
    """Read a file back with another program's eyes."""
    return docx.Document(io.BytesIO(data))


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_what_word_cuts_into_runs_is_one_sentence_without_tags() -> None:
    pieces = (
        run("La fu", "", ' w:rsidR="00A1"'),
        '<w:proofErr w:type="spellStart"/>',
        run("sée", '<w:lang w:val="fr-FR"/>'),
    )
    assert sources("".join(pieces) + run(" décolle.", "<w:noProof/>", ' w:rsidR="00B2"')) == ["La fusée décolle."]


def test_bold_italic_and_links_are_pairs_of_tags() -> None:
    look = '<w:rStyle w:val="Lien"/>'
    link = f'<w:hyperlink r:id="rId4">{run("le site", look)}</w:hyperlink>'
    body = run("Voir ") + link + run(", ") + run("vite", "<w:b/>") + run(" et ") + run("bien", "<w:i/>") + run(".")
    assert sources(body) == ["Voir <1>le site</1>, <2>vite</2> et <3>bien</3>."]
    article = read(package(P(body)))
    assert [p.shown for p in segment(article)[0].placeables[::2]] == ["link", "bold", "italic"]


def test_a_legend_says_what_a_tag_stands_for_and_not_how_word_writes_it() -> None:
    (found,) = segment(read(package(P(run("Un ") + run("mot", "<w:b/>") + "<w:r><w:tab/></w:r>" + run(" ici.")))))
    assert segment_lines([found], ()) == ("<1>…</1> emphasis: bold", "<2/> tag: tab")


def test_a_paragraph_in_one_look_has_no_tags_and_blanks_none_either() -> None:
    assert sources(run("Tout est gras", "<w:b/>") + run(" ") + run("ici.", "<w:b/>")) == ["Tout est gras ici."]
    assert sources(run("Un ") + run("mot", "<w:b/>") + run(" ", "<w:b/>") + run("ici.")) == ["Un <1>mot</1> ici."]


def test_targets_keep_the_look_of_their_tags_wherever_they_go() -> None:
    data = package(P(run("Le ") + run("grand", "<w:b/>") + run(" lanceur ") + run("vole", "<w:i/>") + run(".")))
    (paragraph,) = opened(publish(data, "<2>Flying</2> is the <1>big</1> launcher.")).paragraphs
    shown = [(one.text, bool(one.bold), bool(one.italic)) for one in paragraph.runs if one.text]
    assert shown == [
        ("Flying", False, True), (" is the ", False, False), ("big", True, False), (" launcher.", False, False)
    ]  # fmt: skip


def test_tabs_breaks_notes_and_pictures_stand_alone() -> None:
    body = run("Un") + "<w:r><w:tab/></w:r>" + run("deux") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" et")
    data = package(P(body + "<w:r><w:br/></w:r>" + run("trois.")), {"footnotes": notes(run("Une note."))})
    assert [one.source for one in segment(read(data))] == ["Un<1/>deux<2/> et<3/>trois.", "Une note."]
    written = members(publish(data, "One<1/>two and<3/>three<2/>.", "A note."))
    assert b"<w:tab/>" in written["word/document.xml"]
    assert b"A note." in written["word/footnotes.xml"]


def test_a_tag_that_stands_twice_is_written_once() -> None:
    data = package(P(run("Un") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" mot.")))
    assert members(publish(data, "A<1/> word<1/>."))["word/document.xml"].count(b"footnoteReference") == 1


def test_deleted_words_are_not_read_and_inserted_ones_are() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>vieux</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("neuf")}</w:ins>'
    data = package(P(run("Un lanceur ") + deleted + inserted + run(" ici.")))
    assert [one.source for one in segment(read(data))] == ["Un lanceur neuf ici."]
    assert b"vieux" in members(publish(data, "A new launcher here."))["word/document.xml"]


def test_fields_stay_and_the_words_of_a_link_field_are_translated() -> None:
    def complex_field(code: str, result: str) -> str:
        instruction = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        return field("begin") + instruction + field("separate") + run(result) + field("end")

    assert sources(run("Page ") + complex_field("PAGE", "3") + run(" sur dix")) == ["Page <1/> sur dix"]
    assert sources(run("Voir ") + complex_field('HYPERLINK "u"', "le site")) == ["Voir <1>le site</1>"]
    contents = [field("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + field("separate") + run("Chapitre")]
    assert sources(*contents, run("Autre chapitre") + field("end"), run("Un texte.")) == ["Un texte."]


def test_a_field_that_never_ends_hides_nothing() -> None:
    assert sources(field("begin") + run("Un texte."), run("Un autre.")) == ["Un texte.", "Un autre."]


def test_bookmarks_and_comments_outlive_their_sentence() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="ici"/>', '<w:bookmarkEnd w:id="1"/>'
    data = package(P(run("Un ") + start + run("mot") + end + run(" ici.")))
    assert [one.source for one in segment(read(data))] == ["Un mot ici."]
    written = members(publish(data, "A word here."))["word/document.xml"].decode()
    assert written.index(start) < written.index("A word") < written.index(end)


def test_text_boxes_are_blocks_and_part_the_paragraph_around_them() -> None:
    box = "<w:txbxContent>" + P(run("Un encadré.")) + "</w:txbxContent>"
    drawing = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    data = package(P(run("Avant.") + drawing + "</mc:AlternateContent></w:r>" + run("Après.")))
    assert [one.source for one in segment(read(data))] == ["Avant.", "Un encadré.", "Un encadré.", "Après."]
    text = members(publish(data, "Before.", "A box.", "A box.", "After."))["word/document.xml"].decode()
    assert text.count("A box.") == 2


def test_paragraphs_are_known_by_their_styles_whatever_language_word_speaks() -> None:
    def style(identifier: str, name: str, more: str = "") -> str:
        return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'

    listed = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    styles = (
        f'{HEAD}<w:styles xmlns:w="{W}">'
        + style("Titre", "Title")
        + style("Titre1", "heading 1")
        + style("Maison", "Chapitre maison", '<w:basedOn w:val="Titre1"/>')
        + style("Lgende", "caption")
        + style("Puces", "Puces", listed)
        + style("A", "A", '<w:basedOn w:val="B"/>')
        + style("B", "B", '<w:basedOn w:val="A"/>')
        + "</w:styles>"
    )
    names = ("Titre", "Titre1", "Maison", "Lgende", "Puces", "A", "Inconnu")
    body = "".join(P(f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>' + run("Un mot")) for name in names)
    body += P(listed + run("Un point")) + "<w:tbl><w:tr><w:tc>" + P(run("Une case")) + "</w:tc></w:tr></w:tbl>"
    others = {"styles": styles, "footnotes": notes(run("Une note.")), "header1": HEAD + header("En-tête")}
    kinds = [
        block.kind for block in read(package(body + P(run("Crédit photo : CNES")), others)).blocks if block.translatable
    ]
    assert kinds == [
        BlockKind.TITLE, BlockKind.HEADING, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CREDIT,
        BlockKind.NOTE, BlockKind.PARAGRAPH,
    ]  # fmt: skip


def header(words: str) -> str:
    return f'<w:hdr xmlns:w="{W}">{P(run(words))}</w:hdr>'


def test_spaces_at_the_ends_of_a_text_are_kept_by_word() -> None:
    data = package(P("<w:r><w:t>Le</w:t></w:r>" + run(" grand", "<w:b/>") + run(" lanceur vole.")))
    written = publish(data, "The <1>big</1> launcher flies.")
    assert opened(written).paragraphs[0].text == "The big launcher flies."
    assert '<w:t xml:space="preserve">The ' in members(written)["word/document.xml"].decode()


def test_a_document_of_another_program_is_translated_and_read_back_by_it() -> None:
    document = docx.Document()
    document.add_heading("Un titre", 1)
    paragraph = document.add_paragraph("Le lanceur ", style="List Bullet")
    paragraph.add_run("vole").bold = True
    paragraph.add_run(".")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Étage", "1 200 kg"
    document.sections[0].footer.paragraphs[0].text = "Bas de page"
    data = saved(document)
    written = publish(data, "A title", "The launcher <1>flies</1>.", "Stage", "1,200 kg", "Footer")
    back = opened(written)
    assert [(one.text, one.style.name) for one in back.paragraphs] == [
        ("A title", "Heading 1"), ("The launcher flies.", "List Bullet")
    ]  # fmt: skip
    assert [(one.text, one.bold) for one in back.paragraphs[1].runs] == [
        ("The launcher ", None), ("flies", True), (".", None)
    ]  # fmt: skip
    assert [cell.text for cell in back.tables[0].rows[0].cells] == ["Stage", "1,200 kg"]
    assert back.sections[0].footer.paragraphs[0].text == "Footer"


def test_the_archive_keeps_its_order_dates_packing_and_other_members() -> None:
    extra = {"word/media/image1.png": bytes(range(256)) * 9, "word/vbaProject.bin": b"\x00macro"}
    data = package(P(run("Un mot.")), extra=extra)
    written = publish(data, "A word.")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(written)) as new:
        fields = ("filename", "date_time", "compress_type", "external_attr", "comment")
        assert [[getattr(i, f) for f in fields] for i in old.infolist()] == [
            [getattr(i, f) for f in fields] for i in new.infolist()
        ]
    before, after = members(data), members(written)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert publish(data, "A word.") == written


def test_other_prefixes_the_strict_namespace_and_utf_16_are_read() -> None:
    body = package(P(run("Un ") + run("mot", "<w:b/>") + run(" ici.")))
    text = members(body)["word/document.xml"].decode()
    strict = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    renamed = text.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    sixteen = text.replace('"UTF-8"', '"UTF-16"').encode("utf-16")
    for xml in (strict.encode(), renamed.encode(), sixteen):
        data = package("", extra={"word/document.xml": xml})
        written = publish(data, "A <1>word</1> here.")
        assert [one.source for one in segment(read(written))] == ["A <1>word</1> here."]


def test_a_character_that_xml_cannot_hold_is_named() -> None:
    with pytest.raises(DocumentError, match=r"a\.docx:1: the character U\+0001 cannot be written"):
        publish(package(P(run("Un mot."))), "A \x01 word.")


def test_a_text_that_wrongly_holds_elements_is_left_alone() -> None:
    body = "<w:p><w:r><w:t>Un <w:p><w:r><w:t>mot</w:t></w:r></w:p></w:t></w:r><w:r><w:t>Fin</w:t></w:r></w:p>"
    data = package(body)
    article = read(data)
    segments = segment(article)
    assert [one.source for one in segments] == ["mot", "Fin"]
    assert documents.write(article, segments, {0: "word", 1: "End"})


@pytest.mark.parametrize("seam", ["", "</w:t></w:r><w:r><w:t>", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"])
def test_sentences_that_touch_stand_apart_in_the_target_whatever_runs_they_are_in(seam: str) -> None:
    data = package(f"<w:p>{run(f'[Une note. Ici.]{seam}Selon lui, tout va bien.')}</w:p>")
    article = documents.read_bytes(data, PurePath("a.docx"), language="fr")
    segments = segment(article)

    written = documents.write(article, segments, {1: "Here.]"})

    again = documents.read_bytes(written, PurePath("a.docx"), language="en")
    words = "".join(read_words(block.raw, block.placeables) for block in again.blocks if block.translatable)
    assert words == "[Une note. Here.] Selon lui, tout va bien."
