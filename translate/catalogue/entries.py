"""What a PO file holds: entries with their units, and everything else that must be written back as it was."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from translate.catalogue.headers import field_value, from_gettext_language
from translate.model import State, Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from translate.model import Draft

Key = tuple[str, str]
"""A unit's name in its catalogue: (context, source), in gettext's words (`msgctxt`, `msgid`)."""

FUZZY_FLAG = "fuzzy"


@dataclass(frozen=True, slots=True)
class Plural:
    """The plural forms of an entry that some other program made: this program never writes new ones."""

    source: str
    targets: tuple[str, ...]
    previous_source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit with what its place in the file needs besides.

    `flags` are all of its `#,` words. `remarks` are people's comment lines as written, each with its leading `#`.
    `previous_context` is the context that a FUZZY target was made for, None where the file names none. `raw` is the
    entry's own text as it was read, with its line ends, and `strings` the part of it that holds the strings; None
    for what must be rendered anew. `gap` are the blank lines before it, `line` its first line (from 1, 0 for none).
    """

    unit: Unit
    flags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    previous_context: str | None = None
    plural: Plural | None = None
    raw: str | None = None
    strings: str | None = None
    gap: str | None = None
    line: int = 0

    @property
    def key(self) -> Key:
        """The (context, source) of the unit."""
        return self.unit.context, self.unit.source

    @property
    def obsolete(self) -> bool:
        """Whether the entry is commented out (`#~`)."""
        return self.unit.state is State.OBSOLETE

    @property
    def fuzzy(self) -> bool:
        """Whether the entry carries the `fuzzy` flag."""
        return FUZZY_FLAG in self.flags

    @property
    def live_state(self) -> State:
        """The state that the target, the flags and the evidence tell, were the entry in use.

        Wherever evidence is missing, a person is taken to have been here.
        """
        unit = self.unit
        return tell_state(unit.target, self.flags, unit.previous_source, self.previous_context, unit.draft, self.plural)

    @property
    def human(self) -> bool:
        """Whether the target is, or may be, a person's work."""
        return self.live_state not in (State.UNTRANSLATED, State.DRAFT)

    @property
    def keepsake(self) -> bool:
        """Whether the entry must be kept when its segment leaves the article: it has a person's target or remark."""
        return self.human or bool(self.remarks)

    @property
    def whole_target(self) -> str:
        """The target; of an entry with plural forms, all of them."""
        return self.unit.target if self.plural is None else " / ".join(filter(None, self.plural.targets))

    def in_state(self, state: State) -> Entry:
        """Return the entry with its unit in another state: what the file says is not touched."""
        return replace(self, unit=replace(self.unit, state=state))

    @property
    def has_target(self) -> bool:
        """Whether there is any target text at all, in any plural form."""
        return bool(self.unit.target) or (self.plural is not None and any(self.plural.targets))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The units of one article in one target language, in the article's order, the obsolete ones last.

    `header` is the entry with the empty source; its target holds the header fields. `newline`, `bom`, `encoding`,
    `wraps` (whether long strings are) and `tail` (text after the last entry) keep the file as its editor writes it.
    `origin` are the bytes that the catalogue was read from, or that the one it was made from was read from; None for
    one that was never on disk.
    """

    header: Entry
    entries: tuple[Entry, ...]
    newline: str = "\n"
    bom: bool = False
    encoding: str = "utf-8"
    wraps: bool = True
    tail: str = ""
    origin: bytes | None = field(default=None, compare=False, repr=False)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units, in the order of the file."""
        return tuple(entry.unit for entry in self.entries)

    @property
    def target_language(self) -> str:
        """The header's `Language` as a BCP 47 tag, "" where the file names none."""
        return from_gettext_language(field_value(self.header.unit.target, "Language"))

    @property
    def source_language(self) -> str:
        """The header's `X-Source-Language`, a BCP 47 tag, "" where the file names none."""
        return field_value(self.header.unit.target, "X-Source-Language")

    @property
    def article(self) -> str:
        """The header's `X-Source-Article`: the article's posix path relative to the workspace, or ""."""
        return field_value(self.header.unit.target, "X-Source-Article")

    @property
    def source_digest(self) -> str:
        """The header's `X-Source-Digest`: the digest of the article that the units were made from, or ""."""
        return field_value(self.header.unit.target, "X-Source-Digest")

    @property
    def source_format(self) -> str:
        """The header's `X-Source-Format`: the format that the article was said to be in, or ""."""
        return field_value(self.header.unit.target, "X-Source-Format")

    @property
    def read_digest(self) -> str | None:
        """The digest of the bytes that were read from disk, for `save`; None when there were none."""
        return None if self.origin is None else sha256(self.origin).hexdigest()

    def live(self) -> dict[Key, Entry]:
        """Return the entries in use by their keys, in the order of the file."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}

    def obsolete(self) -> dict[Key, Entry]:
        """Return the obsolete entries by their keys, in the order of the file."""
        return {entry.key: entry for entry in self.entries if entry.obsolete}


def tell_state(
    target: str,
    flags: Collection[str],
    previous_source: str,
    previous_context: str | None,
    draft: Draft | None,
    plural: Plural | None,
) -> State:
    """Return the state of an entry in use with these strings, flags and draft on record: see `Entry.live_state`."""
    if not target and (plural is None or not any(plural.targets)):
        return State.UNTRANSLATED
    if FUZZY_FLAG not in flags:
        return State.POST_EDITED
    if previous_source or previous_context is not None:
        return State.FUZZY
    untouched = draft is not None and draft.target == target and plural is None
    return State.DRAFT if untouched else State.IN_EDIT


def former_key(entry: Entry) -> Key | None:
    """Return the key that a FUZZY entry's target was made for, None for an entry in another state."""
    if entry.live_state is not State.FUZZY:
        return None
    return entry.previous_context or "", entry.unit.previous_source


def note_of(remarks: Iterable[str]) -> str:
    """Return the text of people's comment lines."""
    return "\n".join(remark[1:].removeprefix(" ") for remark in remarks)


def with_remarks(entry: Entry, lines: Iterable[str]) -> Entry:
    """Return `entry` with those of `lines`, each with its leading `#`, that its remarks lack."""
    return replaced_remarks(entry, (*entry.remarks, *(line for line in lines if line not in entry.remarks)))


def replaced_remarks(entry: Entry, remarks: tuple[str, ...]) -> Entry:
    """Return `entry` with other comment lines of people, to be rendered anew where they differ."""
    if remarks == entry.remarks:
        return entry
    return replace(entry, remarks=remarks, unit=replace(entry.unit, note=note_of(remarks)), raw=None)


def remark_lines(text: str) -> tuple[str, ...]:
    """Return a text as comment lines of people, each with its leading `#`; none for an empty text."""
    return tuple(f"# {line}".rstrip() for line in text.split("\n")) if text else ()


def with_fuzzy(flags: Iterable[str], *, fuzzy: bool) -> tuple[str, ...]:
    """Return `flags` with the `fuzzy` flag first, or without it."""
    others = tuple(flag for flag in flags if flag != FUZZY_FLAG)
    return (FUZZY_FLAG, *others) if fuzzy else others


def rewritten(entry: Entry, unit: Unit, *, fuzzy: bool, previous_context: str | None = None) -> Entry:
    """Return `entry` holding `unit`, to be rendered anew; the remarks and the other flags stay."""
    flags = with_fuzzy(entry.flags, fuzzy=fuzzy)
    if (unit, flags, previous_context) == (entry.unit, entry.flags, entry.previous_context):
        return entry
    return replace(entry, unit=unit, flags=flags, previous_context=previous_context, raw=None, strings=None)
