"""The ZIP archive of a DOCX file: reading its parts within bounds, and putting changed ones in their place."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.documents.docx_xml import check
from translate.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePath

MAX_PART = 32 * 2**20
"""The most bytes that one XML part may unpack to: a long book has one or two million."""
MAX_TOTAL = 512 * 2**20
"""The most bytes that the whole archive may unpack to."""
MAX_RATIO = 300
"""An XML part that packs better than this, and is not small, is a bomb; repeated table rows get to 100."""

_SMALL = 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = re.compile(r"""\ufeff?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)""")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_SAVE_AGAIN = "Open it in a word processor and save it again as .docx."
_PARTS = ("footnotes", "endnotes", "header", "footer")
"""The kinds of part, after the document itself, whose text is translated."""


@dataclass(frozen=True, slots=True)
class Part:
    """An XML part: `text` is all of it, decoded; `kind` is "document" or one of the kinds that go with it."""

    name: str
    kind: str
    text: str
    encoding: str


class Package:
    """A DOCX file's archive. Raises DocumentError when it is none, encrypted, damaged or a bomb."""

    def __init__(self, data: bytes, path: PurePath) -> None:
        self.path = path
        if data.startswith(_OLE):
            problem = "is an old Word document, or one with a password"
            raise self._refusal(problem, "Save it as .docx without a password.")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self._refusal("is not a DOCX file: it is no ZIP archive, or a damaged one") from error
        self._members = {info.filename: info for info in self._archive.infolist()}
        infos = self._archive.infolist()
        if len(self._members) != len(infos):
            raise self._refusal("holds two parts of one name")
        if sum(info.file_size for info in infos) > MAX_TOTAL:
            raise self._refusal(f"would unpack to more than {MAX_TOTAL // 2**20} MiB", "Make its pictures smaller.")
        if any(info.flag_bits & 1 for info in infos):
            raise self._refusal("is encrypted", "Save it without a password.")
        if any(info.compress_type not in _METHODS for info in infos):
            raise self._refusal("is packed in a way that office programs do not use")

    def parts(self) -> tuple[Part, ...]:
        """Return the parts whose text is translated: the document, its notes, its headers and footers."""
        document = self._main()
        found = [self._part(document, "document")]
        related = [(kind, name) for kind, name in self._related(document) if kind in _PARTS and name in self._members]
        related.sort(key=lambda item: (_PARTS.index(item[0]), len(item[1]), item[1]))
        for kind, name in dict.fromkeys(related):
            if name not in {part.name for part in found}:
                found.append(self._part(name, kind))
        return tuple(found)

    def labels(self) -> Iterator[Part]:
        """Yield the parts beside the text that say which language it is in: the styles and the properties."""
        for kind, name in (*self._related(self._main()), *self._related("")):
            if kind in {"styles", "core-properties"} and name in self._members:
                yield self._part(name, kind)

    def styles(self) -> bytes | None:
        """Return the XML of the document's styles, checked, if it has any."""
        name = next((name for kind, name in self._related(self._main()) if kind == "styles"), "")
        return self._xml(name) if name in self._members else None

    def replaced(self, texts: Mapping[str, bytes]) -> bytes:
        """Return the archive with other bytes for some parts, all else the same: names, order, packing, dates."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as target:
            for info in self._archive.infolist():
                copy = zipfile.ZipInfo(info.filename, info.date_time)
                for name in ("compress_type", "comment", "extra", "create_system", "external_attr", "internal_attr"):
                    setattr(copy, name, getattr(info, name))
                target.writestr(copy, texts.get(info.filename) or self._read(info))
            target.comment = self._archive.comment
        return stream.getvalue()

    def _main(self) -> str:
        found = next((name for kind, name in self._related("") if kind == "officeDocument"), "word/document.xml")
        if found not in self._members:
            raise self._refusal("is not a Word document: its main part is missing")
        return found

    def _related(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the kind and the name of each part that a part (or, for "", the package) points to."""
        from defusedxml.ElementTree import fromstring

        folder = posixpath.dirname(name)
        rels = posixpath.join(folder, "_rels", posixpath.basename(name) + ".rels")
        if rels not in self._members:
            return
        for relation in fromstring(self._xml(rels), forbid_dtd=True):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External" and target:
                kind = relation.get("Type", "").rpartition("/")[2]
                yield kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _part(self, name: str, kind: str) -> Part:
        data = self._xml(name)
        encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        if encoding == "utf-16":
            encoding = "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-16-be"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            raise self._refusal(f"{name} is not in UTF-8 or UTF-16") from error
        declared = _DECLARED.match(text)
        if declared and not declared[1].lower().startswith(encoding[:6].rstrip("-")):
            raise self._refusal(f"{name} is not in UTF-8 or UTF-16, but in {declared[1]}")
        return Part(name, kind, text, encoding)

    def _xml(self, name: str) -> bytes:
        info = self._members[name]
        packed = max(info.compress_size, 1)
        if info.file_size > MAX_PART or (info.file_size > _SMALL and info.file_size / packed > MAX_RATIO):
            size = f"{name} would unpack to {info.file_size / 2**20:.0f} MiB from {packed / 2**10:.0f} KiB"
            raise self._refusal(size, "Split the document, or make it anew from its text.")
        data = self._read(info)
        check(data, self.path, name)
        return data

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return self._archive.read(info)
        except _BROKEN as error:
            raise self._refusal(f"is damaged: {info.filename} cannot be unpacked") from error

    def _refusal(self, problem: str, remedy: str = _SAVE_AGAIN) -> DocumentError:
        return DocumentError(problem, path=self.path, remedy=remedy)
