"""XML from other programs, read safely, with the line of every element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder

from translate.errors import ExchangeError

if TYPE_CHECKING:
    from pathlib import PurePath

LINE = " line"
"""The attribute that holds an element's line; no document can have one of that name."""
SAVE_AGAIN = "Export the article again, or save the file again in the program that changed it."
"""The remedy for a file that another program has damaged."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(data: bytes, path: PurePath | str) -> Element:
    """Return the root of a document. Raises ExchangeError with the line, also where the document declares entities."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    class Builder(TreeBuilder):
        def start(self, tag: str, attrs: dict[str, str], /) -> Element:
            return super().start(tag, {**attrs, LINE: str(parser.parser.CurrentLineNumber)})

    parser = DefusedXMLParser(target=Builder())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        problem = f"is not well-formed XML: {re.sub(r': line .*', '', str(error))}"
        remedy = "Save it again in the program that wrote it; nothing was imported."
        raise ExchangeError(problem, path=path, line=error.position[0], remedy=remedy) from error
    except DefusedXmlException as error:
        found = re.search(rb"<!ENTITY", data)
        line = data.count(b"\n", 0, found.start() if found else 0) + 1
        remedy = "Remove the entity declarations, and write the characters themselves."
        raise ExchangeError(
            "declares entities, which may hide anything", path=path, line=line, remedy=remedy
        ) from error
    except (ValueError, LookupError) as error:
        problem = f"is in an encoding that cannot be read: {error}"
        raise ExchangeError(problem, path=path, line=1, remedy="Save it as UTF-8.") from error
    return root


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: Element) -> int:
    """Return the line on which an element starts."""
    return int(element.get(LINE, "0"))


def children(element: Element, name: str) -> list[Element]:
    """Return the child elements of a name, in any namespace."""
    return [child for child in element if name_of(child) == name]


def child(element: Element, name: str) -> Element | None:
    """Return the first child element of a name, in any namespace; None where there is none."""
    return next(iter(children(element, name)), None)


def text_of(element: Element | None) -> str:
    """Return all the text inside an element."""
    return "" if element is None else "".join(element.itertext())


def foreign(element: Element, path: PurePath | str) -> ExchangeError:
    """Return the refusal of an inline element that no tag of ours can stand for."""
    return ExchangeError(
        f"the inline element <{name_of(element)} id={element.get('id', '')!r}> stands for nothing in the source",
        path=path,
        line=line_of(element),
        remedy="Take it out, or put one of the source's own elements there; nothing was imported.",
    )
