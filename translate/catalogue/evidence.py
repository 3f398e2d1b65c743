"""The program's own comment lines (`#.`): where a segment stands, what its tags mean, which draft was made for it."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from translate.model import BlockKind, Draft, Origin, Placeable, PlaceableRole, State
from translate.similarity import mark_change, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from translate.catalogue.entries import Entry
    from translate.model import Segment

_DRAFT = re.compile(
    rf"Draft by ({'|'.join(Origin)}), score (-?(?:\d+\.\d+|inf|nan)), digest ([0-9a-f]{{12}}):(?: (.*))?"
)
_HEAD = "Draft by "
_TEXT = "Draft text: "
_STEP = "Draft step: "
_HYPHENATED = re.compile(r"[^\W\d]-\Z")
_CHANGE = "Source change ("
_APPROVED = "Approved for the previous source: digest "
_REVIEW = ("Source change", "Approved for the")
_OPENING = re.compile(rf"Terms:|</?\d+/?>|{'|'.join(_REVIEW)}")
"""How the program's own lines about a unit begin, but for the first, which says where its segment stands."""


def digest_target(target: str) -> str:
    """Return the 12 hexadecimal digits by which a target is recognised as nobody's but the machine's (SHA-256)."""
    return sha256(target.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def comment_lines(text: str) -> list[str]:
    """Return `text` as comment lines: no line ends or other control characters inside, no blanks at the ends."""
    lines = (re.sub(r"[\x00-\x1f\x7f]+", " ", line).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _unescape(text: str) -> str:
    return re.sub(r"\\([\\nrt])", lambda m: {"n": "\n", "r": "\r", "t": "\t"}.get(m[1], "\\"), text)


def draft_lines(draft: Draft) -> tuple[str, ...]:
    """Return the comment lines that keep a draft on record: `parse_draft` reads them back."""
    signature = " ".join(comment_lines(draft.signature))
    head = (
        f"Draft by {draft.origin}, score {draft.score:.4f}, digest {digest_target(draft.target)}: {signature}".rstrip()
    )
    steps = (f"{_STEP}{line}" for step in draft.steps for line in comment_lines(step))
    return (head, f"{_TEXT}{_escape(draft.target)}", *steps)


def parse_draft(lines: Iterable[str], target: str) -> tuple[Draft | None, tuple[str, ...]]:
    """Find the draft on record among the comment lines of a unit whose target is `target`.

    Returns the draft (None where there is no record) and the other lines. The draft's target equals `target` only
    where the digest proves that nobody changed it; a draft whose text line was removed has the target "" otherwise.
    """
    others: list[str] = []
    parts: list[list[str]] = []
    for line in lines:
        if line.startswith((_HEAD, _TEXT.rstrip(), _STEP.rstrip())):
            parts.append([line])
        else:
            (parts[-1] if parts else others).append(line)
    head: re.Match[str] | None = None
    text: list[str] = []
    steps: list[str] = []
    for part in parts:
        if part[0].startswith(_HEAD):
            head = _DRAFT.fullmatch(_unwrapped(part)) or head
        elif part[0].startswith(_TEXT.rstrip()):
            text = [part[0][len(_TEXT) :], *part[1:]]
        else:
            steps.append(_unwrapped(part)[len(_STEP) :])
    if head is None:
        return None, (*others, *(line for part in parts for line in part if not line.startswith((_TEXT, _STEP))))
    made = next((one for one in _readings(text) if digest_target(one) == head[3]), None)
    if made is None:
        made = target if digest_target(target) == head[3] else ""
    return Draft(made, Origin(head[1]), head[4] or "", tuple(steps), float(head[2])), tuple(others)


def _unwrapped(lines: Sequence[str]) -> str:
    """Return a line that a program such as polib has wrapped: at blanks, or behind the hyphen of a word."""
    text = lines[0]
    for line in lines[1:]:
        text += line if _HYPHENATED.search(text) else f" {line}"
    return text


def _readings(lines: Sequence[str]) -> Iterator[str]:
    """Yield what a draft may have been whose line in a comment stands on `lines` now: only its digest can tell."""
    for count in range(1, len(lines) + 1):
        yield _unescape(_unwrapped(lines[:count]))
    if lines:
        yield _unescape(" ".join(lines))


def change_lines(kind: str, difference: str, old: str, new: str, approved: str) -> tuple[str, ...]:
    """Return the lines that tell why a target waits for review.

    The first says what kind of change it was and shows it word by word, as wdiff marks it: `[-old-]{+new+}`. The
    second remembers a target that was approved for the previous source, by its digest `approved` ("" for none).
    """
    label = kind if kind in ("split", "joined") else difference
    shown = " … ".join(mark_change(gone, come) for kept, gone, come in word_changes(old, new) if not kept)
    line = f"{_CHANGE}{label}){': ' + shown if shown else ''}"
    return (line, f"{_APPROVED}{approved}") if approved else (line,)


def approved_digest(entry: Entry) -> str:
    """Return the digest of the target that a person approved: the entry's own, or of a FUZZY one what is on record."""
    if entry.live_state is State.POST_EDITED:
        return digest_target(entry.unit.target)
    lines = review_lines(entry.unit.comments) if entry.live_state is State.FUZZY else ()
    return next((line.removeprefix(_APPROVED) for line in lines if line.startswith(_APPROVED)), "")


def review_lines(comments: Sequence[str]) -> tuple[str, ...]:
    """Return those of `comments` that tell why a target waits for review, each on one line."""
    return whole_lines(comments[len(lasting_lines(comments)) :])


def whole_lines(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the program's comment lines about a unit, each on one line, whatever another program has wrapped."""
    found: list[list[str]] = []
    for line in comments:
        if not found or _OPENING.match(line):
            found.append([])
        found[-1].append(line)
    return tuple(map(_unwrapped, found))


def is_rewrapped(lines: Sequence[str], due: Sequence[str]) -> bool:
    """Tell whether comment lines are those `due`, as another program has wrapped them: the same but for blanks."""
    found, expected = ("".join("".join(one).split()) for one in (lines, due))
    return found == expected


def lasting_lines(comments: Sequence[str]) -> tuple[str, ...]:
    """Return those of `comments` that are due to the segment itself, whatever became of its target: they come first."""
    review = (place for place, line in enumerate(comments) if line.startswith(_REVIEW))
    return tuple(comments[: next(review, None)])


def place_line(segments: Sequence[Segment]) -> str:
    """Say where the occurrences of one unit stand in their blocks, as in "Caption, sentence 2 of 4".

    The sentence is told only while it is the same for all of them; the result is "" when there is nothing to tell.
    """
    context = segments[0].context
    kind = "Editor's note" if context == BlockKind.NOTE else context.capitalize()
    places = {(segment.position, segment.siblings) for segment in segments}
    position, siblings = min(places)
    if len(places) > 1 or siblings < 2:
        return kind
    return f"{kind}, sentence {position} of {siblings}" if kind else f"Sentence {position} of {siblings}"


def _legend(segment: Segment) -> list[str]:
    closing: dict[int, Placeable] = {p.number: p for p in segment.placeables if p.role is PlaceableRole.CLOSE}
    lines = []
    for opening in segment.placeables:
        tag = segment.source[opening.start : opening.end]
        if opening.role is PlaceableRole.CLOSE or not opening.number or not tag:
            continue
        close = closing.get(opening.number) if opening.role is PlaceableRole.OPEN else None
        raw = opening.raw
        if close is not None:
            tag, raw = f"{tag}…{segment.source[close.start : close.end]}", f"{raw}…{close.raw}"
        lines.append(f"{tag} {opening.kind}: {opening.shown or raw}")
    return lines


def segment_lines(segments: Sequence[Segment], notes: Sequence[str]) -> tuple[str, ...]:
    """Return the comment lines of a unit: its place, the caller's `notes`, and what its tags stand for.

    `segments` are all the occurrences of the unit; what is true of several is told once.
    """
    lines = [place_line(segments), *notes, *(line for segment in segments for line in _legend(segment))]
    return tuple(dict.fromkeys(clean for line in lines for clean in comment_lines(line)))
