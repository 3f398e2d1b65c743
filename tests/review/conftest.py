"""A review page at work on a workspace of our own; and, where Chromium is installed, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.review.browser import WIDE, Page, open_browser
from tests.review.desks import make_workspace, served
from tests.review.requests import Client
from translate import project as projects

if TYPE_CHECKING:
    from translate.project import Project


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A workspace with an article that has units in every state, made once: nobody may write in it."""
    return make_workspace(tmp_path_factory.mktemp("template"))


@pytest.fixture
def desk(template: Project, tmp_path: Path) -> Project:
    """A copy of the workspace, to be written in."""
    shutil.copytree(template.root, tmp_path, dirs_exist_ok=True)
    return projects.load(tmp_path)


@pytest.fixture
def article(desk: Project) -> Path:
    """The article that is reviewed."""
    return desk.articles / "brume.fr.md"


@pytest.fixture
def client(desk: Project, article: Path) -> Iterator[Client]:
    """A client of the page of that article and the approved one."""
    with served(desk, [article, desk.articles / "rosee.fr.txt"]) as service:
        yield Client(service)


@pytest.fixture(scope="session")
def browser() -> Iterator[Page]:
    """One browser for all tests that need one."""
    with open_browser() as driver:
        page = Page(driver)
        page.resize(WIDE)
        yield page
