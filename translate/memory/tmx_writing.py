"""A memory as a TMX 1.4 document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate import __version__
from translate.memory.tmx_inline import write_segment
from translate.xml_text import UNWRITABLE, escape_text, escape_writable, quote_attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from translate.memory.records import Record

CREATION_TOOL = "translate-desk"
PROPS = {"context": "x-kind", "before": "x-context-pre", "after": "x-context-post", "article": "x-article",
         "draft": "x-draft"}  # fmt: skip
"""The record's fields that TMX has no place for, and the types of the `prop` elements that hold them."""


def write_tmx(
    records: Iterable[Record], source_language: str, target_language: str, *, tags_as_text: bool = False
) -> Iterator[str]:
    """Yield a document piece by piece: its head, one piece for each record, its end. Languages are BCP 47 tags.

    `tags_as_text` writes our tags as they are read in a catalogue, for a program that translates the catalogue itself;
    otherwise they are inline elements. The same records always give the same document: it holds no time of its own
    making.
    """
    write = escape_writable if tags_as_text else write_segment
    from_language, to_language = quote_attribute(source_language), quote_attribute(target_language)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="{CREATION_TOOL}" creationtoolversion="{__version__}" segtype="sentence" '
        f'o-tmf="{CREATION_TOOL}" adminlang="en" srclang={from_language} datatype="plaintext"/>\n<body>\n'
    )
    for record in records:
        props = "".join(
            f'<prop type="{kind}">{escape_text(_writable(value))}</prop>'
            for name, kind in PROPS.items()
            if (value := getattr(record, name)) is not None and (value or name in ("context", "before", "after"))
        )
        date = f' changedate="{record.date}"' if record.date else ""
        editor = f" changeid={quote_attribute(record.editor)}" if record.editor else ""
        yield (
            f"<tu>{props}<tuv xml:lang={from_language}><seg>{write(record.source)}</seg></tuv>"
            f"<tuv xml:lang={to_language}{date}{editor}>"
            f"<seg>{write(record.target)}</seg></tuv></tu>\n"
        )
    yield "</body>\n</tmx>\n"


def _writable(text: str) -> str:
    r"""Return a property's text with what XML cannot write, and the backslash itself, as `\uXXXX`."""
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("\\", "\\u005c"))
