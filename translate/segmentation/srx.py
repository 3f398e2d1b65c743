"""SRX 2.0, the exchange format for segmentation rules that OmegaT and others share: reading, writing, applying.

The format is that of LISA's (now GALA's) SRX 2.0 specification of 2008: each rule has a pattern for what stands before
a place and one for what stands behind it, and says whether a segment ends there. The first rule that matches a place
decides; a place that no rule matches is no boundary. Patterns are ICU's regular expressions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from translate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath
    from xml.etree.ElementTree import Element

NAMESPACE = "http://www.lisa.org/srx20"
MAX_BYTES = 4 * 2**20
"""A larger file is refused; the largest public rule sets have some 600 KB."""
SECONDS = 5.0
"""How long one rule may look at one text, so that a pattern that never ends cannot hold up a run."""

_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)
_CODE_POINT = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_REMEDY = "Name an SRX 2.0 file, such as OmegaT saves."


@dataclass(frozen=True, slots=True)
class SrxRule:
    """One rule: whether a segment ends (`breaks`) where `before` matches up to a place and `after` from it on."""

    breaks: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SrxRules:
    """The rules that apply to one language, in order: what `find_boundaries` and `segment` take as `rules`."""

    rules: tuple[SrxRule, ...]
    path: str = ""

    def find_boundaries(self, text: str, protected: Sequence[tuple[int, int]] = ()) -> list[int]:
        """Return the offsets in `text` where a segment ends and another follows, in order; none in a protected span.

        Every piece between two of them holds a letter or a digit. Raises ConfigurationError for a pattern that takes
        longer than `SECONDS`.
        """
        decided: dict[int, bool] = {}
        for number, rule in enumerate(self.rules, 1):
            try:
                for at in _places(rule, text):
                    decided.setdefault(at, rule.breaks)
            except TimeoutError as error:
                problem = f"rule {number} takes too long: {rule.before} | {rule.after}"
                raise ConfigurationError(problem, path=self.path or None, remedy="Make the pattern simpler.") from error
        starts = sorted(protected)
        boundaries: list[int] = []
        start = 0
        last = max((at for at, character in enumerate(text) if character.isalnum()), default=-1)
        for at in sorted(place for place, breaks in decided.items() if breaks):
            index = bisect_right(starts, (at, -1)) - 1
            inside = index >= 0 and starts[index][0] < at < starts[index][1]
            if not inside and at <= last and any(character.isalnum() for character in text[start:at]):
                boundaries.append(at)
                start = at
        return boundaries


@dataclass(frozen=True, slots=True)
class Srx:
    """An SRX file: named lists of rules, and which of them, by a pattern, apply to a language.

    With `cascade`, every list whose pattern matches applies, in the order of `maps`; without it, only the first.
    """

    lists: dict[str, tuple[SrxRule, ...]]
    maps: tuple[tuple[str, str], ...]
    cascade: bool = True
    path: str = field(default="", compare=False)

    def rules_for(self, language: str) -> SrxRules:
        """Return the rules of a language, a BCP 47 tag; none where nothing is mapped to it."""
        names = [name for pattern, name in self.maps if _compile(pattern, self.path).fullmatch(language)]
        chosen = names if self.cascade else names[:1]
        return SrxRules(tuple(rule for name in dict.fromkeys(chosen) for rule in self.lists.get(name, ())), self.path)


def read_srx(data: bytes, path: PurePath | str = "") -> Srx:
    """Return the rules of an SRX file. Raises ConfigurationError, naming `path`, for any other or a broken one."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > MAX_BYTES:
        raise ConfigurationError("is too large for segmentation rules", path=path, remedy=_REMEDY)
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ConfigurationError("is not well-formed XML, or declares entities", path=path, remedy=_REMEDY) from error
    if root.tag != f"{{{NAMESPACE}}}srx":
        raise ConfigurationError("is not an SRX 2.0 file", path=path, remedy=_REMEDY)
    header = root.find(_named("header"))
    cascade = header is not None and header.get("cascade", "no") == "yes"
    lists = {
        found.get("languagerulename", ""): tuple(_rule(one) for one in found.iter(_named("rule")))
        for found in root.iter(_named("languagerule"))
    }
    maps = tuple(
        (found.get("languagepattern", ""), found.get("languagerulename", ""))
        for found in root.iter(_named("languagemap"))
    )
    if missing := next((name for _, name in maps if name not in lists), None):
        raise ConfigurationError(f'maps a language to "{missing}", which it lacks', path=path, remedy=_REMEDY)
    srx = Srx(lists, maps, cascade, str(path))
    for pattern in {pattern for pattern, _ in maps}:
        _compile(pattern, srx.path)
    for rule in {rule for rules in lists.values() for rule in rules}:
        _compile(_pattern(rule), srx.path)
    return srx


def write_srx(srx: Srx) -> bytes:
    """Return the SRX 2.0 file of some rules, in UTF-8; `read_srx` gives back equal ones."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("srx", {"xmlns": NAMESPACE, "version": "2.0"})
    header = SubElement(root, "header", segmentsubflows="yes", cascade="yes" if srx.cascade else "no")
    for kind, include in (("start", "no"), ("end", "yes"), ("isolated", "no")):
        SubElement(header, "formathandle", type=kind, include=include)
    body = SubElement(root, "body")
    lists = SubElement(body, "languagerules")
    for name, rules in srx.lists.items():
        listed = SubElement(lists, "languagerule", languagerulename=name)
        for rule in rules:
            element = SubElement(listed, "rule", {"break": "yes" if rule.breaks else "no"})
            SubElement(element, "beforebreak").text = rule.before
            SubElement(element, "afterbreak").text = rule.after
    maps = SubElement(body, "maprules")
    for pattern, name in srx.maps:
        SubElement(maps, "languagemap", languagepattern=pattern, languagerulename=name)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _rule(element: Element) -> SrxRule:
    before, after = (element.findtext(_named(name)) or "" for name in ("beforebreak", "afterbreak"))
    return SrxRule(element.get("break", "yes") != "no", before, after)


def _pattern(rule: SrxRule) -> str:
    return f"(?:{rule.before})(?=(?:{rule.after}))" if rule.after else f"(?:{rule.before})"


def _places(rule: SrxRule, text: str) -> list[int]:
    """Return every place of a text that a rule matches."""
    pattern = _compile(_pattern(rule), "")
    return [found.end() for found in pattern.finditer(text, overlapped=True, timeout=SECONDS)]


@lru_cache(maxsize=4096)
def _compile(pattern: str, path: str) -> Any:
    r"""Return a pattern of ICU's as one of `regex`'s, which knows `\p{Lu}` and sets in sets as ICU does."""
    import regex

    python = _QUOTED.sub(lambda found: re.escape(found[1]), pattern)
    python = _CODE_POINT.sub(lambda found: re.escape(chr(min(int(found[1], 16), 0x10FFFF))), python)
    try:
        return regex.compile(python, regex.VERSION1 | regex.UNICODE)
    except (regex.error, OverflowError, RecursionError) as error:
        remedy = "Mend it; SRX uses ICU's regular expressions."
        raise ConfigurationError(
            f"the pattern {pattern!r} cannot be read: {error}", path=path or None, remedy=remedy
        ) from error
