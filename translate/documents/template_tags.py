"""Marks that programs leave in articles: tags of Liquid, Jinja, Twig, Handlebars and Hugo, WordPress shortcodes.

They are found by their shapes alone and never interpreted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2000
"""A template tag is no longer than this; what opens one and does not close it is prose."""

_ENDS = (("{{<", ">}}"), ("{{%", "%}}"), ("{{{", "}}}"), ("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
# What stands between these tags is a comment or code, whatever it looks like.
_ENCLOSING = re.compile(
    r"""\{%[-~]?\s*(?P<liquid>comment|highlight|raw|verbatim|javascript|stylesheet|schema)\b[^%{}]*%\}
      | \{\{[<%]\s*(?P<hugo>highlight|mermaid|math)\b(?![^{}]*/\s*[>%]\}\})[^{}]*[>%]\}\}""",
    re.VERBOSE,
)
# Names of the WordPress core and of widely used plugins.
_CODES = (
    "audio|button|caption|contact-form(?:-7)?|dailymotion|embed|facebook|formidable|gallery|googlemaps?|gravityforms?|"
    "instagram|metaslider|nggallery|ngg|playlist|recaptcha|rev_slider|slideshare|slideshow|soundcloud|spotify|"
    "table|tiktok|toc|tweet|twitter|video|vimeo|wp_caption|wpforms|youtube|"
    "(?:av|elementor|et_pb|fusion|su|vc|wp)[_-][a-z0-9_-]+"
)
# Editors write in square brackets, too: only a known name in small letters with nothing but attributes is a shortcode.
_SHORTCODE = re.compile(
    rf"""\[/?(?P<name>{_CODES})
         (?: [ \t\u00a0]++ [a-z][\w-]*+ = (?: "[^"\[\]]*+" | '[^'\[\]]*+' | [^\s"'\[\]]++ )
           | [ \t\u00a0]++ https?://[^\s\[\]]++
           | = (?: "[^"\[\]]*+" | [^\s\[\]"]++ )
         )*+
         [ \t\r\n]*+ /?\]""",
    re.VERBOSE,
)
_EMBED = re.compile(r"\[embed[^\[\]]*+\][^\[\]]*+\[/embed\]")


@dataclass(slots=True)
class TemplateTags:
    """Finds template tags in one text; it remembers what is never closed, so that a search is made only once."""

    text: str
    unclosed: set[str] = field(default_factory=set)

    def end(self, start: int) -> int | None:
        """Return where the tag that opens at `start`, a `{`, ends; None when there is none."""
        if (enclosing := _ENCLOSING.match(self.text, start)) and (end := self.enclosed_end(enclosing)):
            return end
        for opening, closing in _ENDS:
            if self.text.startswith(opening, start):
                at = self.text.find(closing, start + len(opening), start + LONGEST)
                if at >= 0:
                    return at + len(closing)
        return None

    def enclosed_end(self, opening: re.Match[str]) -> int | None:
        """Return where the closing tag ends that belongs to an `opening` one of code or of a comment."""
        name = opening["liquid"] or opening["hugo"]
        if name in self.unclosed:
            return None
        shape = rf"\{{%[-~]?\s*end{name}\s*[-~]?%\}}" if opening["liquid"] else rf"\{{\{{[<%]\s*/{name}\s*[>%]\}}\}}"
        closing = re.compile(shape).search(self.text, opening.end())
        if closing:
            return closing.end()
        self.unclosed.add(name)
        return None


def enclosed_stretches(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches from `start` on that template tags mark as code or as a comment, as `highlight` does."""
    tags = TemplateTags(text)
    for opening in _ENCLOSING.finditer(text, start):
        if opening.start() >= start and (end := tags.enclosed_end(opening)):
            yield opening.start(), end
            start = end


def shortcode_end(text: str, start: int) -> tuple[int, str] | None:
    """Return where the WordPress shortcode that opens at `start`, a `[`, ends, and its name; None for other brackets.

    `[embed]` takes the address inside it along.
    """
    if found := _EMBED.match(text, start):
        return found.end(), "embed"
    found = _SHORTCODE.match(text, start)
    return (found.end(), found["name"]) if found else None
