"""A document that a word processor wrote: tracked changes, a comment, notes, fields, a text box, a table.

`tests/corpora/docx/essai-moteur.docx` was made by LibreOffice 7.4 from the .fodt file beside it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.documents.docx_files import members
from translate import documents
from translate.segmentation import segment

FILE = Path(__file__).parents[1] / "corpora" / "docx" / "essai-moteur.docx"
SOURCES = [
    "Le banc d’essai reprend du service",
    "Le moteur a tourné ce matin pendant 312 secondes<1/>.",
    "<1>Aucune fuite</1> n’a été relevée, assure <2>Irène Vasseur</2>.",
    "La suite",
    "Voir <1>le calendrier des <2>essais</2></1>  et<3/>le rapport du <4/>.",
    "L’usine de Самара livre en mars.",
    "Encadré : trois chiffres à retenir.",
    "Encadré : trois chiffres à retenir.",
    "Le paragraphe qui porte l’encadré.",
    "Premier point.",
    "Point inclus.",
    "Durée",
    "312 s",
    "Deux paragraphes.",
    "Figure <1/> : le moteur sur son banc.",
    "Fin du texte, voir page <1/>.",
    "Deux de plus que prévu.",
    "L’équipe s’en félicite.",
    "Revue spatiale du mardi, page",
]


def publish(targets: dict[int, str], language: str | None = "en") -> bytes:
    article = documents.read(FILE, language="fr")
    return documents.write(article, segment(article), targets, language=language)


def test_its_texts_are_read() -> None:
    assert [one.source for one in segment(documents.read(FILE, language="fr"))] == SOURCES


def test_sources_as_targets_give_the_file_in_any_language() -> None:
    assert publish(dict(enumerate(SOURCES))) == FILE.read_bytes()


def test_what_changes_is_said_to_be_in_the_new_language() -> None:
    before, after = members(FILE.read_bytes()), members(publish({3: "What comes next"}))

    assert {name for name in after if after[name] != before[name]} == {
        "word/document.xml", "word/styles.xml", "docProps/core.xml"
    }  # fmt: skip
    assert after["word/styles.xml"] == before["word/styles.xml"].replace(b'w:val="fr-FR"', b'w:val="en-US"')
    assert b"<dc:language>en-US</dc:language>" in after["docProps/core.xml"]
    assert b'<w:lang w:val="ru-RU"/>' in after["word/document.xml"]
    assert members(publish({3: "La suite (bis)"}, "fr"))["word/styles.xml"] == before["word/styles.xml"]
    assert members(publish({3: "What comes next"}, "en-GB"))["word/styles.xml"].count(b'"en-GB"') == 2


def test_only_changed_paragraphs_change_their_language(tmp_path: Path) -> None:
    text = members(FILE.read_bytes())["word/document.xml"].decode()
    marked = re.sub(r"<w:rPr>", '<w:rPr><w:lang w:val="fr-FR"/>', re.sub(r"<w:rPr/>", "<w:rPr></w:rPr>", text))
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(FILE) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, marked.encode() if name == "word/document.xml" else old.read(name))
    article = documents.read(path, language="fr")
    segments = segment(article)
    number = next(n for n, one in enumerate(segments) if one.source == "La suite")
    written = members(documents.write(article, segments, {number: "What comes next"}, language="en"))
    paragraphs = re.findall(r"<w:p>.*?</w:p>", written["word/document.xml"].decode())
    english = [p for p in paragraphs if "en-US" in p]
    assert len(english) == 1
    assert "What comes next" in english[0]
    assert "fr-FR" not in english[0]


def test_a_word_processor_opens_the_published_document(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    targets = {
        1: "Last morning<1/> the engine ran.",
        2: "<2>Irène Vasseur</2> saw <1>no leak</1> & no \"<fire>\".",
        4: "See<3/><1>the <2>tests</2></1>, <4/>.",
        6: "Box: three figures.",
        7: "Box: three figures.",
        16: "Two more.",
    }  # fmt: skip
    path = tmp_path / "published.docx"
    path.write_bytes(publish(targets))
    command = [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fodt"]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=120)

    text = re.sub("<[^>]*>", "", (tmp_path / "published.fodt").read_text("utf-8"))
    assert "Irène Vasseur saw no leak &amp; no &quot;&lt;fire&gt;&quot;." in text
    assert "Seethe tests, " in text
    for words in ("Last morning", "Box: three figures.", "L’équipe s’en félicite.", "Two more.", "Vérifier ce point."):
        assert words in text
