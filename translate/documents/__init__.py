"""Articles from files and back: which format a file is in, and the bytes around its text.

A reader is a module with `read` and `write` (see `translate.protocols`); a new format is one line in `_FORMATS`. A
format that is an archive reads and writes bytes, not text.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from translate.documents.encoding import decode, encode
from translate.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path, PurePath

    from translate.model import Article, Segment
    from translate.protocols import ContainerReader, ContainerWriter, Reader, Writer

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is refused: it is a data set or a mistake, not an article."""


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    module: str
    suffixes: tuple[str, ...]
    archive: bool = False
    metadata: bool = False


_FORMATS = (
    _Format("text", "translate.documents.text", (".txt", ".text")),
    _Format("markdown", "translate.documents.markdown", (".md", ".markdown", ".mdown", ".mkd"), metadata=True),
    _Format("html", "translate.documents.html", (".html", ".htm", ".xhtml")),
    _Format("wordpress", "translate.documents.wxr", (".xml", ".wxr")),
    _Format("subtitles", "translate.documents.subtitles", (".srt", ".vtt")),
    _Format("docx", "translate.documents.docx", (".docx",), archive=True),
)


def formats() -> tuple[str, ...]:
    """Return the names of the formats that can be read."""
    return tuple(known.name for known in _FORMATS)


def suffixes() -> frozenset[str]:
    """Return the file name endings that are recognised, in lower case with their dot."""
    return frozenset(suffix for known in _FORMATS for suffix in known.suffixes)


def read(
    path: Path, *, language: str, format_name: str | None = None, metadata_keys: Collection[str] | None = None
) -> Article:
    """Read an article in `language` (a BCP 47 tag); the format goes by the file's ending unless it is named.

    `metadata_keys` are the keys of a front matter that hold text, None the usual ones.

    Raises DocumentError when the file is missing, unreadable, not a text, in no known format or encoding, or empty.
    """
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises an error for a name that is too long
        raise DocumentError("is a folder", path=path, remedy="Name an article in it.")
    _format(path, format_name)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError("is not an ordinary file", path=path, remedy="Name an article's file.")
        if found.st_size > MAX_BYTES:
            size = f"is {found.st_size / 2**20:.0f} MiB large, more than {MAX_BYTES // 2**20}"
            raise DocumentError(size, path=path, remedy="Split the article into several files.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError("does not exist", path=path, remedy="Check the name and the folder.") from error
    except PermissionError as error:
        raise DocumentError("may not be read", path=path, remedy="Give yourself permission to read it.") from error
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}", path=path, remedy="Check the path.") from error
    return read_bytes(data, path, language=language, format_name=format_name, metadata_keys=metadata_keys)


def read_bytes(
    data: bytes,
    path: PurePath,
    *,
    language: str,
    format_name: str | None = None,
    metadata_keys: Collection[str] | None = None,
) -> Article:
    """Return the article that a file of these bytes is; `path` only names it. Raises DocumentError as `read` does."""
    chosen = _format(path, format_name)
    module = import_module(chosen.module)
    if chosen.archive:
        article = cast("ContainerReader", module.read)(path, data, language)
    else:
        sniff = cast("Callable[[bytes], str | None] | None", getattr(module, "declared_charset", None))
        text, encoding, bom = decode(data, path, declared=sniff(data) if sniff else None)
        reader = cast("Reader", module.read)
        if chosen.metadata and metadata_keys is not None:
            reader = partial(module.read, metadata_keys=metadata_keys)
        article = replace(reader(path, text, language), encoding=encoding, bom=bom)
    if not any(block.translatable for block in article.blocks):
        problem = "has nothing to translate" if article.text.strip() else "is empty: there is nothing to translate"
        raise DocumentError(problem, path=path, remedy="Name an article with text in it.")
    return replace(article, format=chosen.name)


def write(
    article: Article,
    segments: Sequence[Segment],
    targets: Mapping[int, str],
    *,
    language: str | None = None,
) -> bytes:
    """Return the bytes of the article with targets in the place of their segments, in the source's encoding.

    `targets` maps numbers of `segments` to targets, whose tags stand for the source's markup. What has no target, an
    empty one, or one equal to its source stays byte for byte. Once anything changes, a file that says which language it
    is in says `language`. Raises DocumentError for a character that the source's encoding lacks.
    """
    chosen = _format(article.path, article.format or None)
    module = import_module(chosen.module)
    if chosen.archive:
        return cast("ContainerWriter", module.write)(article, segments, targets, language=language)
    text = cast("Writer", module.write)(article, segments, targets)
    declare = cast("Callable[[str, str], str] | None", getattr(module, "declare_language", None))
    if declare and language and text != article.text:
        text = declare(text, language)
    return encode(text, article.encoding, article.bom, article.path)


def _format(path: PurePath, name: str | None) -> _Format:
    for known in _FORMATS:
        if known.name == name or (name is None and path.suffix.lower() in known.suffixes):
            return known
    names = ", ".join(formats())
    if name is not None:
        raise DocumentError(f'there is no format "{name}"', path=path, remedy=f"Choose one of: {names}.")
    ending = f'files ending in "{path.suffix}" cannot be read' if path.suffix else "the file's name has no ending"
    endings = ", ".join(ending for known in _FORMATS for ending in known.suffixes)
    raise DocumentError(ending, path=path, remedy=f"Save it as one of: {endings}.")
