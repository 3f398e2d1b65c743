"""The inline markup of one stretch of Markdown: where it stands, never what it renders to.

The order of precedence is CommonMark's (0.31.2, section 6 and appendix A): code spans, autolinks and raw HTML bind
closest, then links and images, then emphasis. GitHub's `~~` and footnote references are read as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from translate.documents.markdown_emphasis import Delimiters, delimiters_at, match_delimiters
from translate.documents.markdown_html import join_untranslated, pair_tags
from translate.documents.markdown_links import (
    MAX_LABEL,
    Destination,
    RawHtml,
    attributes_end,
    autolink_end,
    formula_end,
    inline_destination,
    named_character,
    normalise_label,
    reference_label,
)
from translate.documents.markdown_spans import Labels, Span
from translate.documents.scripts import join_scripts, read_script
from translate.documents.template_tags import TemplateTags
from translate.model import PlaceableKind, PlaceableRole

_PROSE = re.compile(r"[^\\`<!\[\]*_~^\n{&$]+")
_BACKTICKS = re.compile("`+")
_ESCAPABLE = frozenset("""!"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~""")
SCRIPT = re.compile(r"([\^~])([^\s\^~<\[\]]{1,4})\1(?!~)")
"""What `^` and `~` may raise or lower; the words around it tell whether they do."""
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]")


@dataclass(slots=True)
class _Bracket:
    start: int
    end: int
    image: bool
    runs: int
    holds_bracket: bool = False


@dataclass(slots=True)
class _Scanner:
    text: str
    labels: Labels
    html: RawHtml
    templates: TemplateTags
    ticks: dict[int, list[int]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    runs: list[Delimiters] = field(default_factory=list)
    pairs: int = 0
    # Links hold no links: brackets of links that opened before this offset are only text.
    links_from: int = 0

    def scan(self) -> list[Span]:
        for found in _BACKTICKS.finditer(self.text):
            self.ticks.setdefault(len(found[0]), []).append(found.start())
        position = 0
        while position < len(self.text):
            prose = _PROSE.match(self.text, position)
            position = prose.end() if prose else _ACTIONS[self.text[position]](self, position)
        self._emphasise(0)
        spans = pair_tags(self.text, sorted(self.spans, key=lambda span: span.start), self.pairs)
        return join_scripts(self.text, list(join_untranslated(self.text, spans)))

    def _add(self, start: int, end: int, kind: PlaceableKind) -> int:
        self.spans.append(Span(start, end, kind))
        return end

    def _add_pair(self, opening: tuple[int, int], closing: tuple[int, int], kind: PlaceableKind) -> tuple[Span, Span]:
        self.pairs += 1
        ends = (
            Span(*opening, kind, PlaceableRole.OPEN, self.pairs),
            Span(*closing, kind, PlaceableRole.CLOSE, self.pairs),
        )
        self.spans += ends
        return ends

    def _escape(self, start: int) -> int:
        following = self.text[start + 1 : start + 2]
        if following == "\n":
            return self._add(start, self._after_indent(start + 2), PlaceableKind.LINE_BREAK)
        return start + 2 if following in _ESCAPABLE else start + 1

    def _line_end(self, start: int) -> int:
        blanks = start
        while blanks and self.text[blanks - 1] in " \t":
            blanks -= 1
        kind = PlaceableKind.LINE_BREAK if self.text.endswith("  ", blanks, start) else PlaceableKind.SOFT_BREAK
        return self._add(blanks, self._after_indent(start + 1), kind)

    def _after_indent(self, position: int) -> int:
        while self.text[position : position + 1] in (" ", "\t"):
            position += 1
        return position

    def _code(self, start: int) -> int:
        run = _BACKTICKS.match(self.text, start)
        end = run.end() if run else start + 1
        closers = self.ticks.get(end - start, [])
        at = bisect_left(closers, end)
        if at == len(closers):
            return end
        return self._add(start, closers[at] + end - start, PlaceableKind.CODE)

    def _angle(self, start: int) -> int:
        if end := autolink_end(self.text, start):
            return self._add(start, end, PlaceableKind.LINK)
        if end := self.html.end(start):
            return self._add(start, end, PlaceableKind.TAG)
        return start + 1

    def _dollar(self, start: int) -> int:
        end = formula_end(self.text, start)
        return self._add(start, end, PlaceableKind.CODE) if end else start + 1

    def _template(self, start: int) -> int:
        end = self.templates.end(start) or attributes_end(self.text, start)
        return self._add(start, end, PlaceableKind.TAG) if end else start + 1

    def _entity(self, start: int) -> int:
        found = named_character(self.text, start)
        if not found:
            return start + 1
        self.spans.append(Span(start, found[0], PlaceableKind.PLAIN, shown=found[1]))
        return found[0]

    def _script(self, start: int) -> int:
        """Take in `^e^` or `~2~` where it is part of a word; another tilde may strike a text out."""
        found = SCRIPT.match(self.text, start)
        if found:
            before, after = self.text[max(start - 16, 0) : start].rstrip("*_"), self.text[found.end() : found.end() + 3]
            shown = read_script(before, found[2], after, raised=found[1] == "^")
            if shown is not None:
                self.spans.append(Span(start, found.end(), PlaceableKind.PLAIN, shown=shown))
                return found.end()
        return start + 1 if self.text[start] == "^" else self._delimiters(start)

    def _delimiters(self, start: int) -> int:
        end = start
        while end < len(self.text) and self.text[end] == self.text[start]:
            end += 1
        self.runs.append(delimiters_at(self.text, start, end))
        return end

    def _open_bracket(self, start: int) -> int:
        image = self.text.startswith("![", start)
        if not image and self.text[start] == "!":
            return start + 1
        found = _FOOTNOTE.match(self.text, start)
        if found and found[1] in self.labels.footnotes:
            return self._add(start, found.end(), PlaceableKind.FOOTNOTE)
        if self.brackets:
            self.brackets[-1].holds_bracket = True
        end = start + 1 + image
        self.brackets.append(_Bracket(start, end, image, len(self.runs)))
        return end

    def _close_bracket(self, start: int) -> int:
        if not self.brackets:
            return start + 1
        bracket = self.brackets.pop()
        if not bracket.image and bracket.start < self.links_from:
            return start + 1
        target, label = self._target(bracket, start)
        if target is None:
            return start + 1
        kind = PlaceableKind.IMAGE if bracket.image else PlaceableKind.LINK
        self._emphasise(bracket.runs)
        self._add_pair((bracket.start, bracket.end), (start, target.end), kind)
        self.spans[-1] = replace(self.spans[-1], title=target.title, label=label)
        if not bracket.image:
            self.links_from = bracket.start
        return target.end

    def _target(self, bracket: _Bracket, start: int) -> tuple[Destination | None, bool]:
        """Return where a link whose text ends at `start` leads, and whether its own text is the label."""
        if found := inline_destination(self.text, start + 1):
            return found, False
        written = reference_label(self.text, start + 1)
        if written and written[0].strip():
            known = normalise_label(written[0]) in self.labels.references
            return (Destination(written[1]) if known else None), False
        inner = start - bracket.end
        if bracket.holds_bracket or inner > MAX_LABEL:
            return None, False
        if normalise_label(self.text[bracket.end : start]) not in self.labels.references:
            return None, False
        collapsed = self.text.startswith("[]", start + 1)
        return Destination(start + (3 if collapsed else 1)), True

    def _emphasise(self, first: int) -> None:
        for pair in match_delimiters(self.runs[first:]):
            self._add_pair(pair.opening, pair.closing, PlaceableKind.EMPHASIS)
        del self.runs[first:]


# Each takes in the special character at an offset and returns where to go on.
_ACTIONS = {
    "\\": _Scanner._escape,
    "\n": _Scanner._line_end,
    "`": _Scanner._code,
    "$": _Scanner._dollar,
    "{": _Scanner._template,
    "&": _Scanner._entity,
    "<": _Scanner._angle,
    "*": _Scanner._delimiters,
    "_": _Scanner._delimiters,
    "~": _Scanner._script,
    "^": _Scanner._script,
    "!": _Scanner._open_bracket,
    "[": _Scanner._open_bracket,
    "]": _Scanner._close_bracket,
}


def scan(text: str, labels: Labels) -> list[Span]:
    r"""Return the markup in `text`, in order and not overlapping.

    `text` is the content of one block, its lines joined by `\n`, without the indentation and the marks of the
    blocks around it. Backslash escapes are prose, and so are the entities of characters that Markdown may act on.
    """
    return _Scanner(text, labels, RawHtml(text), TemplateTags(text)).scan()
