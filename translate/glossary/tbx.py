"""TermBase eXchange: glossaries as terminology tools keep them (ISO 30042:2019, dialect TBX-Basic).

Written in DCA style, where an attribute names the data category, because older tools read it too. Read in DCA and
DCT style, and in the elements of the 2008 edition (`martif`, `termEntry`, `langSet`, `tig`). The kind travels as the
subject field, `variants`, `allowed` and `forbidden` by their administrative status, case rule and plural as notes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from translate.errors import GlossaryError
from translate.glossary.rows import DEFAULT_CASE, KINDS
from translate.model import CaseRule, Term, TermKind
from translate.storage import write_bytes
from translate.xml_text import UNWRITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"
_NOT_WANTED = (_DEPRECATED, "supersededTerm-admn-sts")
_ENTRIES, _LANGUAGES, _TERMS = ("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig", "ntig")


@dataclass(slots=True)
class _Section:
    """The terms of one language in an entry."""

    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    plural: str = ""


def write_tbx(path: Path, terms: Iterable[Term], source: str = "fr", target: str = "en") -> None:
    """Write `terms` as a TBX-Basic file; `source` and `target` are BCP 47 tags. Raises GlossaryError, StorageError."""
    root = Element("tbx", {"type": "TBX-Basic", "style": "dca", "xml:lang": source, "xmlns": _NAMESPACE})
    description = SubElement(SubElement(SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    SubElement(description, "p").text = f"Glossary {source}-{target}"
    body = SubElement(SubElement(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        entry = SubElement(body, "conceptEntry", {"id": f"c{number}"})
        SubElement(entry, "descrip", {"type": "subjectField"}).text = term.kind
        if term.note:
            SubElement(entry, "note").text = term.note
        if term.case is not DEFAULT_CASE[term.kind]:
            SubElement(entry, "note").text = f"case: {term.case}"
        sources = SubElement(entry, "langSec", {"xml:lang": source})
        targets = SubElement(entry, "langSec", {"xml:lang": target})
        _add(sources, term.source, _PREFERRED)
        for variant in term.variants:
            _add(sources, variant, _ADMITTED)
        _add(targets, term.target, _PREFERRED, note=f"plural: {term.plural}" if term.plural else "")
        for form in term.allowed:
            _add(targets, form, _ADMITTED)
        for form in term.forbidden:
            _add(targets, form, _DEPRECATED)
    indent(root)
    text = tostring(root, encoding="unicode")
    if UNWRITABLE.search(text):
        raise GlossaryError("A row holds a character that XML cannot", remedy="Take it out of the row.", path=path)
    write_bytes(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode())


def read_tbx(path: Path, source: str = "fr", target: str = "en") -> tuple[tuple[Term, ...], tuple[GlossaryError, ...]]:
    """Return the terms of a TBX file, and the entries passed over because one of the two languages is missing.

    `fr-CA` counts as `fr`. The first preferred term of a language is its source or target; without one, the first.
    Raises GlossaryError when the file is no TBX or cannot be read.
    """
    root = _parse(path)
    if _name(root) not in ("tbx", "martif"):
        remedy = "Its outermost element must be <tbx> or <martif>."
        raise GlossaryError(f"The file is no TBX but <{_name(root)}>", remedy=remedy, path=path)
    terms: list[Term] = []
    passed: list[GlossaryError] = []
    entries = (element for element in root.iter() if _name(element) in _ENTRIES)
    for number, entry in enumerate(entries, 1):
        sections = _sections(entry, (source, target))
        if sections[source].wanted and sections[target].wanted:
            terms.append(_term(entry, sections[source], sections[target], f"{path}:{number}"))
        else:
            missing = target if sections[source].wanted else source
            name = entry.get("id", str(number))
            passed.append(GlossaryError(f'Entry "{name}" has no term in {missing}', remedy="Add one.", path=path))
    return tuple(terms), tuple(passed)


def _parse(path: Path) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(path.read_bytes())
    except OSError as error:
        problem, remedy = f"The file cannot be read ({error.strerror})", "Check the path and its permissions."
        raise GlossaryError(problem, remedy=remedy, path=path) from error
    except ParseError as error:
        problem, remedy = f"The file is no XML ({error.msg})", "Export it again from the tool that made it."
        raise GlossaryError(problem, remedy=remedy, path=path, line=error.position[0]) from error
    except DefusedXmlException as error:
        remedy = "Remove the DOCTYPE with its entities."
        raise GlossaryError("The file declares XML entities", remedy=remedy, path=path) from error
    return root


def _add(section: Element, term: str, status: str, note: str = "") -> None:
    element = SubElement(section, "termSec")
    SubElement(element, "term").text = term
    SubElement(element, "termNote", {"type": "administrativeStatus"}).text = status
    if note:
        SubElement(element, "note").text = note


def _sections(entry: Element, languages: tuple[str, str]) -> dict[str, _Section]:
    sections = {language: _Section() for language in languages}
    for element in entry.iter():
        if _name(element) not in _LANGUAGES:
            continue
        tag = (element.get(_LANGUAGE) or element.get("lang") or "").lower()
        for language in languages:
            if tag == language or tag.startswith(f"{language}-"):
                _collect(element, sections[language])
    return sections


def _collect(element: Element, section: _Section) -> None:
    preferred = 0
    for holder in element.iter():
        if _name(holder) not in _TERMS:
            continue
        text = next((_text(one) for one in holder.iter() if _name(one) == "term"), "")
        if not text:
            continue
        status = _category(holder, "administrativeStatus")
        if status in _NOT_WANTED:
            section.unwanted.append(text)
        elif status.startswith("preferred"):
            section.wanted.insert(preferred, text)
            preferred += 1
        else:
            section.wanted.append(text)
        section.plural = section.plural or next(_marked(holder, "plural"), "")


def _term(entry: Element, source: _Section, target: _Section, origin: str) -> Term:
    subject = _category(entry, "subjectField").lower()
    kind = TermKind(subject) if subject in KINDS else TermKind.TERM
    case = next(_marked(entry, "case", deep=False), "")
    notes = [_text(one) for one in entry if _name(one) == "note" and not _text(one).startswith("case: ")]
    first, *variants = dict.fromkeys(source.wanted)
    form, *allowed = dict.fromkeys(target.wanted)
    return Term(
        source=first,
        target=form,
        kind=kind,
        variants=tuple(variants),
        plural=target.plural,
        allowed=tuple(allowed),
        case=CaseRule(case) if case in tuple(CaseRule) else DEFAULT_CASE[kind],
        forbidden=tuple(dict.fromkeys(target.unwanted)),
        note="; ".join(filter(None, notes)),
        origin=origin,
    )


def _category(element: Element, name: str) -> str:
    """Return a data category's value: the text of an element with that type (DCA) or of that name (DCT)."""
    found = (_text(one) for one in element.iter() if one.get("type") == name or _name(one) == name)
    return next(found, "")


def _marked(element: Element, mark: str, *, deep: bool = True) -> Iterator[str]:
    for one in element.iter() if deep else element:
        if _name(one) == "note" and _text(one).startswith(f"{mark}: "):
            yield _text(one).partition(": ")[2]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
