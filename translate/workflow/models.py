"""The translation packages on this machine, as the command line shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.engine import packages

if TYPE_CHECKING:
    from pathlib import Path

    from translate.engine.packages import PackageInfo


@dataclass(frozen=True, slots=True)
class ModelReport:
    """A package: languages as Argos codes, `size` in bytes on disk, `digest` of what decides its output."""

    source: str
    target: str
    version: str
    name: str
    path: str
    bundled: bool
    size: int
    digest: str
    readme: str = ""


def list_models() -> list[ModelReport]:
    """Return every package that can be used, without its README."""
    return [_report(package) for package in packages.list_packages()]


def describe(source: str, target: str) -> list[ModelReport]:
    """Return the packages for a pair, the one that drafts would use first. Raises EngineError when there is none."""
    return [_report(package, readme=_readme(package)) for package in packages.info(source, target)]


def install(file: Path) -> ModelReport:
    """Check and install a package file. Raises EngineError and StorageError."""
    from translate.engine import installation

    return _report(installation.install(file))


def fetch(source: str, target: str) -> list[ModelReport]:
    """Download and install the packages for a pair. Raises EngineError, without a network too."""
    from translate.engine import installation

    return [_report(package) for package in installation.fetch(source, target)]


def _readme(package: PackageInfo) -> str:
    path = package.path / "README.md"
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def _report(package: PackageInfo, readme: str = "") -> ModelReport:
    return ModelReport(
        package.source,
        package.target,
        package.version,
        package.name,
        str(package.path),
        package.bundled,
        package.size,
        package.digest,
        readme,
    )
