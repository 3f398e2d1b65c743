"""Where a line may be broken: the rules of Unicode 16, which gettext's tools follow from version 0.23 on.

They are those of Unicode Standard Annex 14, revision 53, named here by their numbers. Its rules for scripts that are
written in orthographic syllables (LB28a) and the classes that Unicode 15 and 16 gave to new characters are left out.
Next to the earlier ones (`translate.catalogue.linebreaks`) what matters in French is LB15: a line no longer ends after
the blank that follows an opening guillemet, nor before a closing one.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import NamedTuple

from translate.catalogue.linebreaks import Break, line_class

_OPENS = frozenset(["", "BK", "OP", "OPW", "QU", "GL", "SP", "ZW"])
"""Classes behind which an initial quotation mark opens a quotation; "" is the beginning."""
_CLOSED = frozenset(["", "SP", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY", "BK", "ZW"])
"""Classes before which a final quotation mark closes one; "" is the end."""
_STAY = frozenset(["CL", "CP", "EX", "SY", "WJ"])
_IDEOGRAPHS = frozenset(["ID", "EB", "EM"])
_HANGUL = frozenset(["JL", "JV", "JT", "H2", "H3"])
_SYLLABLES = {
    "JL": ("JL", "JV", "H2", "H3"),
    **dict.fromkeys(("JV", "H2"), ("JV", "JT")),
    **dict.fromkeys(("JT", "H3"), ("JT",)),
}
_TOGETHER = {
    "AL": {"NU", "AL", "HL", "PR", "PO", "OP"},
    "HL": {"NU", "AL", "HL", "PR", "PO", "OP"},
    "NU": {"AL", "HL", "OP"},
    "PR": {"AL", "HL", "NU", *_IDEOGRAPHS, *_HANGUL},
    "PO": {"AL", "HL", "NU"},
    "HY": {"NU"},
    "IS": {"NU", "AL", "HL"},
    "CP": {"AL", "HL", "NU"},
    "SY": {"HL"},
    "EB": {"EM", "PO"},
    "ID": {"PO"},
    "EM": {"PO"},
    **{first: {*seconds, "PO"} for first, seconds in _SYLLABLES.items()},
}
"""LB21b, 23 to 30b: pairs that no line end comes between, whatever is around them."""


class _Cluster(NamedTuple):
    """A character with what combines with it: its class, itself, and whether blanks stand before it."""

    kind: str
    character: str
    start: int
    spaced: bool
    joined: bool = False
    """Whether it ends with a zero width joiner."""

    @property
    def wide(self) -> bool:
        return bool(self.character) and unicodedata.east_asian_width(self.character) in "FWH"

    def quotes(self, category: str) -> bool:
        """Tell whether it is a quotation mark of that general category."""
        return self.kind == "QU" and unicodedata.category(self.character) == category


_EDGE = _Cluster("", "", 0, spaced=False)


def break_opportunities(text: str) -> list[tuple[int, Break]]:
    """Return the places where a line may end; see `translate.catalogue.linebreaks.break_opportunities`."""
    clusters, trailing = _cluster(text)
    found: list[tuple[int, Break]] = []
    number, indicators = _Number.NONE, 0
    for index, this in enumerate(clusters):
        last = clusters[index - 1] if index else _EDGE
        before = clusters[index - 2] if index > 1 else _EDGE
        following = clusters[index + 1] if index + 1 < len(clusters) else _EDGE
        ended = "SP" if following.spaced or (following is _EDGE and trailing) else following.kind
        beyond = clusters[index + 2].kind if index + 2 < len(clusters) else ""
        if this.kind == "BK":
            found.append((this.start, Break.MANDATORY))
        elif last.kind not in ("", "BK") and this.kind != "ZW":
            held = _stays(before, last, this, ended) or (
                not this.spaced
                and (
                    _is_held(before, last, this, following)
                    or _is_number(last, this, ended, beyond, number)
                    or (last.kind == this.kind == "RI" and indicators % 2 == 1)
                )
            )
            if not held or (last.kind == "ZW" and this.kind != "BK"):
                found.append((this.start, Break.POSSIBLE))
        number = _follow_number(number, this)
        indicators = indicators + 1 if last.kind == this.kind == "RI" and not this.spaced else 1
    return found


def _cluster(text: str) -> tuple[list[_Cluster], bool]:
    """Return the characters with what combines with them (LB9), and whether blanks end the text."""
    clusters: list[_Cluster] = []
    spaced = False
    for index, character in enumerate(text):
        kind = line_class(character)
        if kind == "SP":
            spaced = True
            continue
        if kind in ("CM", "ZWJ"):
            joined = kind == "ZWJ"
            if clusters and not spaced and clusters[-1].kind not in ("BK", "ZW"):
                clusters[-1] = clusters[-1]._replace(joined=joined)
                continue
            clusters.append(_Cluster("AL", character, index, spaced, joined))
        else:
            clusters.append(_Cluster(kind, character, index, spaced))
        spaced = False
    return clusters, spaced


def _stays(before: _Cluster, last: _Cluster, this: _Cluster, ended: str) -> bool:
    """Tell whether no line ends before `this`, even over blanks (LB11 to LB17). `ended` is the class behind `this`."""
    around = "SP" if last.spaced else before.kind
    return (
        this.kind in _STAY
        or last.kind in ("OP", "OPW")
        or (last.quotes("Pi") and around in _OPENS)
        or (this.quotes("Pf") and ended in _CLOSED)
        or (this.kind == "IS" and not (this.spaced and ended == "NU"))
        or (this.kind == "NS" and last.kind in ("CL", "CP"))
        or (last.kind == this.kind == "B2")
    )


def _is_held(before: _Cluster, last: _Cluster, this: _Cluster, following: _Cluster) -> bool:
    """Tell whether no line ends between two neighbours (LB8a to LB12a, LB19 to LB24, LB26 to LB30b)."""
    around = "SP" if last.spaced else before.kind
    return (
        last.joined
        or last.kind in ("WJ", "GL", "BB")
        or (this.kind == "GL" and last.kind not in ("BA", "HY"))
        or (this.kind == "QU" and (not this.quotes("Pi") or not last.wide or not following.wide or following.spaced))
        or (last.kind == "QU" and (not last.quotes("Pf") or not this.wide or not before.wide or last.spaced))
        or ((last.kind == "HY" or last.character == "\u2010") and this.kind == "AL" and around in _STARTS)
        or this.kind in ("BA", "HY", "NS", "IN")
        or (around == "HL" and (last.kind == "HY" or (last.kind == "BA" and not last.wide)) and this.kind != "HL")
        or this.kind in _TOGETHER.get(last.kind, ())
    )


_STARTS = frozenset(["", "BK", "SP", "ZW", "GL"])
"""Classes behind which a hyphen begins a word (LB20a)."""


class _Number(Enum):
    """Whether a number stands before a place, with separators perhaps, and whether a bracket has closed it."""

    NONE = 0
    OPEN = 1
    CLOSED = 2


def _follow_number(number: _Number, this: _Cluster) -> _Number:
    if this.kind == "NU":
        return _Number.OPEN
    if this.spaced or number is not _Number.OPEN:
        return _Number.NONE
    if this.kind in ("SY", "IS"):
        return _Number.OPEN
    return _Number.CLOSED if this.kind in ("CL", "CP") else _Number.NONE


def _is_number(last: _Cluster, this: _Cluster, ended: str, beyond: str, number: _Number) -> bool:
    """Tell whether no line ends inside a number (LB25); `ended` and `beyond` are the classes behind `this`."""
    if this.kind in ("PO", "PR"):
        return number is not _Number.NONE
    if this.kind == "NU":
        return number is _Number.OPEN
    if this.kind == "OP" and last.kind in ("PO", "PR"):
        return ended == "NU" or (ended == "IS" and beyond == "NU")
    return False
