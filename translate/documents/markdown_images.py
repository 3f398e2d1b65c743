"""What stands alone on lines of a paragraph: images, whose texts are no part of a sentence, and tags of templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.model import PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.documents.markdown_spans import Span

_BREAKS = {PlaceableKind.SOFT_BREAK, PlaceableKind.LINE_BREAK}
_FRAMES = {PlaceableKind.IMAGE, PlaceableKind.LINK}


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a block's text, by offsets; `image` says that it belongs to an image."""

    start: int
    end: int
    image: bool = False


def cut_images(text: str, spans: Sequence[Span]) -> list[Region]:
    """Return the parts of a block's text: an image's description, its title, and the lines that hold no such image.

    An image stands alone when nothing but other images, and links around them, is on its line. One whose description
    is also the name of its reference is left in the text.
    """
    regions: list[Region] = []
    joined = False
    for start, end, inside in _lines(text, spans):
        images = _standing_alone(text, start, end, inside)
        if images is not None:
            regions += images
        elif joined:
            regions[-1] = Region(regions[-1].start, end)
        else:
            regions.append(Region(start, end))
        joined = images is None
    return regions


def _lines(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield the lines that no markup runs over, with the markup in each."""
    start = 0
    depth = 0
    inside: list[Span] = []
    for span in spans:
        if span.kind in _BREAKS and depth == 0:
            yield start, span.start, inside
            start, inside = span.end, []
            continue
        depth += {PlaceableRole.OPEN: 1, PlaceableRole.CLOSE: -1}.get(span.role, 0)
        inside.append(span)
    yield start, len(text), inside


def _standing_alone(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Region] | None:
    """Return the texts of the images on a line, none for a template's tag; None when there is something else on it."""
    if spans and _is_template(text, start, end, spans):
        return []
    regions: list[Region] = []
    outer: list[Span] = []
    position = start
    for span in spans:
        if outer and not (span.role is PlaceableRole.CLOSE and span.pair == outer[0].pair):
            continue  # inside a description
        if not outer and not text[position : span.start].strip() and text[span.start] == "{":
            position = span.end  # a template's tag, or the image's attributes
            continue
        if not outer and (text[position : span.start].strip() or span.kind not in _FRAMES or not span.pair):
            return None
        position = span.end
        if outer:
            if span.label:
                return None
            regions += _texts(outer.pop(), span)
        elif span.kind is PlaceableKind.IMAGE:
            outer.append(span)
        elif span.title:
            regions += _title(span)
    has_image = any(span.kind is PlaceableKind.IMAGE for span in spans)
    return regions if has_image and not text[position:end].strip() else None


def _is_template(text: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    """Return whether there are only tags of a template on a line, such as a shortcode of Hugo."""
    position = start
    for span in spans:
        if text[position : span.start].strip() or text[span.start] != "{" or span.kind is not PlaceableKind.TAG:
            return False
        position = span.end
    return not text[position:end].strip()


def _texts(opening: Span, closing: Span) -> Iterator[Region]:
    if opening.end < closing.start:
        yield Region(opening.end, closing.start, image=True)
    yield from _title(closing)


def _title(closing: Span) -> Iterator[Region]:
    if closing.title and closing.title[0] < closing.title[1]:
        yield Region(*closing.title, image=True)
