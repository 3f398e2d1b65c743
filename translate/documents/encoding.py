"""Bytes to text and back: UTF-8 with or without a byte order mark, UTF-16 with one; anything else is refused."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from translate.documents.prose import LINE_END
from translate.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import PurePath

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# First bytes of the files that are most often named by mistake.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
)
_SAVE_AS_TEXT = "Save the article as text or Markdown first."
_SAVE_AS_UTF8 = "Save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8 converts an old Western one)."


def decode(data: bytes, path: PurePath) -> tuple[str, str, bytes]:
    """Return the text of a file, the Python codec it is in, and its byte order mark (b"" when it has none).

    Raises DocumentError, with the line where there is one, for binary files and for any other encoding.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"is {name}, not a text", path=path, remedy=_SAVE_AS_TEXT)
    if data.startswith(_UTF_32):
        raise DocumentError("is in UTF-32", path=path, remedy="Save the file as UTF-8 (iconv -f UTF-32 -t UTF-8).")
    bom, encoding = next((mark for mark in _MARKS if data.startswith(mark[0])), (b"", "utf-8"))
    body = data[len(bom) :]
    if encoding == "utf-8" and (at := body.find(b"\x00")) >= 0:
        # a UTF-16 file without its mark looks the same
        remedy = "Name a text file; a UTF-16 one needs its byte order mark."
        raise DocumentError(f"is a binary file: byte {len(bom) + at} is zero", path=path, remedy=remedy)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(body[: error.start].decode(encoding, "ignore"))
        where = f"byte {len(bom) + error.start}"
        name = encoding[:-3].upper() if encoding.startswith("utf-16") else "UTF-8"
        problem = f"is not {name}: {where} (0x{body[error.start]:02X}) does not fit"
        raise DocumentError(problem, path=path, line=line, remedy=_SAVE_AS_UTF8) from error
    if (at := text.find("\x00")) >= 0:
        line = _line(text[:at])
        raise DocumentError("holds a NUL character", path=path, line=line, remedy="Take the character out.")
    return text, encoding, bom


def encode(text: str, encoding: str, bom: bytes, path: PurePath) -> bytes:
    """Return `text` as the bytes of a file. Raises DocumentError naming a character that the encoding lacks."""
    try:
        return bom + text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        line = _line(text[: error.start])
        problem = f"the character U+{ord(character):04X} cannot be written in the source's encoding, {encoding}"
        remedy = "Convert the source article to UTF-8, or take the character out of the target."
        raise DocumentError(problem, path=path, line=line, remedy=remedy) from error


def _line(before: str) -> int:
    return sum(1 for _ in LINE_END.finditer(before)) + 1
