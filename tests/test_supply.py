"""What the lock files name: its licences, the Python versions that it runs on, and what it needs in turn.

Whether a version has a known vulnerability cannot be told without a network: CONTRIBUTING.md has the command for that.
"""

from __future__ import annotations

import importlib.util
import re
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_SPEC = importlib.util.spec_from_file_location("licences", ROOT / ".ci" / "licences.py")
assert _SPEC is not None
assert _SPEC.loader is not None
licences = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(licences)

ALLOWED = {
    *("MIT", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib", "Apache-2.0", "PSF-2.0"),
    *("CNRI-Python", "CC0-1.0", "Public-Domain", "MPL-2.0"),
}
"""Permissive ones, and MPL-2.0, which asks only for changes to the package's own files."""
EXCEPTIONS = {"pygal": "LGPL-3.0-or-later"}
"""Imported as a library that anybody can replace, which this licence allows."""
_PACKAGES = [(lock, name) for lock in licences.LOCKS for name in licences.read_lock(lock)]


@pytest.mark.parametrize(("lock", "package"), _PACKAGES, ids=[name for _, name in _PACKAGES])
def test_a_package_s_licence_is_allowed(lock: str, package: str) -> None:
    try:
        licence = licences.find_licence(package)
    except PackageNotFoundError:
        pytest.skip(f"{package} of {lock} is not installed")
    if EXCEPTIONS.get(package) != licence:
        assert set(licences.parts(licence)) <= ALLOWED, licence


def test_the_page_names_every_package_of_the_locks() -> None:
    """Made anew with: python .ci/licences.py > docs/licences.md"""
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| ([\w.]+) \| (.+) \|$", page, re.M)

    assert [(name, version) for name, version, _ in rows if name != "package"] == [
        pair for lock in licences.LOCKS for pair in licences.read_lock(lock).items()
    ]


PYTHONS = ("3.11", "3.12", "3.13")
NEVER = {"argostranslate": {"minisbd", "packaging", "spacy", "stanza"}}
"""What a package declares and this program's use of it does not need, or not in that version."""
_RUNTIME = licences.read_lock("requirements.lock")


@pytest.mark.parametrize("package", _RUNTIME)
def test_a_package_runs_on_every_python_that_the_program_runs_on(package: str) -> None:
    wanted = SpecifierSet(metadata(package).get("Requires-Python") or "")

    assert all(python in wanted for python in PYTHONS)


@pytest.mark.parametrize("package", _RUNTIME)
def test_what_a_package_needs_is_in_the_lock_in_a_version_that_it_takes(package: str) -> None:
    locked = {canonicalize_name(name): number for name, number in _RUNTIME.items()}

    for text in requires(package) or ():
        wanted = Requirement(text)
        needed = any(
            wanted.marker is None or wanted.marker.evaluate({"python_version": python, "extra": ""})
            for python in PYTHONS
        )
        if needed and wanted.name not in NEVER.get(package, ()):
            assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), text


@pytest.mark.parametrize("package", _RUNTIME)
def test_what_is_installed_is_what_is_locked(package: str) -> None:
    assert version(package) == _RUNTIME[package]
