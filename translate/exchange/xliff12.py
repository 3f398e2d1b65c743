"""XLIFF 1.2 (OASIS Standard, 1 February 2008): one `file` an article, one `trans-unit` a unit.

How a state is written: an approved unit is `approved="yes"` and `final`; a draft is `needs-review-translation` with
the qualifier `leveraged-mt`, a fuzzy one with `fuzzy-match` and its former source in an `alt-trans`, one in edit
with none. The stamp travels in `extradata`, which the standard keeps for such purposes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate import __version__
from translate.errors import ExchangeError
from translate.exchange.inline import Code, CodeRole, Meaning, cut, join, meanings
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.exchange.xml_reading import SAVE_AGAIN, child, children, foreign, line_of, name_of, text_of
from translate.model import State
from translate.xml_text import UNWRITABLE, escape_text, escape_writable, quote_attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

_TOOL = "translate-desk"
_GETTEXT_HEADER = "x-gettext-domain-header"
"""What gettext's profile of XLIFF calls the unit that holds the header of a PO file."""
_PROGRAMS = (_TOOL, "developer")
"""Whose notes no translator wrote: ours, and by that profile the `#.` comments of a PO file."""
_QUALIFIERS = {State.DRAFT: "leveraged-mt", State.FUZZY: "fuzzy-match"}
_UNREAD = ("leveraged-mt", "mt-suggestion", "leveraged-tm", "leveraged-glossary", "leveraged-repository")
_DONE = ("translated", "signed-off", "final")
_TYPES = {("link", "bx"): "link", ("link", "g"): "link", ("image", "x"): "image", ("line break", "x"): "lb"}
"""The standard's own values of `ctype` for our kinds of markup, and the elements that may have them."""
_ELEMENTS = {CodeRole.OPEN: "g", CodeRole.LONE_OPEN: "bx", CodeRole.LONE_CLOSE: "ex", CodeRole.SINGLE: "x"}
_CONTEXT, _PLACE = "x-kind", "x-place"
_HEX = re.compile(r"u([0-9A-F]{1,6})")


def write(files: Sequence[ExchangeFile]) -> bytes:
    """Return the document of some articles. The same units always give the same bytes."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    ]
    for file in files:
        parts.append(
            f"<file original={quote_attribute(file.article)} source-language={quote_attribute(file.source_language)}"
            f' target-language={quote_attribute(file.target_language)} datatype="plaintext" tool-id="{_TOOL}">\n'
            f'<header><tool tool-id="{_TOOL}" tool-name="{_TOOL}" tool-version="{__version__}"/></header>\n<body>\n'
        )
        parts += (_unit(unit, file) for unit in file.units)
        parts.append("</body>\n</file>\n")
    return "".join((*parts, "</xliff>\n")).encode()


def _unit(unit: ExchangeUnit, file: ExchangeFile) -> str:
    known = meanings(unit.comments)
    approved = ' approved="yes"' if unit.state is State.POST_EDITED else ""
    names = f"id={quote_attribute(unit.key)}{approved} extradata={quote_attribute(unit.stamp)}"
    language = f"xml:lang={quote_attribute(file.target_language)}"
    lines = [
        f'<trans-unit {names} xml:space="preserve">',
        f"<source xml:lang={quote_attribute(file.source_language)}>{_content(unit.source, known)}</source>",
        f"<target {language}{_state(unit.state)}>{_content(unit.target, known)}</target>",
        *_contexts(unit),
        *(f'<note from="{_TOOL}">{escape_writable(line)}</note>' for line in unit.comments),
    ]
    if unit.note and not UNWRITABLE.search(unit.note):
        lines.append(f'<note from="translator">{escape_text(unit.note)}</note>')
    if unit.previous_source:
        lines.append(_alternative("previous-version", unit.previous_source, unit.target, known))
    if unit.draft and unit.draft != unit.target:
        lines.append(_alternative("proposal", unit.source, unit.draft, known))
    return "\n".join((*lines, "</trans-unit>\n"))


def _state(state: State | None) -> str:
    if state in (None, State.UNTRANSLATED):
        return ' state="needs-translation"'
    if state is State.POST_EDITED:
        return ' state="final"'
    qualifier = f' state-qualifier="{_QUALIFIERS[state]}"' if state in (State.DRAFT, State.FUZZY) else ""
    return f' state="needs-review-translation"{qualifier}'


def _contexts(unit: ExchangeUnit) -> Iterator[str]:
    """Yield where a unit stands, and what kind of block it is in."""
    found = [(kind, text) for kind, text in ((_PLACE, unit.place), (_CONTEXT, unit.context)) if text]
    if found:
        inner = "".join(f'<context context-type="{kind}">{escape_writable(text)}</context>' for kind, text in found)
        yield f'<context-group purpose="location">{inner}</context-group>'


def _alternative(kind: str, source: str, target: str, known: dict[int, Meaning]) -> str:
    return (
        f'<alt-trans alttranstype="{kind}" origin="{_TOOL}"><source>{_content(source, known)}</source>'
        f"<target>{_content(target, known)}</target></alt-trans>"
    )


def _content(text: str, known: dict[int, Meaning]) -> str:
    return "".join(escape_text(p) if isinstance(p, str) else _element(p, known) for p in cut(text))


def _element(code: Code, known: dict[int, Meaning]) -> str:
    if code.role is CodeRole.CHARACTER:
        return f'<x id="u{code.number:04X}" ctype="x-character"/>'
    if code.role is CodeRole.CLOSE:
        return "</g>"
    name = _ELEMENTS[code.role]
    attributes = f'id="{code.number}"'
    if code.number in known and name != "ex":
        meaning = known[code.number]
        kind = _TYPES.get((meaning.kind, name), f"x-{meaning.kind.replace(' ', '-')}")
        attributes += f' ctype="{kind}" equiv-text={quote_attribute(meaning.shown)}'
    return f"<{name} {attributes}{'>' if name == 'g' else '/>'}"


def read(root: Element, path: PurePath | str) -> tuple[ExchangeFile, ...]:
    """Return the articles of a document whose root element is given. Raises ExchangeError with the line."""
    return tuple(_read_file(file, path) for file in children(root, "file"))


def _read_file(file: Element, path: PurePath | str) -> ExchangeFile:
    units = [unit for unit in file.iter() if name_of(unit) == "trans-unit"]
    said: dict[str, str] = {}
    headers = [unit for unit in units if unit.get("restype") == _GETTEXT_HEADER]
    if headers:
        said = _read_header(headers[0])
    return ExchangeFile(
        article=said.get("X-Source-Article", "") or file.get("original", ""),
        source_language=said.get("X-Source-Language", "") or file.get("source-language", ""),
        target_language=said.get("Language", "") or file.get("target-language", ""),
        units=tuple(_read_unit(unit, path) for unit in units if unit not in headers),
        line=line_of(file),
    )


def _read_header(unit: Element) -> dict[str, str]:
    """Return the fields of a PO file's header: programs that make XLIFF of it guess article and languages."""
    source = child(unit, "source")
    lines = ("" if source is None else text_of(source)).splitlines()
    return {name: value.strip() for name, found, value in (line.partition(":") for line in lines) if found}


def _read_unit(element: Element, path: PurePath | str) -> ExchangeUnit:
    source = child(element, "source")
    if source is None:
        raise ExchangeError("this trans-unit has no source", path=path, line=line_of(element), remedy=SAVE_AGAIN)
    target = child(element, "target")
    contexts = [c for group in children(element, "context-group") for c in children(group, "context")]
    places = {context.get("context-type"): text_of(context) for context in contexts}
    notes = children(element, "note")
    former = (a for a in children(element, "alt-trans") if a.get("alttranstype") == "previous-version")
    text = "" if target is None else _read_content(target, path)
    return ExchangeUnit(
        source=_read_content(source, path),
        target=text,
        state=_read_state(element, target) if text else State.UNTRANSLATED,
        context=places.get(_CONTEXT, ""),
        key=element.get("id", ""),
        stamp=element.get("extradata", ""),
        place=places.get(_PLACE, ""),
        comments=tuple(text_of(note) for note in notes if note.get("from") in _PROGRAMS),
        note="\n".join(text_of(note) for note in notes if note.get("from") not in _PROGRAMS),
        previous_source=next((_read_content(s, path) for a in former for s in children(a, "source")), ""),
        line=line_of(element),
    )


def _read_state(unit: Element, target: Element | None) -> State | None:
    """Return the state that a translated unit says it has, None where it says nothing."""
    state = "" if target is None else target.get("state", "")
    qualifier = "" if target is None else target.get("state-qualifier", "")
    approved = unit.get("approved") == "yes"
    # Some programs set only one of the two: what differs from what was exported is what a person chose.
    was_approved = unit.get("extradata", "").startswith(str(State.POST_EDITED))
    if state in _DONE or (approved and not (state and was_approved)):
        return State.POST_EDITED
    if not state:
        return None
    return State.DRAFT if qualifier in _UNREAD else State.FUZZY if qualifier == "fuzzy-match" else State.IN_EDIT


def _read_content(element: Element, path: PurePath | str) -> str:
    """Return a text with our tags in the place of the inline elements."""
    return join(_pieces(element, path))


def _pieces(element: Element, path: PurePath | str) -> Iterator[str | Code]:
    yield element.text or ""
    for inner in element:
        name = name_of(inner)
        if name == "mrk":
            yield from _pieces(inner, path)
        else:
            yield from _codes(inner, name, path)
        yield inner.tail or ""


_ROLES = {"x": CodeRole.SINGLE, "ph": CodeRole.SINGLE, "bx": CodeRole.LONE_OPEN, "bpt": CodeRole.LONE_OPEN,
          "ex": CodeRole.LONE_CLOSE, "ept": CodeRole.LONE_CLOSE}  # fmt: skip


def _codes(element: Element, name: str, path: PurePath | str) -> Iterable[str | Code]:
    number = element.get("id", "")
    character = _HEX.fullmatch(number)
    if name == "x" and character and element.get("ctype") == "x-character":
        return [Code(CodeRole.CHARACTER, int(character[1], 16))]
    if not number.isdecimal() or (name != "g" and name not in _ROLES):
        raise foreign(element, path)
    if name == "g":
        return [Code(CodeRole.OPEN, int(number)), *_pieces(element, path), Code(CodeRole.CLOSE, int(number))]
    return [Code(_ROLES[name], int(number))]
