"""The elements of an XML text with their exact offsets: what no object model of XML keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

DEEPEST = 200
"""Elements nested deeper are refused: an office program writes a few dozen levels at most."""

WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The two namespaces of WordprocessingML: ISO/IEC 29500 transitional and strict."""

_TOKEN = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>
      |<(?P<close>/?)(?P<name>[^\s/>]+)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*)>""",
    re.DOTALL | re.VERBOSE,
)
_NAMESPACE = re.compile(r"""\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REMEDY = "Open it in a word processor and save it again as .docx."


@dataclass(slots=True)
class Element:
    """An element: `text[start:end]` is all of it, `text[inner:close]` what is between its tags.

    `name` is "w:p" for the p of WordprocessingML, whatever prefix the file uses, and ":p" for that of any other
    namespace. `prefix` is the file's own, with its colon.
    """

    name: str
    prefix: str
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def first(self, name: str) -> Element | None:
        """Return the first child of a name, if any."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def attribute(self, text: str, name: str) -> str:
        """Return the value of an attribute by its local name, as it is written, or ""."""
        found = re.search(rf"""\s(?:[^\s=:"']+:)?{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", text[self.start : self.inner])
        return (found[1] or found[2] or "") if found else ""


def check(data: bytes, path: PurePath, part: str) -> None:
    """Raise DocumentError unless `data` is well-formed XML without a document type declaration."""
    from xml.sax import SAXParseException
    from xml.sax.handler import ContentHandler

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(data, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        problem = f"{part} declares a document type or entities, which no office program writes"
        raise DocumentError(problem, path=path, remedy=_REMEDY) from error
    except (SAXParseException, UnicodeError, ValueError, LookupError) as error:
        raise DocumentError(f"{part} is not well-formed XML", path=path, remedy=_REMEDY) from error


def parse(text: str, path: PurePath, part: str) -> Element:
    """Return the root of a text that passed `check`. Raises DocumentError when it is nested too deep."""
    root = Element("", "", 0, 0)
    opened = [root]
    scopes: list[dict[str, str]] = [{}]
    for token in _TOKEN.finditer(text):
        name = token["name"]
        if name is None:
            continue
        if token["close"]:
            element = opened.pop()
            scopes.pop()
            element.close, element.end = token.span()
            continue
        scope = scopes[-1]
        if "xmlns" in token["rest"]:
            scope = scope | {found[1] or "": found[2] or found[3] or "" for found in _NAMESPACE.finditer(token["rest"])}
        prefix, _, local = name.rpartition(":")
        known = "w:" if scope.get(prefix) in WORDS else ":"
        element = Element(known + local, f"{prefix}:" if prefix else "", token.start(), token.end())
        opened[-1].children.append(element)
        if token["rest"].endswith("/"):
            element.close = element.end = token.end()
        else:
            opened.append(element)
            scopes.append(scope)
            if len(opened) > DEEPEST:
                raise DocumentError(f"{part} nests more than {DEEPEST} elements", path=path, remedy=_REMEDY)
    return root.children[0]
