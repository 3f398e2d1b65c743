"""Which elements are open at each place of an HTML text, by the HTML Standard's rules for what ends what.

The rules are those of the section on tree construction (13.2.6) as far as they say where an element ends; nothing is
moved to another place, since only what stands in the file counts here. Every step takes constant time on average.
"""

from __future__ import annotations

from dataclasses import dataclass

from translate.model import BlockKind

_VOID = "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr"
VOID = frozenset(_VOID.split())
_BOUNDARIES = """
    address applet article aside audio base blockquote body button caption center col colgroup datalist dd details
    dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
    html iframe input label legend li link listing main marquee menu meta nav noembed noframes ol optgroup option p
    plaintext pre search section select summary table tbody td textarea tfoot th thead title tr ul video xmp"""
BOUNDARIES = frozenset(_BOUNDARIES.split())
"""Elements at whose tags a text begins or ends; all others are inside running text."""

CODE = frozenset({"code", "samp", "tt", "var"})
"""Elements in running text that a translator moves but does not translate."""
SILENT = frozenset({"applet", "canvas", "listing", "math", "object", "pre", "svg", "template", "xmp"})
"""Elements whose content is no prose at all."""

_KINDS = {
    "blockquote": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "dd": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "figcaption": BlockKind.CAPTION,
    "li": BlockKind.LIST_ITEM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "title": BlockKind.TITLE,
} | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_BLOCKS = """
    address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul
    xmp"""
_CLOSES_P = frozenset(_BLOCKS.split())
_SCOPE = ("html", "table", "td", "th", "caption", "template", "marquee", "object", "applet")
_ITEM_SCOPE = (*_SCOPE, "ul", "ol", "menu", "dir", "dl", "blockquote", "section", "article", "aside", "figure")
_TABLE_SCOPE = ("html", "table", "template")
_CELLS, _ROWS = ("td", "th"), ("tr", "td", "th")
_GROUPS = ("tbody", "thead", "tfoot", "caption", "colgroup", *_ROWS)
# What an opening tag ends, and the elements that it does not reach beyond.
_ENDS = {
    "li": (("li",), _ITEM_SCOPE),
    "dd": (("dd", "dt"), _ITEM_SCOPE),
    "dt": (("dd", "dt"), _ITEM_SCOPE),
    "option": (("option",), ("select", "datalist", "optgroup")),
    "optgroup": (("option", "optgroup"), ("select",)),
    "td": (_CELLS, _TABLE_SCOPE),
    "th": (_CELLS, _TABLE_SCOPE),
    "tr": (_ROWS, _TABLE_SCOPE),
} | dict.fromkeys(("tbody", "thead", "tfoot"), (_GROUPS, _TABLE_SCOPE))
_SCOPES = {"p": (*_SCOPE, "button"), "li": (*_SCOPE, "ul", "ol", "menu")} | dict.fromkeys(
    (*_GROUPS, "table"), _TABLE_SCOPE
)


@dataclass(frozen=True, slots=True)
class Element:
    """An open element: what its text is, and whether that is translated.

    `translated` is what `translate` and `notranslate` say; it counts where the text is neither `code` nor `silent`.
    """

    name: str
    kind: BlockKind
    translated: bool
    code: bool = False
    silent: bool = False

    @property
    def readable(self) -> bool:
        """Whether the text in the element is to be translated."""
        return self.translated and not (self.code or self.silent)


class OpenElements:
    """The elements that are open, the outermost first."""

    def __init__(self) -> None:
        self._stack = [Element("", BlockKind.PARAGRAPH, translated=True)]
        self._places: dict[str, list[int]] = {}
        self._boundaries = [0]

    @property
    def current(self) -> Element:
        """The innermost open element."""
        return self._stack[-1]

    @property
    def block(self) -> Element:
        """The innermost open element at whose tags a text begins or ends."""
        return self._stack[self._boundaries[-1]]

    def open(
        self, name: str, *, translated: bool | None = None, kind: BlockKind | None = None, empty: bool = False
    ) -> Element:
        """Return an element that begins, which ends others; it stays open unless it is `empty` or void.

        `translated` and `kind` are None for what it has from its name and from the element around it.
        """
        self._end_others(name)
        outer = self.current
        element = Element(
            name,
            kind or _KINDS.get(name, outer.kind),
            outer.translated if translated is None else translated,
            outer.code or name in CODE,
            outer.silent or name in SILENT,
        )
        if name not in VOID and not empty:
            self._places.setdefault(name, []).append(len(self._stack))
            if name in BOUNDARIES:
                self._boundaries.append(len(self._stack))
            self._stack.append(element)
        return element

    def close(self, name: str) -> None:
        """Close the innermost element of that name, with all inside it; an end tag of nothing is ignored."""
        place = self._last(name)
        if name in HEADINGS:
            place = max(self._last(heading) for heading in HEADINGS)
        if name in BOUNDARIES or name in SILENT:
            barrier = max(self._last(other) for other in _SCOPES.get(name, _SCOPE) if other != name)
        else:
            barrier = self._boundaries[-1]
        if place > barrier:
            self._pop(place)

    def _end_others(self, name: str) -> None:
        if name in _CLOSES_P:
            self.close("p")
        if name in HEADINGS and self.current.name in HEADINGS:
            self._pop(len(self._stack) - 1)
        if name in _ENDS:
            names, scope = _ENDS[name]
            barrier = max(self._last(other) for other in scope)
            places = [place for ended in names for place in self._places.get(ended, ())[-1:] if place > barrier]
            if places:
                self._pop(min(places))

    def _last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else 0

    def _pop(self, place: int) -> None:
        """Close the element at a place of the stack, and all inside it."""
        while len(self._stack) > place:
            self._places[self._stack.pop().name].pop()
        while self._boundaries[-1] >= place and len(self._boundaries) > 1:
            self._boundaries.pop()
