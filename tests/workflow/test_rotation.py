"""Articles that take one another's names: their catalogues follow where that is clear, all of them or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.days import everything, human_texts
from tests.catalogue.test_no_word_is_lost import masked
from tests.commands import Run, work_in_copy
from tests.workflow.test_renaming import PSEUDO, approved, article, as_text, catalogues, rename, room, template, update
from translate import storage
from translate.errors import CatalogueError, StorageError
from translate.journal import digest
from translate.project import Project, find
from translate.workflow.chronicle import read_chronicle
from translate.workflow.relocation import finish_relocation, relocate
from translate.workflow.undoing import history, open_journal

__all__ = ["room", "template"]

STEMS = ("sujet-0", "sujet-1", "sujet-2")


def rotate(*stems: str) -> None:
    """Let each article take the name of the next one, and the last one that of the first."""
    rename(f"{stems[-1]}.fr.txt", "ailleurs.txt")
    for old, new in reversed(list(pairwise(stems))):
        rename(f"{old}.fr.txt", f"{new}.fr.txt")
    rename("ailleurs.txt", f"{stems[0]}.fr.txt")


def edit(stem: str) -> None:
    """Put another sentence in the place of one."""
    path = Path("articles", f"{stem}.fr.txt")
    sentences = path.read_text("utf-8").strip().split("\n\n")
    path.write_text(as_text([*sentences[:3], "Une phrase que personne n'a encore lue.", *sentences[4:]]), "utf-8")


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("edited", [False, True])
def test_catalogues_follow_articles_that_exchange_their_names(run: Run, room: Path, count: int, edited: bool) -> None:
    before = catalogues()
    rotate(*STEMS[:count])
    for stem in STEMS[:count] if edited else ():
        edit(stem)

    dry = run("update", *PSEUDO, "--dry-run")
    assert catalogues() == before
    told = run("update", *PSEUDO, "--yes")

    after = catalogues()
    assert sorted(after) == sorted(before)
    for old, new in pairwise([*STEMS[:count], STEMS[0]]):
        kept = approved(after[f"{new}.po"]).items()
        assert kept <= approved(before[f"{old}.po"]).items()
        assert len(kept) >= 5 if edited else approved(after[f"{new}.po"]) == approved(before[f"{old}.po"])
        share = "7 of 8" if edited else "8 of 8"
        line = f"articles/{new}.fr.txt was articles/{old}.fr.txt: {share} of its segments stand in that one's catalogue"
        assert f"translate: {line}, which goes along." in told.stderr.splitlines()
        assert line in dry.stderr
    assert [line for line in dry.stderr.splitlines() if " was " in line] == [
        line for line in told.stderr.splitlines() if " was " in line
    ]
    run("update", *PSEUDO)
    assert catalogues() == after


def test_what_is_known_of_the_catalogues_goes_along(run: Run, room: Path) -> None:
    project = find(Path())
    one, two = (project.catalogues / f"{stem}.po" for stem in STEMS[:2])
    before = one.read_bytes()
    known = read_chronicle(project, one)
    rotate(*STEMS[:2])

    run("update", *PSEUDO, "--yes")

    assert known.edits.items() <= read_chronicle(project, two).edits.items()
    assert history(project, Path("articles/sujet-1.fr.txt"))[0].before == digest(before)
    run("undo", "articles/sujet-1.fr.txt")
    assert two.read_bytes() == before


def test_one_article_that_is_named_brings_the_other_ones_catalogue_home(run: Run, room: Path) -> None:
    before = catalogues()
    rotate(*STEMS[:2])

    run("update", *PSEUDO, "--yes", "articles/sujet-0.fr.txt")
    assert catalogues()["sujet-1.po"] == before["sujet-0.po"]
    run("update", *PSEUDO)

    assert approved(catalogues()["sujet-1.po"]) == approved(before["sujet-0.po"])


def test_names_handed_on_in_a_row_are_followed_to_the_new_one(run: Run, room: Path) -> None:
    before = catalogues()
    rename("sujet-1.fr.txt", "neuf.fr.txt")
    rename("sujet-0.fr.txt", "sujet-1.fr.txt")

    run("update", *PSEUDO, "--yes")

    after = catalogues()
    assert sorted(after) == ["neuf.po", "sujet-1.po", "sujet-2.po"]
    assert approved(after["neuf.po"]) == approved(before["sujet-1.po"])
    assert approved(after["sujet-1.po"]) == approved(before["sujet-0.po"])


def test_without_an_answer_an_exchange_is_left_and_no_keeps_the_names(run: Run, room: Path) -> None:
    before = catalogues()
    rotate(*STEMS[:2])

    refused = run("update", *PSEUDO, code=2)

    assert refused.stderr.count("8 of 8 of its segments stand here. Run translate update with --yes") == 2
    assert catalogues() == before
    run("update", *PSEUDO, "--no")
    assert not set(approved(catalogues()["sujet-0.po"])) & set(article(0))


def test_an_exchange_that_is_not_clear_is_told_and_left(run: Run, room: Path) -> None:
    rotate(*STEMS[:2])
    for stem, number in (("sujet-0", 1), ("sujet-1", 0)):
        text = as_text([*article(number)[:5], *article(9 + number)[:3]])
        Path("articles", f"{stem}.fr.txt").write_text(text, "utf-8")
    before = catalogues()

    refused = run("update", *PSEUDO, "--yes", code=2)

    assert refused.stderr.count("hardly anything of") == 2
    assert catalogues() == before
    assert run("update", *PSEUDO, "--yes", code=2).stderr == refused.stderr
    for old, new in (("sujet-0", "autre"), ("sujet-1", "sujet-0"), ("autre", "sujet-1")):
        Path(f"locales/en/{old}.po").rename(f"locales/en/{new}.po")
    run("update", *PSEUDO)
    assert approved(catalogues()["sujet-0.po"]).items() <= approved(before["sujet-1.po"]).items()


def test_a_rotation_with_a_gap_is_left_whole(run: Run, room: Path) -> None:
    """Two of three have one another's names, and the third one's text stands nowhere any more."""
    before = catalogues()
    rename("sujet-1.fr.txt", "sujet-2.fr.txt")
    rename("sujet-0.fr.txt", "sujet-1.fr.txt")
    Path("articles/sujet-0.fr.txt").write_text(as_text(article(8)), "utf-8")

    refused = run("update", *PSEUDO, "--yes", code=2)

    assert refused.stderr.count("hardly anything of") == 3
    assert catalogues() == before


EDITS = st.lists(st.tuples(st.sampled_from(STEMS), st.integers(0, 7), st.booleans()), max_size=9)


@given(st.permutations(STEMS), EDITS, st.sampled_from(["", "--yes", "--yes", "--no"]))
@settings(max_examples=20)
def test_whatever_is_exchanged_no_word_is_lost_or_goes_to_another(
    template: Path, order: list[str], edits: list[tuple[str, int, bool]], answer: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        work_in_copy(template, Path(folder), patch)
        before = catalogues()
        texts = {stem: Path("articles", f"{stem}.fr.txt").read_text("utf-8").strip().split("\n\n") for stem in STEMS}
        for stem, place, both in edits:
            texts[stem][place] = f"Une phrase {place} que nul ne connaît, {stem}."
            texts[stem] = texts[stem][: 4 + place] if both and len(texts[stem]) == 8 and place > 2 else texts[stem]
            texts[stem] += article(20 + place)[: 8 - len(texts[stem])]
        for old, new in zip(STEMS, order, strict=True):
            Path("articles", f"{new}.fr.txt").write_text(as_text(texts[old]), "utf-8")

        refused = update(answer)

        after = catalogues()
        kept = masked("\n".join(everything(data) for data in after.values()))
        assert all(masked(text) in kept for data in before.values() for text in human_texts(data))
        assert {pair for data in after.values() for pair in approved(data).items()} <= {
            pair for data in before.values() for pair in approved(data).items()
        }
        moved = {new for old, new in zip(STEMS, order, strict=True) if old != new}
        homes = {new: f"{old}, by hand" for old, new in zip(STEMS, order, strict=True) if old != new}
        arrived = {
            new
            for new, mark in homes.items()
            if any(mark in target for target in approved(after[f"{new}.po"]).values())
        }
        # A circle is followed whole or not at all.
        assert not arrived or arrived == moved
        if refused:
            assert {name: after[name] for name in after if name[:-3] in moved} == {
                name: before[name] for name in before if name[:-3] in moved
            }
        assert update(answer) == refused
        assert catalogues() == after


def test_a_relocation_that_fails_or_is_killed_anywhere_ends_whole(template: Path, tmp_path: Path) -> None:
    """Every call that writes fails once, and then for good, as after a kill; the next run finishes it."""
    for last in (False, True):
        for moment in range(1, 40):
            shutil.rmtree(tmp_path)
            shutil.copytree(template, tmp_path)
            if not fail_at(find(tmp_path), moment, for_good=last):
                break
        assert moment > 10


def fail_at(project: Project, moment: int, *, for_good: bool) -> bool:
    """Exchange two catalogues with a fault at one call; tell whether it was met."""
    one, two = (project.catalogues / f"{stem}.po" for stem in STEMS[:2])
    before = {
        path: (path.read_bytes(), read_chronicle(project, path), open_journal(project, path).runs())
        for path in (one, two)
    }
    calls = iter(range(1, 1000))
    met = []

    def faulty(real: object) -> object:
        def call(path: Path, *rest: object) -> object:
            number = next(calls)
            if number == moment or (for_good and number > moment):
                met.append(number)
                raise storage.storage_error(path, OSError(5, "Input/output error"))
            return real(path, *rest)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("move", "write_bytes", "remove"):
            patch.setattr(storage, name, faulty(getattr(storage, name)))
        try:
            relocate(project, {one: two, two: one})
        except StorageError:
            assert met
    contents = {path.read_bytes() for path in project.catalogues.iterdir()}
    assert {data for data, _, _ in before.values()} <= contents
    if any(path.name.startswith(".moving") for path in project.catalogues.iterdir()):
        with pytest.raises(CatalogueError, match="Run: translate update"):
            finish_relocation(project, write=False)
        finish_relocation(project, write=True)
    found = {
        path: (path.read_bytes(), read_chronicle(project, path), open_journal(project, path).runs())
        for path in (one, two)
    }
    assert found in ({one: before[two], two: before[one]}, before)
    assert sorted(path.name for path in project.catalogues.iterdir()) == [f"{stem}.po" for stem in STEMS]
    return bool(met)


def test_a_file_at_a_place_that_was_to_be_taken_is_told_and_kept(run: Run, room: Path) -> None:
    one, two = (Path("locales/en", f"{stem}.po") for stem in STEMS[:2])
    data = one.read_bytes(), two.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "move", fail_after(3))
        with pytest.raises(StorageError):
            relocate(find(Path()), {one: two, two: one})
    one.write_bytes(b"what somebody has put here\n")

    refused = run("update", *PSEUDO, code=2)

    assert "another one has got meanwhile" in refused.stderr
    assert one.read_bytes() == b"what somebody has put here\n"
    one.unlink()
    run("update", *PSEUDO, "--yes", code=None)
    assert not list(Path("locales/en").glob("*moving*"))
    assert {masked(text) for one in data for text in human_texts(one)} <= {
        masked(text) for one in catalogues().values() for text in human_texts(one)
    }


def fail_after(count: int) -> Callable[[Path, Path], None]:
    """Return what moves `count` files and fails from then on."""
    moves = iter([storage.move] * count)

    def move(path: Path, new: Path) -> None:
        real = next(moves, None)
        if real is None:
            raise storage.storage_error(path, OSError(5, "Input/output error"))
        real(path, new)

    return move
