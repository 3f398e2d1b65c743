"""Articles that change their names, and what happens to their catalogues: no human word is lost or goes to another."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from benchmarks.days import everything, human_texts
from tests.catalogue.histories import ACTIONS, Desk, edit_source, people_steps, source_steps
from tests.catalogue.test_no_word_is_lost import masked
from tests.commands import Run, make_drafted, work_in_copy
from translate import catalogue as po
from translate.cli import app
from translate.journal import digest
from translate.project import find
from translate.workflow.chronicle import observe, read_chronicle
from translate.workflow.undoing import history

SUBJECTS = (
    "Le lanceur",
    "La capsule",
    "Le satellite",
    "Cette fusée",
    "L'étage",
    "Un moteur",
    "La station",
    "L'équipage",
)
VERBS = (
    "attend son départ",
    "a quitté le hall",
    "rejoindra l'orbite",
    "revient d'un long essai",
    "manque au programme",
)
PSEUDO = ("--engine", "pseudo", "--source", "fr")


def article(number: int) -> list[str]:
    """Eight sentences that no other article has."""
    names = [
        f"{''.join(random.Random(f'{number} {n} {k}').choices('aeioulmnrst', k=8))}" for n in range(8) for k in (0, 1)
    ]
    return [f"{one} {VERBS[n % 5]} avec {names[2 * n]} et {names[2 * n + 1]}." for n, one in enumerate(SUBJECTS)]


def as_text(sentences: list[str]) -> str:
    return "\n\n".join(sentences) + "\n"


TEXTS = {f"sujet-{n}.fr.txt": as_text(article(n)) for n in range(3)}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three articles, whose sentences people have approved or are at work on."""
    root = make_drafted(tmp_path_factory.mktemp("sujets"), TEXTS)
    for path in (root / "locales" / "en").glob("*.po"):
        file = polib.pofile(str(path))
        for number, entry in enumerate(file):
            entry.msgstr = f"{path.stem}, by hand: H{path.stem[-1]}{number}x"
            if number % 4:
                entry.flags = []
        file.save(str(path))
    CliRunner().invoke(app, ["-C", str(root), "update", *PSEUDO])
    return root


@pytest.fixture
def room(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return work_in_copy(template, tmp_path, monkeypatch)


def rename(old: str, new: str, text: str | None = None) -> None:
    """Give an article another name, and other words."""
    Path("articles", old).rename(Path("articles", new))
    if text is not None:
        Path("articles", new).write_text(text, "utf-8")


def catalogues() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("locales/en").glob("*.po")}


def approved(data: bytes) -> dict[str, str]:
    entries = polib.pofile(data.decode())
    return {entry.msgid: entry.msgstr for entry in entries if entry.msgstr and not entry.obsolete and not entry.fuzzy}


EDITED = as_text(["Un chapeau que personne ne connaît encore.", *article(0)[:4], *article(0)[5:]])


def test_a_renamed_and_edited_article_keeps_its_catalogue_and_says_so(run: Run, room: Path) -> None:
    before = approved(catalogues()["sujet-0.po"])
    rename("sujet-0.fr.txt", "depart.fr.txt", EDITED)

    told = run("update", *PSEUDO, "--yes")

    after = catalogues()
    assert sorted(after) == ["depart.po", "sujet-1.po", "sujet-2.po"]
    gone = article(0)[4]
    assert approved(after["depart.po"]) == {source: target for source, target in before.items() if source != gone}
    assert masked("\n".join(human_texts(after["depart.po"]))).count("H") >= 8
    line = (
        "translate: articles/depart.fr.txt was articles/sujet-0.fr.txt: 7 of 8 of its segments stand in that one's "
        "catalogue, which goes along."
    )
    assert [one for one in told.stderr.splitlines() if " was " in one] == [line]


def test_what_is_known_of_the_work_and_its_runs_goes_along(run: Run, room: Path) -> None:
    project = find(Path())
    former, catalogue = (project.catalogues / f"{name}.po" for name in ("sujet-0", "depart"))
    before, known = former.read_bytes(), observe(project, former, po.read(former))
    assert known.edits
    assert known.work
    rename("sujet-0.fr.txt", "depart.fr.txt", EDITED)

    run("update", *PSEUDO, "--yes")

    after = read_chronicle(project, catalogue)
    assert known.edits.items() <= after.edits.items()
    assert after.work[: len(known.work)] == known.work
    assert not read_chronicle(project, former).work
    assert [one.command for one in history(project, Path("articles/depart.fr.txt"))][-1] == "draft"
    assert history(project, Path("articles/depart.fr.txt"))[0].before == digest(before)
    run("undo", "articles/depart.fr.txt")
    assert catalogue.read_bytes() == before
    run("undo", "articles/depart.fr.txt")
    assert po.read(catalogue).article == "articles/depart.fr.txt"


def test_a_dry_run_tells_the_same_and_changes_nothing(run: Run, room: Path) -> None:
    rename("sujet-0.fr.txt", "depart.fr.txt", EDITED)
    before = catalogues()

    dry = run("update", *PSEUDO, "--dry-run", "--json")
    assert catalogues() == before
    real = run("update", *PSEUDO, "--yes", "--json")

    assert [line for line in dry.stderr.splitlines() if " was " in line] == [
        line for line in real.stderr.splitlines() if " was " in line
    ]
    for told in (dry, real):
        one = next(one for one in json.loads(told.stdout)["articles"] if one["article"] == "articles/depart.fr.txt")
        assert (one["former"], one["changes"]) == (
            "articles/sujet-0.fr.txt",
            {"new": 1, "kept": 7, "obsolete": 1},
        )
    assert json.loads(run("update", *PSEUDO, "--json").stdout)["articles"][0]["former"] == ""


def test_without_an_answer_nothing_is_done_and_no_means_anew(run: Run, room: Path) -> None:
    rename("sujet-0.fr.txt", "depart.fr.txt", EDITED)
    before = catalogues()

    refused = run("update", *PSEUDO, code=2)
    assert "7 of 8 of its segments stand here. Run translate update with --yes" in refused.stderr
    assert catalogues() == before
    assert "--yes" in run("draft", *PSEUDO, "articles/depart.fr.txt", code=2).stderr
    run("update", *PSEUDO, "--no")

    assert catalogues()["sujet-0.po"] == before["sujet-0.po"]
    assert "depart.po" in catalogues()


def test_a_copy_leaves_the_catalogue_with_the_article_that_is_still_there(run: Run, room: Path) -> None:
    before = catalogues()
    Path("articles/copie.fr.txt").write_text(EDITED, "utf-8")

    run("update", *PSEUDO)

    assert {name: data for name, data in catalogues().items() if name != "copie.po"} == before
    assert not approved(catalogues()["copie.po"])


def test_the_longer_part_of_a_split_article_takes_the_catalogue(run: Run, room: Path) -> None:
    Path("articles/sujet-0.fr.txt").unlink()
    Path("articles/a-suite.fr.txt").write_text(as_text(article(0)[5:]), "utf-8")
    Path("articles/debut.fr.txt").write_text(as_text(article(0)[:5]), "utf-8")

    run("update", *PSEUDO, "--yes")

    after = catalogues()
    assert "sujet-0.po" not in after
    assert set(approved(after["debut.po"])) <= set(article(0)[:5])
    assert not approved(after["a-suite.po"])
    # What was approved comes from the memory, to be confirmed.
    assert "Draft by memory" in after["a-suite.po"].decode()


def test_joined_articles_lose_nothing(run: Run, room: Path) -> None:
    before = catalogues()
    for number in (0, 1):
        Path(f"articles/sujet-{number}.fr.txt").unlink()
    Path("articles/reunis.fr.txt").write_text(as_text([*article(0), *article(1)[:5]]), "utf-8")

    run("update", *PSEUDO, "--yes")

    after = catalogues()
    assert approved(after["reunis.po"]) == approved(before["sujet-0.po"])
    assert after["sujet-1.po"] == before["sujet-1.po"]


def test_two_catalogues_that_are_as_likely_are_told_and_left(run: Run, room: Path) -> None:
    shutil.copy("locales/en/sujet-0.po", "locales/en/brouillon.po")
    twin = Path("locales/en/brouillon.po")
    twin.write_text(twin.read_text("utf-8").replace("articles/sujet-0.fr.txt", "articles/brouillon.fr.txt"), "utf-8")
    rename("sujet-0.fr.txt", "depart.fr.txt", EDITED)
    before = catalogues()

    refused = run("update", *PSEUDO, "--yes", code=2)

    assert "brouillon.po" in refused.stderr
    assert "sujet-0.po" in refused.stderr
    assert catalogues() == before
    twin.rename("locales/en/depart.po")
    run("update", *PSEUDO, "--yes")
    assert approved(catalogues()["depart.po"]).items() <= approved(before["brouillon.po"]).items()
    assert catalogues()["sujet-0.po"] == before["sujet-0.po"]


def test_a_copy_of_a_catalogue_is_not_taken_for_it(run: Run, room: Path) -> None:
    shutil.copy("locales/en/sujet-0.po", "locales/en/archive.po")
    rename("sujet-0.fr.txt", "depart.fr.txt", EDITED)
    before = catalogues()

    run("update", *PSEUDO, "--yes")

    assert catalogues()["archive.po"] == before["archive.po"]
    assert approved(catalogues()["depart.po"]) == approved(before["sujet-0.po"])


def test_an_article_that_takes_anothers_name_is_told(run: Run, room: Path) -> None:
    rename("sujet-0.fr.txt", "sujet-1.fr.txt")
    before = catalogues()

    assert "hardly anything of" in run("update", *PSEUDO, "--yes", code=2).stderr
    assert catalogues() == before
    run("update", *PSEUDO, "--no")

    kept = masked("\n".join(everything(data) for data in catalogues().values()))
    assert all(masked(text) in kept for data in before.values() for text in human_texts(data))


def test_a_rewritten_article_keeps_its_catalogue(run: Run, room: Path) -> None:
    words = human_texts(catalogues()["sujet-0.po"])
    Path("articles/sujet-0.fr.txt").write_text("Tout autre chose, et rien de plus : le tir est annulé.\n", "utf-8")
    run("update", *PSEUDO, "articles/sujet-0.fr.txt")
    assert all(text in everything(catalogues()["sujet-0.po"]) for text in words)


def test_a_name_that_only_changes_its_case(run: Run, room: Path) -> None:
    before = approved(catalogues()["sujet-0.po"])
    rename("sujet-0.fr.txt", "Sujet-0.fr.txt", EDITED)

    run("update", *PSEUDO, "--yes")

    assert [name for name in catalogues() if name.lower() == "sujet-0.po"] == ["Sujet-0.po"]
    assert approved(catalogues()["Sujet-0.po"]).items() <= before.items()


@pytest.mark.parametrize("edit", ["", "\n\nUne phrase de plus.\n"])
def test_a_renamed_article_is_read_in_the_format_that_its_catalogue_remembers(run: Run, room: Path, edit: str) -> None:
    Path("articles/sujet-0.fr.txt").write_text(as_text([f"**{article(0)[0]}** Voilà.", *article(0)[1:]]), "utf-8")
    run("update", *PSEUDO, "--format", "markdown", "articles/sujet-0.fr.txt")
    rename("sujet-0.fr.txt", "depart.fr.txt", Path("articles/sujet-0.fr.txt").read_text("utf-8") + edit)

    run("update", *PSEUDO, "--yes")

    after = catalogues()
    entries = polib.pofile(after["depart.po"].decode())
    assert next("<1>" in entry.msgid for entry in entries if not entry.obsolete)
    run("update", *PSEUDO)
    assert catalogues() == after


def test_a_catalogue_that_cannot_be_read_keeps_no_article_from_its_draft(run: Run, room: Path) -> None:
    Path("articles/sujet-0.fr.txt").unlink()
    broken = catalogues()["sujet-0.po"] + b'msgid "broken\n'
    Path("locales/en/sujet-0.po").write_bytes(broken)
    Path("articles/depart.fr.txt").write_text(EDITED, "utf-8")

    run("update", *PSEUDO, "articles/depart.fr.txt")

    assert catalogues()["sujet-0.po"] == broken


names = st.sampled_from([f"sujet-{n}.fr.txt" for n in range(3)] + ["nouveau.fr.txt", "Sujet-0.fr.txt", "sujet-0.fr.md"])
moves = st.tuples(st.sampled_from(["move", "move", "copy", "exchange", "delete", "join", "split"]), names, names)


def reshape(step: tuple[str, str, str]) -> None:
    """Change the names of articles as people do."""
    action, one, two = step[0], *(Path("articles", name) for name in step[1:])
    if not one.exists() or one == two:
        return
    text = one.read_text("utf-8")
    pieces = text.strip().split("\n\n")
    other = two.read_text("utf-8") if two.exists() else ""
    if action in ("move", "copy", "exchange"):
        two.write_text(text, "utf-8")
    elif action == "join" and other:
        two.write_text(f"{other.rstrip()}\n\n{text}", "utf-8")
    elif action == "split" and len(pieces) > 3:
        two.write_text(as_text(pieces[len(pieces) // 3 :]), "utf-8")
        one.write_text(as_text(pieces[: len(pieces) // 3]), "utf-8")
    if action == "exchange" and other:
        one.write_text(other, "utf-8")
    elif action in ("move", "join", "delete"):
        one.unlink()


@given(
    st.lists(
        st.tuples(st.lists(moves, max_size=3), st.lists(source_steps, max_size=3), st.lists(people_steps, max_size=2)),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["--yes", "--yes", "--no"]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=30)
def test_no_human_word_is_lost_whatever_becomes_of_names(
    template: Path, history: list[tuple[list, list, list]], answer: str, chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        work_in_copy(template, Path(folder), patch)
        for shapes, edits, people in history:
            for step in people:
                live_in(chance.choice(sorted(catalogues())), step)
            reshape_all(shapes, edits, chance)
            before = catalogues()
            words = [text for data in before.values() for text in human_texts(data)]
            known = {pair for data in before.values() for pair in polished(data)}

            update(answer)

            after = catalogues()
            kept = masked("\n".join(everything(data) for data in after.values()))
            assert [text for text in words if masked(text) not in kept] == []
            assert {pair for data in after.values() for pair in polished(data)} <= known
            update(answer)
            assert catalogues() == after


@given(
    st.lists(moves, min_size=1, max_size=4),
    st.lists(source_steps, max_size=3),
    st.sampled_from(["", "", "--yes"]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40)
def test_what_is_left_to_a_person_is_left_until_a_person_acts(
    template: Path, shapes: list, edits: list, answer: str, chance: random.Random
) -> None:
    """What a run does beside what it refuses, such as drafting an article's other part, must not decide for it."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        work_in_copy(template, Path(folder), patch)
        reshape_all(shapes, edits, chance)
        refused = update(answer)
        after = catalogues()

        assert update(answer) == refused
        assert update(answer) == refused
        assert catalogues() == after


def test_a_part_that_was_drafted_meanwhile_does_not_decide_for_the_other(run: Run, room: Path) -> None:
    """After the first run, most of what the longer part shares with the catalogue stands in the other part's, too."""
    Path("articles/sujet-0.fr.txt").unlink()
    Path("articles/un.fr.txt").write_text(as_text([*article(0)[:4], *article(7)[:3]]), "utf-8")
    Path("articles/zwei.fr.txt").write_text(as_text([*article(0)[:3], *article(8)[:2]]), "utf-8")
    refused = run("update", *PSEUDO, code=2).stderr
    assert "zwei.po" in catalogues()
    assert refused.count("'articles/un.fr.txt' was 'articles/sujet-0.fr.txt'") == 1

    for _ in range(2):
        assert run("update", *PSEUDO, code=2).stderr == refused
    assert "un.po" not in catalogues()
    words = human_texts(catalogues()["sujet-0.po"])
    run("update", *PSEUDO, "--yes")

    kept = everything(catalogues()["un.po"])
    assert all(text in kept for text in words)


def reshape_all(shapes: list, edits: list, chance: random.Random) -> None:
    """Change the names of articles, and the words of some."""
    for step in shapes:
        reshape(step)
    for path in sorted(Path("articles").iterdir()):
        text = [("", one) for one in path.read_text("utf-8").strip().split("\n\n")]
        for step in edits if chance.random() < 0.5 else ():
            text = edit_source(text, step)
        path.write_text(as_text([one for _, one in text]), "utf-8")


def live_in(name: str, step: tuple[str, int]) -> None:
    path = Path("locales/en", name)
    desk = Desk(path.read_bytes(), step[1])
    desk.work(step if step[0] in ACTIONS else ("none", 0))
    path.write_bytes(desk.data)


def polished(data: bytes) -> set[tuple[str, str]]:
    """What people stand by: source and target."""
    entries = polib.pofile(data.decode("utf-8-sig"))
    return {(entry.msgid, entry.msgstr) for entry in entries if entry.msgstr and not entry.fuzzy}


def update(answer: str) -> list[str]:
    """Update all; an article may be refused, for two of the same place, or where a person has to decide: told so."""
    done = CliRunner().invoke(app, ["update", *PSEUDO, "--quiet", *filter(None, [answer])])
    assert done.exit_code in (0, 2), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return sorted(line for line in done.stderr.splitlines() if done.exit_code == 2 and not line.endswith("goes along."))
