"""Bytes to text and back.

UTF-8 with or without a byte order mark and UTF-16 with one are read everywhere; another encoding is read where the file
declares it, and Windows-1252 where its French gives it away. Anything else is refused.
"""

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

# The encodings that a file may declare, by the labels of the WHATWG Encoding Standard, which reads Latin-1 as
# Windows-1252. All of them have ASCII as it is and one byte for a character, so that every byte comes back.
_DECLARED = {
    "cp1250": ("windows-1250", "cp1250"),
    "cp1251": ("windows-1251", "cp1251"),
    "cp1252": (
        "windows-1252",
        "cp1252",
        "iso-8859-1",
        "iso8859-1",
        "iso_8859-1",
        "latin1",
        "latin-1",
        "us-ascii",
        "ascii",
    ),
    "cp1254": ("windows-1254", "cp1254", "iso-8859-9", "latin5"),
    "iso8859_2": ("iso-8859-2", "latin2"),
    "iso8859_15": ("iso-8859-15", "iso8859-15", "latin9", "latin-9"),
    "koi8_r": ("koi8-r",),
    "mac_roman": ("macintosh", "mac"),
}
_CODECS = {label: codec for codec, labels in _DECLARED.items() for label in labels}
_FRENCH = frozenset("àâæçèéêëîïôùûüœÀÂÆÇÈÉÊËÎÏÔÙÛÜ")
_TYPOGRAPHY = frozenset("‘’“”«»…–—•‰™©®°§·²³µ×±€\u00a0\u00ad")
FEWEST_LETTERS, FEWEST_KINDS = 8, 3
"""How many accented letters, and how many different ones, make Windows-1252 a certainty."""


def decode(data: bytes, path: PurePath, *, declared: str | None = None) -> tuple[str, str, bytes]:
    """Return the text of a file, the Python codec it is in, and its byte order mark (b"" when it has none).

    `declared` is the encoding's label in the file itself; a byte order mark, and text beyond ASCII that is valid UTF-8,
    go before it. Raises DocumentError, with the line where there is one, for binary files and for any other encoding.
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
    if not bom:
        encoding = _single_byte(body, declared, path) or encoding
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(body[: error.start].decode(encoding, "ignore"))
        where = f"byte {len(bom) + error.start}"
        name = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, declared or encoding)
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


def is_western(data: bytes) -> bool:
    """Return whether bytes that are not UTF-8 are surely French in Windows-1252.

    There must be at least eight letters that French accents, of three kinds at least; nothing else above ASCII but
    French typography and a few letters of foreign names; and at least four plain letters for each accented one. So any
    sign is a doubt that ISO 8859-15 or a Macintosh reads as a letter, and a byte that Windows-1252 lacks is one, too.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = [character for character in text if character > "\x7f" and character not in _TYPOGRAPHY]
    french = [character for character in beyond if character in _FRENCH]
    foreign = [character for character in beyond if character not in _FRENCH]
    plain = sum(character.isascii() and character.isalpha() for character in text)
    return (
        len(french) >= FEWEST_LETTERS
        and len(set(french)) >= FEWEST_KINDS
        and all(character.isalpha() for character in foreign)
        and 10 * len(foreign) <= len(french)
        and plain >= 4 * len(beyond)
    )


def _single_byte(data: bytes, declared: str | None, path: PurePath) -> str | None:
    """Return the codec of bytes in an encoding of one byte a character; None for UTF-8 and what may be meant as it."""
    label = (declared or "").strip().lower()
    codec = _CODECS.get(label)
    if label and not codec and not label.startswith(("utf-8", "utf8", "utf-16", "unicode")):
        raise DocumentError(f'declares the encoding "{declared}"', path=path, remedy=_SAVE_AS_UTF8)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return codec or ("cp1252" if is_western(data) else None)
    return codec if data.isascii() else None


def _line(before: str) -> int:
    return sum(1 for _ in LINE_END.finditer(before)) + 1
