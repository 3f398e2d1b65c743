"""TMX documents as records, read as a stream: a million units take no more memory than one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.errors import MemoryFileError
from translate.memory.records import Record
from translate.memory.tmx_inline import read_segments
from translate.memory.tmx_writing import CREATION_TOOL, PROPS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = re.compile(r"\d{8}T\d{6}Z")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_ROOT = re.compile(rb"<[^?!\s]")
_FIELDS = {kind: name for name, kind in PROPS.items()}
_REMEDY = "Export the file again from the program that made it; nothing was imported."


class TmxFile:
    """A TMX document at `path`: `units` counts those read with a text in both languages, `skipped` the others.

    A language of the document agrees with ours when they are equal, or else when the main languages are: `fr-CA` and
    `FR` both are French. Of several texts of a unit the closest in language is taken.
    """

    def __init__(self, path: Path, source_language: str, target_language: str) -> None:
        self.path = path
        self.units = 0
        self.skipped = 0
        self._languages = (source_language.lower(), target_language.lower())
        self._ranks: dict[tuple[str, int], int] = {}
        self._own = False

    def require_readable(self) -> None:
        """Raise MemoryFileError where there is no such file, before anything is made for it."""
        if not self.path.is_file():
            raise MemoryFileError("there is no such file", path=self.path, remedy="Check its name.")

    def records(self) -> Iterator[Record]:
        """Yield a record for each unit with a text in both languages. Raises MemoryFileError with the line."""
        from xml.etree.ElementTree import ParseError

        from defusedxml.common import DefusedXmlException

        self.units = self.skipped = 0
        try:
            with self.path.open("rb") as stream:
                yield from self._parse(stream)
        except OSError as error:
            remedy = "Check its name and permissions."
            raise MemoryFileError(f"cannot be read: {error.strerror}", path=self.path, remedy=remedy) from error
        except ParseError as error:
            problem = f"is not well-formed XML: {re.sub(r': line .*', '', str(error))}"
            raise MemoryFileError(problem, path=self.path, line=error.position[0], remedy=_REMEDY) from error
        except DefusedXmlException as error:
            remedy = "Remove the entity declarations, and write the characters themselves."
            line = self._line_of(re.compile(rb"<!ENTITY"))
            raise MemoryFileError(
                "declares entities, which may hide anything", path=self.path, line=line, remedy=remedy
            ) from error
        except (ValueError, LookupError) as error:
            raise MemoryFileError(
                f"is in an encoding that cannot be read: {error}", path=self.path, line=1, remedy="Save it as UTF-8."
            ) from error

    def _parse(self, stream: object) -> Iterator[Record]:
        from defusedxml.ElementTree import iterparse

        body: Element | None = None
        seen_root = False
        for event, element in iterparse(stream, events=("start", "end")):
            name = element.tag
            if event == "end":
                if name == "tu" and body is not None:
                    record = self._record(element)
                    if record is None:
                        self.skipped += 1
                    else:
                        self.units += 1
                        yield record
                    body.clear()
            elif not seen_root:
                seen_root = True
                if name != "tmx":
                    raise MemoryFileError(
                        f"is no TMX document: its first element is '{name}'",
                        path=self.path,
                        line=self._line_of(_ROOT),
                        remedy="Export the memory as TMX 1.4.",
                    )
            elif name == "body":
                body = element
            elif name == "header":
                self._own = element.get("creationtool") == CREATION_TOOL

    def _record(self, unit: Element) -> Record | None:
        """Return the record of a `tu`; None where one of the two languages has no text."""
        best: list[Element | None] = [None, None]
        ranks = [0, 0]
        fields: dict[str, str] = {}
        for child in unit:
            if child.tag == "tuv":
                language = child.get(_LANG) or child.get("lang") or ""
                for side in (0, 1):
                    rank = self._ranks.get((language, side))
                    if rank is None:
                        rank = self._ranks[language, side] = _closeness(language.lower(), self._languages[side])
                    if rank > ranks[side]:
                        best[side], ranks[side] = child, rank
            elif child.tag == "prop" and child.get("type") in _FIELDS:
                fields[_FIELDS[child.get("type", "")]] = self._value(child.text or "")
        first, second = best
        source = first.find("seg") if first is not None else None
        target = second.find("seg") if second is not None else None
        if source is None or target is None or second is None:
            return None
        texts = read_segments(source, target)
        if not texts[0].strip() or not texts[1].strip():
            return None
        date = (
            second.get("changedate") or second.get("creationdate") or unit.get("changedate") or unit.get("creationdate")
        )
        editor = second.get("changeid") or second.get("creationid") or unit.get("changeid") or unit.get("creationid")
        return Record(*texts, date=date if date and _DATE.fullmatch(date) else "", editor=editor or "", **fields)

    def _value(self, text: str) -> str:
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if self._own and "\\" in text else text

    def _line_of(self, pattern: re.Pattern[bytes]) -> int:
        """Return the line of the first place where a pattern stands in the head of the file."""
        with self.path.open("rb") as stream:
            head = stream.read(1 << 20)
        found = pattern.search(head)
        return head.count(b"\n", 0, found.start() if found else 0) + 1


def _closeness(language: str, wanted: str) -> int:
    """Return how well a language answers to another: 3 for the same, 0 for a different one."""
    language = language.replace("_", "-")
    if language == wanted:
        return 3
    if language.partition("-")[0] != wanted.partition("-")[0]:
        return 0
    return 2 if "-" not in language or "-" not in wanted else 1
