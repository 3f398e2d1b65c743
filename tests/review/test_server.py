"""What the review page does to a catalogue: one entry at a time, nothing overwritten, everything to be taken back."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from tests.review.desks import merge_article, revise, served, write_article
from tests.review.requests import Client
from translate import catalogue as po
from translate.model import State
from translate.review.rows import utf16
from translate.workflow.memory import look_up
from translate.workflow.undoing import history, undo

if TYPE_CHECKING:
    from translate.project import Project

FIRST = "La capsule Brume est revenue"
QUOTE = "« Nous avons senti"
FUZZY = "Les parachutes"


def _entries(project: Project, article: Path) -> dict[str, str]:
    """Return the bytes of each entry by its source."""
    catalogue = po.read(project.catalogue_path(article))
    return {entry.unit.source: entry.raw or "" for entry in catalogue.entries}


def _unit(project: Project, article: Path, source: str) -> Any:
    catalogue = po.read(project.catalogue_path(article))
    return next(entry.unit for entry in catalogue.entries if entry.unit.source.startswith(source))


def test_the_units_stand_in_the_articles_order_with_states_and_differences(client: Client) -> None:
    overview = client.get(client.article())

    states = [unit["state"] for unit in overview["units"]]
    assert {*states} == {"post-edited", "draft", "fuzzy", "in edit", "untranslated"}
    assert [unit["kind"] for unit in overview["units"]][:2] == ["title", "paragraph"]
    fuzzy = next(unit for unit in overview["units"] if unit["state"] == "fuzzy")
    assert "".join(text for kind, text in fuzzy["change"] if kind != "removed") == fuzzy["source"]
    assert ["removed", "10,5"] in fuzzy["change"]
    assert [place for place, _ in overview["places"]] == [unit["id"] for unit in overview["units"]]


def test_only_the_entry_that_was_edited_changes_in_the_file(client: Client, desk: Project, article: Path) -> None:
    before, path = _entries(desk, article), client.article()
    unit = client.unit(path, FIRST)

    answer = client.save(path, unit, "Brume is back.")

    assert answer.status == 200
    assert answer.content["unit"]["state"] == "in edit"
    after = _entries(desk, article)
    assert [source for source in after if after[source] != before[source]] == [unit["source"]]
    assert _unit(desk, article, FIRST).draft.target == unit["draft"]
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(desk.catalogue_path(article))], check=True)


def test_approving_takes_the_flag_and_the_previous_source_away(client: Client, desk: Project, article: Path) -> None:
    path = client.article()

    answer = client.save(path, client.unit(path, FUZZY), "The parachutes opened at 11 km, as planned.", approved=True)

    assert answer.content["unit"]["state"] == "post-edited"
    unit = _unit(desk, article, FUZZY)
    assert (unit.state, unit.previous_source) == (State.POST_EDITED, "")
    assert not any(line.startswith("Source change") for line in unit.comments)


def test_editing_a_fuzzy_unit_keeps_its_previous_source_until_it_is_approved(
    client: Client, desk: Project, article: Path
) -> None:
    path = client.article()

    answer = client.save(path, client.unit(path, FUZZY), "The parachutes opened at 11 km.")

    assert answer.content["unit"]["state"] == "fuzzy"
    assert _unit(desk, article, FUZZY).previous_source.startswith(FUZZY)


def test_a_draft_that_gets_its_own_text_back_is_a_draft_again(client: Client) -> None:
    path = client.article()
    unit = client.unit(path, FIRST)
    edited = client.save(path, unit, "Brume is back.").content["unit"]

    assert client.save(path, edited, unit["target"]).content["unit"]["state"] == "draft"


def test_what_is_emptied_is_untranslated_and_cannot_be_approved(client: Client) -> None:
    path = client.article()

    assert client.save(path, client.unit(path, FIRST), "", approved=True).content["unit"]["state"] == "untranslated"


def test_every_step_can_be_taken_back_byte_for_byte(client: Client, desk: Project, article: Path) -> None:
    path, file = client.article(), desk.catalogue_path(article)
    before = file.read_bytes()
    first = client.save(path, client.unit(path, FUZZY), "At 11 km.").content
    second = client.save(path, first["unit"], "At 11 km.", approved=True).content

    body = {"unit": first["unit"]["id"], "version": second["unit"]["version"]}
    third = client.post(f"{path}/undo", **body, step=second["step"]).content
    assert third["unit"]["state"] == "fuzzy"
    body["version"] = third["unit"]["version"]
    assert client.post(f"{path}/undo", **body, step=first["step"]).status == 200
    assert file.read_bytes() == before


def test_a_unit_that_somebody_else_changed_is_a_conflict_with_both_texts(
    client: Client, desk: Project, article: Path
) -> None:
    path = client.article()
    seen = client.unit(path, FIRST)
    revise(desk, article, seen["source"], "Brume came home.", approve=True)
    theirs = desk.catalogue_path(article).read_bytes()

    answer = client.save(path, seen, "Brume is back.", approved=True)

    assert answer.status == 409
    assert answer.content["unit"]["target"] == "Brume came home."
    pieces = answer.content["difference"]
    assert "".join(text for kind, text in pieces if kind != "removed") == "Brume is back."
    assert desk.catalogue_path(article).read_bytes() == theirs
    mine = client.save(path, answer.content["unit"], "Brume is back.", approved=True)
    assert mine.content["unit"]["target"] == "Brume is back."


def test_two_tabs_do_not_overwrite_each_other(client: Client) -> None:
    path = client.article()
    one = other = client.unit(path, FIRST)

    assert client.save(path, one, "From one.").status == 200
    assert client.save(path, other, "From the other.").status == 409
    assert client.unit(path, FIRST)["target"] == "From one."


def test_two_servers_do_not_overwrite_each_other(client: Client, desk: Project, article: Path) -> None:
    with served(desk, [article]) as service:
        other = Client(service)
        path = client.article()
        seen = other.unit(path, FIRST)
        assert client.save(path, client.unit(path, FIRST), "From one.").status == 200

        assert other.save(path, seen, "From the other.").status == 409
        assert other.save(path, other.unit(path, QUOTE), "A quote.").status == 200
    assert client.unit(path, FIRST)["target"] == "From one."
    assert client.unit(path, QUOTE)["target"] == "A quote."


def test_requests_at_the_same_moment_do_not_lose_each_other(client: Client, desk: Project, article: Path) -> None:
    path = client.article()
    units = [unit for unit in client.get(path)["units"] if unit["state"] != "post-edited"]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda unit: client.save(path, unit, f"{unit['id']}.", approved=True), units))

    assert {answer.status for answer in answers} == {200}
    assert {unit["target"] for unit in client.get(path)["units"]} >= {f"{unit['id']}." for unit in units}
    assert all(unit.state is State.POST_EDITED for unit in po.read(desk.catalogue_path(article)).units)


def test_what_others_change_is_told_and_what_is_edited_meanwhile_stays(
    client: Client, desk: Project, article: Path
) -> None:
    path = client.article()
    overview = client.get(path)
    revise(desk, article, client.unit(path, QUOTE)["source"], "We felt it.", approve=True)

    news = client.get(f"{path}/changes?since={overview['revision']}")
    changed = {unit["source"][:18]: unit["target"] for unit in news["units"]}
    assert changed[QUOTE] == "We felt it."
    assert client.save(path, client.unit(path, FIRST), "Brume is back.").status == 200
    assert _unit(desk, article, QUOTE).target == "We felt it."
    assert _unit(desk, article, FIRST).target == "Brume is back."


def test_an_update_of_the_article_asks_the_page_to_open_anew(client: Client, desk: Project, article: Path) -> None:
    path = client.article()
    overview = client.get(path)
    article.write_text(article.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
    assert client.get(f"{path}/changes?since=0")["outdated"]
    merge_article(desk, article)

    news = client.get(f"{path}/changes?since=0")

    assert news["structure"] != overview["structure"]
    assert not news["outdated"]
    assert client.unit(path, "Une phrase de plus.")["state"] == "untranslated"


def test_a_file_that_cannot_be_read_is_told_and_not_written(client: Client, desk: Project, article: Path) -> None:
    path, file = client.article(), desk.catalogue_path(article)
    unit = client.unit(path, FIRST)
    broken = file.read_bytes() + b'\nmsgid "open\n'
    file.write_bytes(broken)

    answer = client.save(path, unit, "Brume is back.")

    assert answer.status == 422
    assert ".po:" in answer.content["error"]
    assert file.read_bytes() == broken


def test_a_sitting_is_one_run_of_the_journal(client: Client, desk: Project, article: Path) -> None:
    path, file = client.article(), desk.catalogue_path(article)
    before = file.read_bytes()
    client.save(path, client.unit(path, FIRST), "Brume is back.", approved=True)
    client.save(path, client.unit(path, QUOTE), "We felt it.")

    runs = history(desk, article)

    assert [(run.command, run.summary) for run in runs] == [("review", "1 approved, 1 edited")]
    undo(desk, article)
    assert file.read_bytes() == before


def test_a_sitting_that_somebody_interrupted_goes_on_as_a_new_run(client: Client, desk: Project, article: Path) -> None:
    path = client.article()
    client.save(path, client.unit(path, FIRST), "Brume is back.")
    revise(desk, article, client.unit(path, QUOTE)["source"], "We felt it.")
    between = desk.catalogue_path(article).read_bytes()
    client.save(path, client.unit(path, FIRST), "Brume is back again.")

    undo(desk, article)

    assert desk.catalogue_path(article).read_bytes() == between


def test_what_is_approved_is_learnt_by_the_memory(client: Client, desk: Project) -> None:
    path = client.article()
    unit = client.unit(path, FIRST)
    client.save(path, unit, "Brume is back.", approved=True)

    found, _ = look_up(desk, unit["source"])

    assert found[0].target == "Brume is back."


def test_the_memory_offers_similar_sentences_with_their_difference_but_not_the_unit_itself(client: Client) -> None:
    path = client.article()
    unit = client.unit(path, FIRST)
    client.save(path, unit, unit["target"], approved=True)

    matches = client.get(f"{path}/matches?unit={unit['id']}")["matches"]

    assert [match["source"][:17] for match in matches] == ["La capsule Rosée "]
    assert ["removed", "Rosée"] in matches[0]["difference"]
    found = client.post("/api/search", phrase="jours en orbite", in_targets=False).content["found"]
    start, end = found[0]["spans"][0]
    assert found[0]["source"][start:end] == "jours en orbite"


def test_findings_are_those_of_the_text_that_is_being_written(client: Client) -> None:
    path = client.article()
    unit = client.unit(path, QUOTE)

    findings = client.post(f"{path}/check", unit=unit["id"], target="“We felt it ,” she said.").content["findings"]

    spacing = next(finding for finding in findings if finding["check"] == "spacing")
    assert spacing["fix"] == ""
    assert client.unit(path, QUOTE)["target"] == unit["target"]


def test_a_note_is_kept_as_a_translators_comment(client: Client, desk: Project, article: Path) -> None:
    path = client.article()
    unit = client.unit(path, FIRST)

    client.save(path, unit, unit["target"], note="Ask the agency.\ntranslate:ignore dates")

    assert "# Ask the agency.\n# translate:ignore dates\n" in desk.catalogue_path(article).read_text("utf-8")
    assert client.unit(path, FIRST)["state"] == "draft"


def test_a_request_of_another_shape_is_refused_and_changes_nothing(
    client: Client, desk: Project, article: Path
) -> None:
    path, before = client.article(), desk.catalogue_path(article).read_bytes()
    unit = client.unit(path, FIRST)

    for change in (
        {"target": 1},
        {"target": None},
        {"target": "a\x00b"},
        {"target": "\ud800"},
        {"target": "a" * 100_001},
        {"unit": ["x"]},
        {"unit": None},
        {"version": 5},
        {"approved": "yes"},
        {"note": 3},
    ):
        assert client.save(path, unit, "Brume.", **change).status == 400, change
    assert desk.catalogue_path(article).read_bytes() == before


def test_what_is_no_object_is_refused(client: Client) -> None:
    for body in (b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"1" * 5000):
        assert client.send("POST", f"{client.article()}/save", body).status == 400, body[:9]


def test_units_and_steps_of_other_names_are_unknown(client: Client) -> None:
    path = client.article()
    unit = client.unit(path, FIRST)

    assert client.post(f"{path}/check", unit="../../etc/passwd", target="x").status == 404
    assert client.post(f"{path}/undo", unit=unit["id"], version=unit["version"], step=99).status == 404
    assert client.send("GET", f"{path}/changes?since=-1").status == 400


def test_the_preview_is_what_would_be_published(client: Client) -> None:
    path = client.article()

    approved, drafts = client.get(f"{path}/preview")["html"], client.get(f"{path}/preview?drafts=1")["html"]

    assert "<h1>The Brume capsule lands on the steppe</h1>" in approved
    assert "The Brume capsule returned" not in approved
    assert "The Brume capsule returned" in drafts
    assert "<li>" in drafts


def test_markup_in_a_text_stays_text_in_the_preview(desk: Project) -> None:
    bad = "Un <script>alert(1)</script> & <img src=x onerror=alert(1)> titre"
    article = write_article(desk, "attaque.fr.txt", f"{bad}\n\nUne phrase de plus pour le texte.\n", {}, {})
    with served(desk, [article]) as service:
        client = Client(service)
        html = client.get(f"{client.article('articles/attaque.fr.txt')}/preview?drafts=1")["html"]

    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


@given(st.text(max_size=40), st.integers(0, 40))
def test_offsets_are_counted_as_a_browser_counts_them(text: str, offset: int) -> None:
    offset = min(offset, len(text))

    assert utf16(text, offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def test_the_answers_are_json_without_markup(client: Client) -> None:
    answer = client.send("GET", client.article())

    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.body)["article"] == "articles/brume.fr.md"
