"""The sections of a workspace's `translate.toml`: their keys, their defaults, and what may stand there."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from translate.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

_Settings = TypeVar(
    "_Settings",
    "Folders",
    "EngineSettings",
    "Thresholds",
    "GlossarySettings",
    "SegmentationSettings",
    "CheckSettings",
    "FrontMatterSettings",
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are, as paths relative to the workspace."""

    articles: str = "articles"
    locales: str = "locales"
    glossary: str = "glossary"
    published: str = "published"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How drafts are made; 0 threads means every core, 0 batch tokens the engine's own choice."""

    name: str = "argos"
    beam_size: int = 4
    batch_tokens: int = 0
    threads: int = 0
    compute_type: str = "default"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits in per cent: from which similarity an old target is offered, and how sure the language must be."""

    fuzzy: int = 75
    language: int = 60


@dataclass(frozen=True, slots=True)
class GlossarySettings:
    """`bundled` puts the rows that come with the program under the workspace's own; `names` carries unknown names."""

    bundled: bool = True
    names: bool = True


@dataclass(frozen=True, slots=True)
class SegmentationSettings:
    """A workspace's own exceptions to the rules of its source language, or an SRX file that takes their place.

    `abbreviations` end a sentence only before a word that opens one, `titles` never do, `names` end in ! or ?
    themselves. `srx` is a path relative to the workspace.
    """

    abbreviations: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    srx: str = ""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`off` names the checks that this workspace does without."""

    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatterSettings:
    """`keys` are those of an article's front matter whose values are text for readers."""

    keys: tuple[str, ...] = ("title", "description", "summary", "subtitle", "excerpt")


class SettingsReader:
    """Turns the parsed TOML of one file into settings; each method raises ConfigurationError for what it cannot use.

    `text` is the file's, in which the line of a wrong key is looked up.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def formats(self, values: object) -> tuple[tuple[str, str], ...]:
        """Return the pairs of a pattern of file names and a format."""
        if not isinstance(values, dict):
            raise self.error("formats", "formats must be a table", "Write [formats] on a line of its own.")
        from translate.documents import formats

        for pattern, name in values.items():
            if name not in formats():
                remedy = f"Choose one of: {', '.join(formats())}."
                raise self.error(pattern, f"formats has no format {name!r}", remedy)
        return tuple(values.items())

    def section(self, section: str, kind: type[_Settings], everything: dict[str, object]) -> _Settings:
        """Return a section of the file, with the defaults of `kind` for what it does not say."""
        values = everything.get(section, {})
        if not isinstance(values, dict):
            raise self.error(section, f"{section} must be a table", f"Write [{section}] on a line of its own.")
        known = {entry.name: entry.default for entry in fields(kind)}
        self.refuse_unknown(section, values, list(known))
        for key, value in values.items():
            self._check(section, key, value, known[key])
        frozen: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return kind(**frozen)

    def _check(self, section: str, key: str, value: object, default: object) -> None:
        if isinstance(default, tuple):
            self._check_list(section, key, value)
            return
        if type(value) is not type(default):
            names = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
            raise self.error(key, f"{section}.{key} must be {names[type(default)]}", f"The default is {default!r}.")
        if isinstance(value, int) and not isinstance(value, bool):
            upper = 100 if section == "thresholds" else 1_000_000
            lower = 1 if key == "beam_size" else 0
            if not lower <= value <= upper:
                raise self.error(key, f"{section}.{key} must lie between {lower} and {upper}", "Change the number.")
        if section == "folders" and isinstance(value, str):
            self._check_folder(key, value)

    def _check_list(self, section: str, key: str, value: object) -> None:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(key, f"{section}.{key} must be a list of texts", f'Write {key} = ["...", "..."].')
        if section != "checks":
            return
        from translate.checks.registry import CHECK_NAMES

        for name in value:
            if name not in CHECK_NAMES:
                close = difflib.get_close_matches(name, CHECK_NAMES, 1)
                remedy = f"Did you mean {close[0]!r}?" if close else "docs/checks.md has a list of all."
                raise self.error(key, f"{section}.{key} names no check: {name!r}", remedy)

    def _check_folder(self, key: str, value: str) -> None:
        path = PurePosixPath(value.replace(os.sep, "/"))
        if not value or path.is_absolute() or ".." in path.parts:
            remedy = "Give a path inside the workspace, such as 'articles'."
            raise self.error(key, f"folders.{key} must be a folder inside the workspace", remedy)

    def language(self, key: str, value: object) -> str:
        """Return a key's language tag."""
        if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
            raise self.error(key, f"{key} must be a language tag", "Write 'fr', 'en' or 'pt-BR', for instance.")
        return value

    def refuse_unknown(self, section: str, values: dict[str, object], known: list[str]) -> None:
        """Refuse keys of a section ("" for the file's own) that nobody reads."""
        for key in values:
            if key not in known:
                close = difflib.get_close_matches(key, known, 1)
                remedy = f"Did you mean {close[0]!r}?" if close else f"The keys are: {', '.join(known)}."
                raise self.error(key, f"unknown key {section + '.' if section else ''}{key}", remedy)

    def error(self, key: str, problem: str, remedy: str) -> ConfigurationError:
        """Return the refusal of a key, with its line."""
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
        line = next((number for number, text in enumerate(self.lines, 1) if pattern.match(text)), None)
        return ConfigurationError(problem, path=self.path, line=line, remedy=remedy)
