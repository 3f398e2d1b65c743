"""What an OmegaT project consists of besides its texts, and the translations that OmegaT keeps in it.

The source files are our catalogues, read by OmegaT's PO filter. Sentence segmentation is off: every entry is a segment
already. Our rules are there all the same, for files that somebody adds and for those who turn it on: as
`segmentation.srx` for OmegaT 6, and as `segmentation.conf`, the bean that versions before read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.errors import ExchangeError
from translate.exchange.xml_reading import LANGUAGE, child, children, line_of, name_of, parse, text_of
from translate.xml_text import escape_writable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

PROJECT = "omegat.project"
SAVED = "omegat/project_save.tmx"
FOLDERS = ("source", "target", "tm", "tm/auto", "tm/enforce", "glossary", "dictionary", "omegat")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLACES = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")


def project_file(source: str, target: str) -> bytes:
    """Return the `omegat.project` of a pair of languages, BCP 47 tags."""
    places = "".join(f"        <{name}>__DEFAULT__</{name}>\n" for name in _PLACES)
    return (
        f'{_HEAD}<omegat>\n    <project version="1.0">\n{places}'
        f"        <source_lang>{escape_writable(source.upper())}</source_lang>\n"
        f"        <target_lang>{escape_writable(target.upper())}</target_lang>\n"
        "        <sentence_seg>false</sentence_seg>\n"
        "        <support_default_translations>true</support_default_translations>\n"
        "        <remove_tags>false</remove_tags>\n"
        "    </project>\n</omegat>\n"
    ).encode()


def filters_file() -> bytes:
    """Return the settings of the PO filter: no header among the segments, no blank touched, nothing left empty."""
    options = {"skipHeader": "true", "disallowBlank": "true", "monolingualFormat": "false"}
    return (
        f'{_HEAD}<filters removeTags="false" removeSpacesNonseg="false" preserveSpaces="true"'
        ' ignoreFileContext="false">\n    <filter className="org.omegat.filters2.po.PoFilter" enabled="true">\n'
        '        <files sourceFilenameMask="*.po" targetFilenamePattern="${filename}" sourceEncoding="UTF-8"'
        ' targetEncoding="UTF-8"/>\n'
        + "".join(f'        <option name="{name}" value="{value}"/>\n' for name, value in options.items())
        + "    </filter>\n</filters>\n"
    ).encode()


def segmentation_file(language: str, rules: Iterable[tuple[bool, str, str]]) -> bytes:
    """Return a `segmentation.conf`: rules are (breaks, pattern before, pattern after), for a BCP 47 language."""
    bean = "org.omegat.core.segmentation"
    rows = "".join(
        f'<void method="add"><object class="{bean}.Rule">\n'
        f"{_text_property('beforebreak', before)}{_text_property('afterbreak', after)}"
        f'<void property="breakRule"><boolean>{str(breaks).lower()}</boolean></void>\n</object></void>\n'
        for breaks, before, after in rules
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<java version="1.8" class="java.beans.XMLDecoder">\n'
        f'<object class="{bean}.SRX">\n<void property="mappingRules"><void method="add">\n'
        f'<object class="{bean}.MapRule">\n'
        f"{_text_property('language', language.upper())}{_text_property('pattern', f'{language.upper()}.*')}"
        f'<void property="rules"><object class="java.util.ArrayList">\n{rows}</object></void>\n</object>\n'
        f"</void></void>\n{_text_property('version', '0.2.2')}</object>\n</java>\n"
    ).encode()


def _text_property(name: str, text: str) -> str:
    return f'<void property="{name}"><string>{escape_writable(text)}</string></void>\n'


@dataclass(frozen=True, slots=True)
class SavedText:
    """A translation that somebody entered in OmegaT.

    `file` and `context` (the entry's `msgctxt`) tell for which entry it is; None where it is for every entry with that
    source. `line` is its place in the file.
    """

    source: str
    target: str
    note: str = ""
    file: str | None = None
    context: str | None = None
    line: int = 0


def read_saved(data: bytes, path: PurePath | str) -> tuple[SavedText, ...]:
    """Return what people entered, of a `project_save.tmx`; what OmegaT took from the catalogues itself is left out.

    Raises ExchangeError with the line of what cannot be used.
    """
    root = parse(data, path)
    header, body = child(root, "header"), child(root, "body")
    if name_of(root) != "tmx" or header is None or body is None:
        problem = "is no memory of an OmegaT project"
        raise ExchangeError(problem, path=path, line=line_of(root), remedy="Name the project's folder.")
    first = header.get("srclang", "").lower()
    return tuple(saved for unit in children(body, "tu") if (saved := _read_unit(unit, first)) is not None)


def _read_unit(unit: Element, source_language: str) -> SavedText | None:
    """Return what a person entered for a source; None for what nobody did, or what was taken back again."""
    sides = {tuv.get("lang") or tuv.get(LANGUAGE) or "": tuv for tuv in children(unit, "tuv")}
    source = next((tuv for language, tuv in sides.items() if language.lower() == source_language), None)
    target = next((tuv for tuv in sides.values() if tuv is not source), None)
    if source is None or target is None or not (target.get("changeid") or target.get("creationid")):
        return None
    props = {prop.get("type"): text_of(prop) for prop in children(unit, "prop")}
    is_alternative = bool({"file", "path", "id", "prev", "next"} & props.keys())
    return SavedText(
        source=text_of(child(source, "seg")),
        target=text_of(child(target, "seg")),
        note="\n".join(text_of(note) for note in children(unit, "note")),
        file=props.get("file", "") if is_alternative else None,
        context=props.get("path", "") if is_alternative else None,
        line=line_of(unit),
    )
