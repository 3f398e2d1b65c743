"""Word documents that are refused: what is none, what is damaged, and what would do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import PurePath

import pytest

from tests.documents.docx_files import HEAD, W, members, package, run
from translate import documents
from translate.errors import DocumentError

P = "<w:p>{}</w:p>".format


def refusal(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(DocumentError) as caught:
        documents.read_bytes(data, PurePath(name), language="fr")
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{name}: ")


def test_another_encoding_than_utf_8_and_utf_16_is_refused() -> None:
    xml = members(package(P(run("Un mot."))))["word/document.xml"].replace(b"UTF-8", b"ISO-8859-1")
    assert refusal(package("", extra={"word/document.xml": xml})).startswith("word/document.xml is not in UTF-8 or UTF")


def test_what_is_no_word_document_is_refused() -> None:
    assert refusal(b"").startswith("is not a DOCX file")
    assert refusal(b"Un texte.").startswith("is not a DOCX file")
    message = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert message == "is an old Word document, or one with a password. Save it as .docx without a password."
    assert refusal(package(P(""))).startswith("has nothing to translate")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "Un texte.")
    assert refusal(stream.getvalue()).startswith("is not a Word document: its main part is missing")
    for ending in (".doc", ".docm", ".odt"):
        assert "Save it as one of: " in refusal(b"", "a" + ending)


def test_an_encrypted_or_damaged_archive_is_refused() -> None:
    data = package(P(run("Un mot.")))
    encrypted = bytearray(data)
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", encrypted, at + 8, 1)
    assert refusal(bytes(encrypted)).startswith("is encrypted. Save it without a password.")
    damaged = data.replace(members(data)["_rels/.rels"][:40], b"x" * 40)
    assert refusal(damaged).startswith("is damaged: _rels/.rels cannot be unpacked")


BOMBS = {
    "entities": '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    "a file": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE d SYSTEM "http://exemple.fr/d.dtd">',
}


@pytest.mark.parametrize("declaration", BOMBS.values(), ids=BOMBS)
def test_entities_and_document_types_are_refused(declaration: str) -> None:
    xml = f'{HEAD}{declaration}<w:document xmlns:w="{W}"><w:body>{P(run("Un mot"))}</w:body></w:document>'
    message = refusal(package("", extra={"word/document.xml": xml.encode()}))
    assert message.startswith("word/document.xml declares a document type or entities")


def test_bombs_are_refused_before_they_go_off() -> None:
    message = refusal(package(P(run("a" * 3 * 2**20))))
    assert message.startswith("word/document.xml would unpack to 3 MiB from ")
    message = refusal(package("<w:sdt>" * 250 + "</w:sdt>" * 250))
    assert message.startswith("word/document.xml nests more than 200 elements")
    assert refusal(package("<w:p>")).startswith("word/document.xml is not well-formed XML")
