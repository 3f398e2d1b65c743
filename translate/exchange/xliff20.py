"""XLIFF 2.0 (OASIS Standard, 5 August 2014): one `file` an article, one `unit` with one `segment` a unit.

How a state is written: `final` for an approved unit, `initial` for all others, which a `subState` of our own tells
apart; whoever changes a state has to remove it (4.7.2.5). The former source of a fuzzy unit is a candidate of the
Translation Candidates module, its terms are a glossary of the Glossary module, the stamp travels in the Metadata
module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.errors import ExchangeError
from translate.exchange.inline import Code, CodeRole, Meaning, cut, join, meanings
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.exchange.xml_reading import SAVE_AGAIN, child, children, foreign, line_of, name_of, text_of
from translate.model import State
from translate.xml_text import UNWRITABLE, escape_text, escape_writable, quote_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_MODULES = {"mda": "metadata", "mtc": "matches", "gls": "glossary"}
_PREFIX = "desk:"
_SUBSTATES = {State.DRAFT: "draft", State.FUZZY: "fuzzy", State.IN_EDIT: "in-edit"}
_TYPES = {"emphasis": "fmt", "link": "link", "image": "image"}
_OURS, _PEOPLES = "translate-desk", "translator"
_TERMS = "Terms: "


def write(files: Sequence[ExchangeFile]) -> bytes:
    """Return the document of some articles, all of one pair of languages. The same units give the same bytes."""
    modules = "".join(f' xmlns:{p}="urn:oasis:names:tc:xliff:{name}:2.0"' for p, name in _MODULES.items())
    source, target = files[0].source_language, files[0].target_language
    languages = f"srcLang={quote_attribute(source)} trgLang={quote_attribute(target)}"
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.0" xmlns="{_CORE}"{modules} {languages}>\n']
    for number, file in enumerate(files, 1):
        parts.append(f'<file id="f{number}" original={quote_attribute(file.article)}>\n')
        parts += (_unit(unit) for unit in file.units)
        parts.append("</file>\n")
    return "".join((*parts, "</xliff>\n")).encode()


def _unit(unit: ExchangeUnit) -> str:
    known = meanings(unit.comments)
    metas = (("stamp", unit.stamp), ("kind", unit.context), ("place", unit.place))
    inner = "".join(f'<mda:meta type="{kind}">{escape_writable(text)}</mda:meta>' for kind, text in metas if text)
    lines = [
        f'<unit id={quote_attribute(unit.key)} xml:space="preserve">',
        *_matches(unit, known),
        *_glossary(unit.comments),
        f'<mda:metadata><mda:metaGroup category="{_OURS}">{inner}</mda:metaGroup></mda:metadata>',
        *_notes(unit),
        f'<segment id="s1"{_state(unit.state)}>',
        f"<source>{_content(unit.source, known)}</source>",
        f"<target>{_content(unit.target, known)}</target>",
    ]
    return "\n".join(line for line in (*lines, "</segment>", "</unit>\n") if line)


def _state(state: State | None) -> str:
    if state is State.POST_EDITED:
        return ' state="final"'
    known = state in (State.DRAFT, State.FUZZY, State.IN_EDIT)
    return f' state="initial" subState="{_PREFIX}{_SUBSTATES[state]}"' if state and known else ' state="initial"'


def _matches(unit: ExchangeUnit, known: dict[int, Meaning]) -> Iterator[str]:
    """Yield the unit's former version and the machine's text, where they are not what the unit itself shows."""
    found = []
    if unit.previous_source:
        found.append(("tm", "previous-version", unit.previous_source, unit.target))
    if unit.draft and unit.draft != unit.target:
        found.append(("mt", "draft", unit.source, unit.draft))
    inner = "".join(
        f'<mtc:match ref="#s1" type="{kind}" origin="{origin}">'
        f"<source>{_content(source, known)}</source><target>{_content(target, known)}</target></mtc:match>"
        for kind, origin, source, target in found
    )
    if inner:
        yield f"<mtc:matches>{inner}</mtc:matches>"


def _glossary(comments: Sequence[str]) -> Iterator[str]:
    """Yield the terms that the program's comments name, with their forms in the target language."""
    line = next((line for line in comments if line.startswith(_TERMS)), "")
    pairs = [term.split(" → ", 1) for term in line.removeprefix(_TERMS).split("; ") if term]
    inner = "".join(
        f"<gls:glossEntry><gls:term>{escape_writable(pair[0])}</gls:term>"
        f"<gls:translation>{escape_writable(pair[-1])}</gls:translation></gls:glossEntry>"
        for pair in pairs
    )
    if inner:
        yield f"<gls:glossary>{inner}</gls:glossary>"


def _notes(unit: ExchangeUnit) -> Iterator[str]:
    inner = "".join(f'<note category="{_OURS}">{escape_writable(line)}</note>' for line in unit.comments)
    if unit.note and not UNWRITABLE.search(unit.note):
        inner += f'<note category="{_PEOPLES}">{escape_text(unit.note)}</note>'
    if inner:
        yield f"<notes>{inner}</notes>"


def _content(text: str, known: dict[int, Meaning]) -> str:
    pieces = cut(text)
    lone = [(piece.role, piece.number) for piece in pieces if isinstance(piece, Code)]
    return "".join(escape_text(p) if isinstance(p, str) else _element(p, known, lone) for p in pieces)


def _element(code: Code, known: dict[int, Meaning], codes: Sequence[tuple[CodeRole, int]]) -> str:
    if code.role is CodeRole.CHARACTER:
        return f'<cp hex="{code.number:04X}"/>'
    if code.role is CodeRole.CLOSE:
        return "</pc>"
    number = code.number
    opens, closes = (codes.index((role, number)) if (role, number) in codes else None
                     for role in (CodeRole.LONE_OPEN, CodeRole.LONE_CLOSE))  # fmt: skip
    joined = opens is not None and closes is not None and opens < closes
    if code.role is CodeRole.LONE_CLOSE:
        return f'<ec startRef="{number}"/>' if joined else f'<ec id="{number}e" isolated="yes"/>'
    shown = ""
    if number in known:
        meaning = known[number]
        name = "dispStart" if code.role is CodeRole.OPEN else "disp"
        shown = f' type="{_TYPES.get(meaning.kind, "other")}" {name}={quote_attribute(meaning.shown)}'
    match code.role:
        case CodeRole.OPEN:
            return f'<pc id="{number}"{shown}>'
        case CodeRole.LONE_OPEN:
            return f'<sc id="{number}"{shown}/>' if joined else f'<sc id="{number}"{shown} isolated="yes"/>'
    return f'<ph id="{number}"{shown}/>'


def read(root: Element, path: PurePath | str) -> tuple[ExchangeFile, ...]:
    """Return the articles of a document whose root element is given. Raises ExchangeError with the line."""
    return tuple(
        ExchangeFile(
            article=file.get("original", ""),
            source_language=root.get("srcLang", ""),
            target_language=root.get("trgLang", ""),
            units=tuple(_read_unit(unit, path) for unit in file.iter() if name_of(unit) == "unit"),
            line=line_of(file),
        )
        for file in children(root, "file")
    )


def _read_unit(element: Element, path: PurePath | str) -> ExchangeUnit:
    """Return a unit; one that another program has cut into several segments is put together again."""
    pieces = [one for one in element if name_of(one) in ("segment", "ignorable")]
    sources = [found for piece in pieces if (found := child(piece, "source")) is not None]
    if not sources:
        raise ExchangeError("this unit has no source", path=path, line=line_of(element), remedy=SAVE_AGAIN)
    target = "".join(_read_content(child(piece, "target"), path) for piece in pieces)
    metas = {meta.get("type"): text_of(meta) for meta in element.iter() if name_of(meta) == "meta"}
    notes = [note for group in children(element, "notes") for note in children(group, "note")]
    former = (match for group in children(element, "matches") for match in children(group, "match")
              if match.get("origin") == "previous-version")  # fmt: skip
    return ExchangeUnit(
        source="".join(_read_content(source, path) for source in sources),
        target=target,
        state=_read_state([piece for piece in pieces if name_of(piece) == "segment"]) if target else State.UNTRANSLATED,
        context=metas.get("kind", ""),
        key=element.get("id", ""),
        stamp=metas.get("stamp", ""),
        place=metas.get("place", ""),
        comments=tuple(text_of(note) for note in notes if note.get("category") == _OURS),
        note="\n".join(text_of(note) for note in notes if note.get("category") != _OURS),
        previous_source=next((_read_content(child(match, "source"), path) for match in former), ""),
        line=line_of(element),
    )


def _read_state(segments: Sequence[Element]) -> State | None:
    """Return the state that all the segments of a translated unit have, None where they say nothing of it."""
    states = {segment.get("state", "") for segment in segments}
    if states <= {"translated", "reviewed", "final"}:
        return State.POST_EDITED
    names = {segment.get("subState", "").removeprefix(_PREFIX) for segment in segments}
    return next((state for state, name in _SUBSTATES.items() if {name} == names), None)


def _read_content(element: Element | None, path: PurePath | str) -> str:
    return "" if element is None else join(_pieces(element, path))


def _pieces(element: Element, path: PurePath | str) -> Iterator[str | Code]:
    yield element.text or ""
    for inner in element:
        yield from _codes(inner, name_of(inner), path)
        yield inner.tail or ""


_ROLES = {"ph": CodeRole.SINGLE, "sc": CodeRole.LONE_OPEN, "ec": CodeRole.LONE_CLOSE, "pc": CodeRole.OPEN}


def _codes(element: Element, name: str, path: PurePath | str) -> Iterator[str | Code]:
    if name in ("mrk", "sm", "em"):
        yield from _pieces(element, path)
        return
    if name == "cp":
        yield Code(CodeRole.CHARACTER, int(element.get("hex", "FFFD"), 16))
        return
    number = (element.get("startRef") or element.get("id") or "").removesuffix("e")
    if name not in _ROLES or not number.isdecimal():
        raise foreign(element, path)
    yield Code(_ROLES[name], int(number))
    if name == "pc":
        yield from _pieces(element, path)
        yield Code(CodeRole.CLOSE, int(number))
