"""TMX documents as records, read as a stream: a million units take no more memory than one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.errors import MemoryFileError
from translate.memory.records import Record
from translate.memory.tmx_inline import read_segments
from translate.memory.tmx_writing import CREATION_TOOL, PROPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO
    from xml.etree.ElementTree import Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = re.compile(r"\d{8}T\d{6}Z")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_ROOT = re.compile(rb"<[^?!\s]")
_FIELDS = {kind: name for name, kind in PROPS.items()}
_CHUNK = 1 << 16
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

    def _parse(self, stream: BinaryIO) -> Iterator[Record]:
        """Parse the document bit by bit; what is whole in the tree is read and thrown away."""
        from defusedxml.ElementTree import DefusedXMLParser

        tree = _Tree(self)
        parser = DefusedXMLParser(target=tree)
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            # The last element of the body may still be growing.
            yield from self._take(tree, keep=1)
        parser.close()
        yield from self._take(tree, keep=0)

    def _take(self, tree: _Tree, *, keep: int) -> Iterator[Record]:
        """Yield the records of the units in the tree's body but the last `keep`, and take them out of it."""
        body = tree.body
        if body is None:
            return
        whole = body[: len(body) - keep]
        del body[: len(whole)]
        for unit in whole:
            record = self._record(unit) if unit.tag == "tu" else None
            if record is not None:
                self.units += 1
                yield record
            elif unit.tag == "tu":
                self.skipped += 1

    def see_root(self, name: str) -> None:
        """Refuse a document whose first element is not `tmx`. Raises MemoryFileError."""
        if name != "tmx":
            raise MemoryFileError(
                f"is no TMX document: its first element is '{name}'",
                path=self.path,
                line=self._line_of(_ROOT),
                remedy="Export the memory as TMX 1.4.",
            )

    def see_header(self, attributes: dict[str, str]) -> None:
        """Take note of the program that made the document."""
        self._own = attributes.get("creationtool") == CREATION_TOOL

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


class _Tree:
    """What the parser tells, made into elements; looked at closely only up to the start of the document's body.

    `iterparse` would do the same, and take half as long again for its events.
    """

    def __init__(self, document: TmxFile) -> None:
        from xml.etree.ElementTree import TreeBuilder

        self.body: Element | None = None
        self._document = document
        self._seen = False
        self._builder = TreeBuilder()
        self.start: Callable[[str, dict[str, str]], object] = self._open
        self.end = self._builder.end
        self.data = self._builder.data
        self.close = self._builder.close

    def _open(self, name: str, attributes: dict[str, str]) -> object:
        element = self._builder.start(name, attributes)
        if not self._seen:
            self._document.see_root(name)
        elif name == "header":
            self._document.see_header(attributes)
        elif name == "body":
            self.body = element
            self.start = self._builder.start
        self._seen = True
        return element


def _closeness(language: str, wanted: str) -> int:
    """Return how well a language answers to another: 3 for the same, 0 for a different one."""
    language = language.replace("_", "-")
    if language == wanted:
        return 3
    if language.partition("-")[0] != wanted.partition("-")[0]:
        return 0
    return 2 if "-" not in language or "-" not in wanted else 1
