"""Markdown as readers see it: HTML with footnotes at the end, superscripts and subscripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from translate.documents.front_matter import find_front_matter
from translate.documents.markdown_inline import SCRIPT
from translate.documents.markdown_rules import read_footnote
from translate.documents.scripts import read_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MARK = re.compile(r"\[\^([^\s\[\]]+)\]")
_ELEMENTS = {"^": "sup", "~": "sub"}


def render_markdown(text: str) -> str:
    """Return a Markdown document without its front matter as HTML for the page's body.

    Footnotes stand at the end in the order of their marks, those without a mark behind them.
    """
    head, _ = find_front_matter(text, ())
    parser = _parser()
    environment: dict[str, Any] = {"footnotes": set(), "numbers": {}}
    body, notes = _apart(_styled(parser.parse(text[head:], environment)))
    numbers: dict[str, int] = environment["numbers"]
    for label in notes:
        numbers.setdefault(label, len(numbers) + 1)
    shown = [
        f'<li id="fn-{number}">{parser.renderer.render(notes[label], parser.options, environment)}</li>'
        for label, number in sorted(numbers.items(), key=lambda item: item[1])
    ]
    section = f'<section class="footnotes"><hr><ol>{"".join(shown)}</ol></section>' if shown else ""
    return f"{parser.renderer.render(body, parser.options, environment)}{section}"


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("js-default", {"html": True})
    made.block.ruler.before(
        "reference", "footnote", read_footnote, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    made.inline.ruler.before("link", "footnote_mark", _read_mark)
    made.inline.ruler.before("strikethrough", "script", _read_script)
    return made


def _styled(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give each column its alignment as an attribute: the page's policy lets no style stand in an element."""
    for token in tokens:
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["align"] = style.removeprefix("text-align:")
    return tokens


def _apart(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """Return the tokens of the text, and those of each footnote by its label: of two, the first counts."""
    body: list[Token] = []
    notes: dict[str, list[Token]] = {}
    into = [body]
    for token in tokens:
        if token.type == "footnote_open":
            into.append(notes.setdefault(token.info, []) if token.info not in notes else [])
        elif token.type == "footnote_close":
            into.pop()
        else:
            into[-1].append(token)
    return body, notes


def _read_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[^1]`, where the document has that footnote, as its number."""
    found = _MARK.match(state.src, state.pos)
    if not found or found[1] not in state.env["footnotes"]:
        return False
    if not silent:
        numbers = state.env["numbers"]
        number = numbers.setdefault(found[1], len(numbers) + 1)
        state.push("html_inline", "", 0).content = f'<sup><a href="#fn-{number}">{number}</a></sup>'
    state.pos = found.end()
    return True


def _read_script(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `m^2^` and `CO~2~` as the reader of articles does."""
    found = SCRIPT.match(state.src, state.pos)
    if not found:
        return False
    before, after = state.src[max(state.pos - 16, 0) : state.pos].rstrip("*_"), state.src[found.end() : found.end() + 3]
    if read_script(before, found[2], after, raised=found[1] == "^") is None:
        return False
    if not silent:
        for piece in _element(found[1], found[2]):
            token = state.push(piece[0], "", 0)
            token.content = piece[1]
    state.pos = found.end()
    return True


def _element(mark: str, text: str) -> Iterator[tuple[str, str]]:
    name = _ELEMENTS[mark]
    yield "html_inline", f"<{name}>"
    yield "text", text
    yield "html_inline", f"</{name}>"
