"""Workspaces: what `translate.toml` may say, and where things are."""

from __future__ import annotations

import dataclasses
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate import project, settings
from translate.documents.front_matter import METADATA_KEYS
from translate.errors import ConfigurationError
from translate.workflow.sources import find_articles

PLACES = ("articles/a.fr.txt", "elsewhere/b.fr.txt", "articles/c.fr.txt", "articles/sub/d.fr.txt", "articles/e.fr.md")


def _write(folder: Path, text: str) -> Path:
    (folder / "translate.toml").write_text(text, "utf-8")
    return folder


def test_the_template_shows_every_key_with_its_default(tmp_path: Path) -> None:
    shown = project.load(_write(tmp_path, project.template()))

    assert shown == project.Project(tmp_path)
    values = tomllib.loads(project.template())
    for section in (
        settings.Folders,
        settings.EngineSettings,
        settings.Thresholds,
        settings.GlossarySettings,
        settings.CheckSettings,
        settings.SegmentationSettings,
        settings.FrontMatterSettings,
    ):
        name = next(f.name for f in dataclasses.fields(project.Project) if f.type == section.__name__)
        assert set(values[name]) == {entry.name for entry in dataclasses.fields(section)}


def test_every_key_of_the_template_is_explained() -> None:
    lines = project.template().splitlines()
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            assert lines[number - 1].startswith("#"), line


def test_a_workspace_is_found_from_inside(tmp_path: Path) -> None:
    _write(tmp_path, 'target = "de"')
    inside = tmp_path / "articles" / "2031"
    inside.mkdir(parents=True)

    assert project.find(inside).root == tmp_path
    assert project.find(inside).target == "de"


def test_without_settings_the_defaults_hold(tmp_path: Path) -> None:
    assert project.find(tmp_path) == project.Project(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('source = "fr"\ntarget = ', 2, "not valid TOML"),
        ('source = "fr"\n\n[engine]\nbeam_sise = 4', 4, "beam_size"),
        ("[engine]\nbeam_size = '4'", 2, "whole number"),
        ("[engine]\nbeam_size = 0", 2, "between 1"),
        ("[thresholds]\nfuzzy = 101", 2, "between 0 and 100"),
        ('source = "français"', 1, "language tag"),
        ('source = "en"\ntarget = "en"', 2, "same language"),
        ('[folders]\narticles = "../elsewhere"', 2, "inside the workspace"),
        ('[folders]\nlocales = "/tmp"', 2, "inside the workspace"),
        ("engine = 3", 1, "table"),
        ("[glossary]\nnames = 1", 2, "true or false"),
        ("[nonsense]\na = 1", 1, "unknown key"),
        ('[checks]\noff = ["number"]', 2, "'numbers'"),
        ('[checks]\noff = "numbers"', 2, "must be a list"),
        ('[formats]\n"*.lst" = "odt"', 2, "no format 'odt'"),
        ("formats = 1", 1, "must be a table"),
        ("[front_matter]\nkeys = 1", 2, "must be a list"),
        ("[segmentation]\ntitles = [1]", 2, "must be a list of texts"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        project.load(_write(tmp_path, text))

    assert str(caught.value).startswith(f"{tmp_path / 'translate.toml'}:{line}: ")
    assert words in str(caught.value)


def test_settings_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "translate.toml").write_bytes("# réglages\n".encode("latin-1"))

    with pytest.raises(ConfigurationError, match="not UTF-8"):
        project.load(tmp_path)


@pytest.mark.parametrize(
    ("article", "catalogue", "published"),
    [
        ("articles/launch.fr.md", "locales/en/launch.po", "published/en/launch.en.md"),
        ("articles/launch.md", "locales/en/launch.po", "published/en/launch.md"),
        ("articles/2031/05/launch.txt", "locales/en/2031/05/launch.po", "published/en/2031/05/launch.txt"),
        ("elsewhere/launch.fr.txt", "locales/en/launch.po", "published/en/launch.en.txt"),
        ("articles/v2.1.fr.txt", "locales/en/v2.1.po", "published/en/v2.1.en.txt"),
    ],
)
def test_where_things_are(tmp_path: Path, article: str, catalogue: str, published: str) -> None:
    workspace = project.Project(tmp_path)

    assert workspace.catalogue_path(tmp_path / article) == tmp_path / catalogue
    assert workspace.published_path(tmp_path / article) == tmp_path / published
    assert str(workspace.article_name(tmp_path / article)) == article


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)), max_size=6))
def test_a_link_within_the_articles_is_the_article_it_points_to(links: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = project.Project(Path(folder).resolve())
        for name in PLACES[:2]:
            (workspace.root / name).parent.mkdir(parents=True, exist_ok=True)
            (workspace.root / name).write_text("Un tir.\n", "utf-8")
        for link, goal in links:
            path = workspace.root / link
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() and not path.is_symlink() and (workspace.root / goal).exists():
                path.symlink_to(workspace.root / goal)
        for path in (workspace.root / name for name in PLACES if (workspace.root / name).exists()):
            real = path.resolve()
            inside = real.is_relative_to(workspace.articles)
            goal = real if inside else path
            assert workspace.follow(path) == goal
            assert workspace.catalogue_path(path) == workspace.catalogue_path(goal)
            assert workspace.published_path(path) == workspace.published_path(goal)
        found = find_articles(workspace, [])
        assert len({path.resolve() for path in found if path.resolve().is_relative_to(workspace.articles)}) == sum(
            path.resolve().is_relative_to(workspace.articles) for path in found
        )


def test_a_link_to_a_file_elsewhere_is_an_article(tmp_path: Path) -> None:
    workspace = project.Project(tmp_path)
    for name in ("store/a1.txt", "articles/.store/b1.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("Un tir.\n", "utf-8")
    for link, goal in (("tir.fr.txt", "../store/a1.txt"), ("vol.fr.txt", ".store/b1.txt")):
        (tmp_path / "articles" / link).symlink_to(goal)

    assert [workspace.catalogue_path(path).name for path in find_articles(workspace, [])] == ["tir.po", "vol.po"]


def test_glossary_files_in_order_of_priority(tmp_path: Path) -> None:
    folder = tmp_path / "glossary"
    folder.mkdir()
    for name in ("fr-en.house.csv", "fr-en.csv", "fr-de.csv", "notes.txt"):
        (folder / name).touch()

    assert [path.name for path in project.Project(tmp_path).glossary_files()] == ["fr-en.csv", "fr-en.house.csv"]


def test_formats_go_by_the_first_pattern_that_fits(tmp_path: Path) -> None:
    text = '[formats]\n"articles/wiki/*" = "markdown"\n"*.lst" = "text"\n"*.md" = "text"\n'
    found = project.load(_write(tmp_path, text))

    assert found.format_of(tmp_path / "articles" / "wiki" / "deep" / "a.lst") == "markdown"
    assert found.format_of(tmp_path / "articles" / "a.lst") == "text"
    assert found.format_of(tmp_path / "articles" / "a.md") == "text"
    assert found.format_of(tmp_path / "articles" / "a.html") is None


def test_the_keys_of_the_front_matter_are_those_of_the_reader() -> None:
    assert settings.FrontMatterSettings().keys == METADATA_KEYS
