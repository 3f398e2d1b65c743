"""What is read, what is refused, and what the refusal says."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

import pytest

from tests.strategies import whole_segments
from translate import documents
from translate.errors import DocumentError


def refusal(path: Path, **options: str) -> str:
    with pytest.raises(DocumentError) as caught:
        documents.read(path, language="fr", **options)
    message = str(caught.value)
    assert "\n" not in message
    return message.replace(str(path), path.name)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt: is empty: there is nothing to translate."),
        (b" \n\t\r\n", "a.txt: is empty: there is nothing to translate."),
        (b"\xef\xbb\xbf\n", "a.txt: is empty: there is nothing to translate."),
        (b"***\n---\n", "a.txt: has nothing to translate."),
        (b"%PDF-1.7\n", "a.txt: is a PDF, not a text."),
        (b"PK\x03\x04\x14\x00", "a.txt: is a ZIP archive or an office document, not a text."),
        (b"\x89PNG\r\n\x1a\n", "a.txt: is a PNG image, not a text."),
        (b"abc\x00def", "a.txt: is a binary file: byte 3 is zero."),
        (b"Un\nt\xe9l\xe9scope\n", "a.txt:2: is not UTF-8: byte 4 (0xE9) does not fit."),
        (b"Un\r\nmot\rt\xe9l", "a.txt:3: is not UTF-8: byte 9 (0xE9) does not fit."),
        (b"\xef\xbb\xbft\xe9l", "a.txt:1: is not UTF-8: byte 4 (0xE9) does not fit."),
        (b"\xff\xfea\x00\x00\xd8", "a.txt:1: is not UTF-16: byte 4 (0x00) does not fit."),
        (b"\xff\xfea\x00\n\x00\x00\x00", "a.txt:2: holds a NUL character."),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "a.txt: is in UTF-32."),
    ],
)
def test_what_is_not_a_text_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert refusal(path).startswith(message + " ")


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.md"
    folder.mkdir()
    assert refusal(folder) == "folder.md: is a folder. Name an article in it."
    (tmp_path / "articles").mkdir()
    assert refusal(tmp_path / "articles") == "articles: is a folder. Name an article in it."
    assert refusal(tmp_path / "a.md") == "a.md: does not exist. Check the name and the folder."
    assert refusal(tmp_path / ("x" * 300 + ".md")).startswith("x" * 300 + ".md: cannot be read: ")
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt") == "pipe.txt: is not an ordinary file. Name an article's file."


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Un mot.", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert refusal(path) == "a.txt: may not be read. Give yourself permission to read it."


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("Un mot.", encoding="utf-8")
    assert refusal(path).startswith('a.pdf: files ending in ".pdf" cannot be read. Save it as one of: .txt, ')
    known = ", ".join(documents.formats())
    assert refusal(path, format_name="odt") == f'a.pdf: there is no format "odt". Choose one of: {known}.'
    assert refusal(tmp_path / "README").startswith("README: the file's name has no ending.")


def test_a_named_format_goes_before_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "article"
    path.write_text("# Un *titre*\n", encoding="utf-8")
    article = documents.read(path, language="fr", format_name="markdown")
    segments = whole_segments(article)
    assert [segment.source for segment in segments] == ["Un <1>titre</1>"]
    written = documents.write(article, segments, {0: "A <1>title</1>"})
    assert written == b"# A *title*\n"


def test_endings_are_known_in_any_case() -> None:
    assert {"text", "markdown", "html", "wordpress"} <= set(documents.formats())
    assert {".txt", ".md", ".html", ".htm", ".wxr", ".xml"} <= documents.suffixes()
    assert documents.read_bytes(b"Un mot.", PurePath("A.MD"), language="fr").language == "fr"


def test_a_character_that_cannot_be_written_is_named() -> None:
    article = documents.read_bytes(b"Un mot.\n\nUn autre.\n", PurePath("a.txt"), language="fr")
    with pytest.raises(DocumentError, match=r"a\.txt:3: the character U\+D800 cannot be written .* utf-8\. Convert"):
        documents.write(article, whole_segments(article), {1: "A \ud800 word."})


def test_overlapping_segments_are_a_mistake_of_the_caller() -> None:
    article = documents.read_bytes(b"Un mot.\n", PurePath("a.txt"), language="fr")
    segment = whole_segments(article)[0]
    with pytest.raises(ValueError, match="overlap"):
        documents.write(article, [segment, segment], {0: "A word.", 1: "Another word."})


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_line_of_two_million_characters_is_read_and_written(suffix: str) -> None:
    data = "Le **lanceur** a décollé. ".encode() * 75_000
    article = documents.read_bytes(data, PurePath("a" + suffix), language="fr")
    segments = whole_segments(article)
    assert len(segments) == 1
    assert documents.write(article, segments, {0: segments[0].source}) == data
