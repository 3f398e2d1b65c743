"""The review page in a real browser: what people do with it, and what attackers would like to."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.review.browser import CHROMIUM, DRIVER, WIDE
from tests.review.desks import merge_article, revise, served, write_article
from translate import catalogue as po
from translate.model import State

if TYPE_CHECKING:
    from tests.review.browser import Page
    from translate.project import Project

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="Chromium is not installed; on Debian: apt-get install chromium chromium-driver",
)
FIRST = "La capsule Brume est revenue"
QUOTE = "« Nous avons senti"
FUZZY = "Les parachutes"


@pytest.fixture
def page(browser: Page, desk: Project, article: Path) -> Iterator[Page]:
    """The page of the article, open at its first open unit; it must not have complained when the test is over."""
    with served(desk, [article]) as service:
        browser.open(service.url)
        browser.until(".active textarea")
        yield browser
        assert browser.complaints() == []
        browser.driver.get("about:blank")


def _choose(page: Page, field: str, value: str, event: str = "change") -> None:
    """Set one of the filters."""
    script = "const [id, value, name] = arguments, box = document.getElementById(id);"
    page.run(f"{script} box.value = value; box.dispatchEvent(new Event(name))", field, value, event)


def _unit(desk: Project, article: Path, source: str) -> tuple[str, State]:
    catalogue = po.read(desk.catalogue_path(article))
    unit = next(entry.unit for entry in catalogue.entries if entry.unit.source.startswith(source))
    return unit.target, unit.state


def test_what_is_typed_is_saved_by_itself_and_there_after_a_reload(page: Page, desk: Project, article: Path) -> None:
    page.write(" And well.")
    page.until_saved()
    written = page.target()

    assert written.endswith("days in orbit. And well.")
    assert _unit(desk, article, FIRST) == (written, State.IN_EDIT)
    page.driver.refresh()
    page.until(".active textarea")
    assert page.target() == written


def test_the_key_is_gone_from_the_address_and_a_reload_needs_none(page: Page) -> None:
    assert "key" not in page.driver.current_url
    assert page.run("return document.cookie") == ""
    page.driver.refresh()
    page.until(".active textarea")


def test_without_the_key_the_page_says_what_to_do(page: Page) -> None:
    page.run("sessionStorage.clear()")
    page.driver.refresh()
    page.until_text("#banner", "Open the address that the terminal shows")
    assert page.text("#list") == ""


def test_after_the_last_unit_what_is_left_further_up_is_next(page: Page) -> None:
    page.go_to("<1>La capsule")
    page.press("ctrl", "\ue007")
    page.wait(lambda: page.text(".active .number") == "2")


def test_approving_goes_on_to_the_next_open_unit(page: Page, desk: Project, article: Path) -> None:
    first = page.target()
    page.press("ctrl", "\ue007")
    page.wait(lambda: page.target().startswith("The parachutes"))
    page.until_saved()

    page.wait(lambda: _unit(desk, article, FIRST) == (first, State.POST_EDITED))
    page.until_text("#progress", "units to go")
    page.until_text("#live", "approved")


def test_undo_takes_back_what_was_saved(page: Page, desk: Project, article: Path) -> None:
    before = desk.catalogue_path(article).read_bytes()
    page.write(" Too.")
    page.until_saved()
    page.press("ctrl", "\ue007")
    page.wait(lambda: _unit(desk, article, FIRST)[1] is State.POST_EDITED)

    page.press("alt", "z")
    page.wait(lambda: _unit(desk, article, FIRST)[1] is State.IN_EDIT)
    page.press("alt", "z")
    page.wait(lambda: desk.catalogue_path(article).read_bytes() == before)
    page.wait(lambda: page.target().endswith("days in orbit."))


def test_undo_takes_back_what_was_saved_before_a_reload(page: Page, desk: Project, article: Path) -> None:
    before = desk.catalogue_path(article).read_bytes()
    page.write(" Too.")
    page.until_saved()
    page.press("ctrl", "\ue007")
    page.wait(lambda: _unit(desk, article, FIRST)[1] is State.POST_EDITED)
    page.until_text("#live", "approved")

    page.driver.refresh()
    page.until(".active textarea")
    page.press("alt", "z")
    page.wait(lambda: _unit(desk, article, FIRST)[1] is State.IN_EDIT)
    page.press("alt", "z")
    page.wait(lambda: desk.catalogue_path(article).read_bytes() == before)
    page.press("alt", "z")
    page.until_text("#live", "Nothing to undo.")


def test_undo_leaves_what_another_tab_has_written_since(page: Page, desk: Project, article: Path) -> None:
    page.write(" Too.")
    page.until_saved()
    revise(desk, article, _source(desk, article, FIRST), "Written elsewhere.")
    page.wait(lambda: page.target() == "Written elsewhere.")

    page.press("alt", "z")
    page.until_text("#live", "was changed elsewhere since")
    assert _unit(desk, article, FIRST)[0] == page.target() == "Written elsewhere."


def test_moving_with_the_keyboard_passes_over_what_is_approved(page: Page) -> None:
    def number() -> str:
        return page.text(".active .number")

    assert number() == "2"
    page.press("alt", "shift", "\ue013")
    assert number() == "1"
    page.press("alt", "\ue015")
    assert number() == "2"
    page.press("alt", "\ue015")
    page.press("alt", "\ue015")
    page.press("alt", "\ue015")
    page.press("alt", "\ue015")
    assert number() == "7"
    page.press("alt", "\ue013")
    assert number() == "5"


def test_terms_matches_and_the_source_are_inserted_by_keys(page: Page) -> None:
    page.until_checked()
    page.press("alt", "1")
    assert page.target().endswith("orbit.Brume")
    page.press("alt", "c")
    assert page.target().startswith(FIRST)
    page.press("alt", "shift", "1")
    assert page.target().startswith("The Brume capsule returned to Earth") or "Rosée" in page.target()


def test_missing_tags_are_inserted_and_approvals_taken_back_by_keys(page: Page, desk: Project, article: Path) -> None:
    page.go_to("<1>La capsule")
    page.run("document.querySelector('.active textarea').select()")
    page.write("The capsule")
    page.press("alt", "t")
    page.press("alt", "t")
    assert page.target() == "The capsule<1></1>"
    page.press("ctrl", "\ue007")
    page.wait(lambda: _unit(desk, article, "<1>La capsule")[1] is State.POST_EDITED)
    page.go_to("<1>La capsule")
    page.press("alt", "u")
    page.wait(lambda: _unit(desk, article, "<1>La capsule") == ("The capsule<1></1>", State.IN_EDIT))
    page.until_checked()
    assert "the machine's draft" in page.text("#memory")


def test_findings_live_while_typing_and_are_put_right_by_a_key(page: Page) -> None:
    page.press("alt", "c")
    page.write("  x , y")
    page.until(".findings .fix")
    assert "untranslated" in page.text(".findings") or "language" in page.text(".findings")
    page.press("alt", "x")
    page.wait(lambda: page.target().endswith(" x, y"))
    assert page.run("return document.querySelector('.findings').getAttribute('aria-live')") == "polite"


def test_the_difference_to_the_previous_source_is_shown(page: Page) -> None:
    assert page.text(".is-fuzzy .change del") == "10,5"
    assert page.text(".is-fuzzy .change ins") == "11"


def test_a_change_by_another_program_appears(page: Page, desk: Project, article: Path) -> None:
    page.write(" Mine.")
    revise(desk, article, _source(desk, article, QUOTE), "We felt it.", approve=True)

    page.wait(lambda: "We felt it." in page.text("#list"))
    page.until_saved()
    assert page.target().endswith(" Mine.")
    assert _unit(desk, article, QUOTE) == ("We felt it.", State.POST_EDITED)
    assert _unit(desk, article, FIRST)[0].endswith(" Mine.")


def test_a_conflict_shows_both_texts_and_each_choice_is_kept(page: Page, desk: Project, article: Path) -> None:
    source = _source(desk, article, FIRST)
    page.pause_news()
    for choice, wanted in (("theirs", "Theirs, theirs."), ("mine", "Mine, mine."), ("edit", "Mine, edit. More.")):
        revise(desk, article, source, f"Theirs, {choice}.")
        page.run("document.querySelector('.active textarea').select()")
        page.write(f"Mine, {choice}.")
        page.until("#conflict[open]")
        assert (page.text("#theirs"), page.text("#mine")) == (f"Theirs, {choice}.", f"Mine, {choice}.")
        assert _unit(desk, article, FIRST)[0] == f"Theirs, {choice}."
        page.click(f"#conflict button[value={choice}]")
        if choice == "edit":
            page.run("document.querySelector('.active textarea').focus()")
            page.write(" More.")
        page.wait(lambda wanted=wanted: _unit(desk, article, FIRST)[0] == wanted, wanted)
        page.until_saved()
        assert page.target() == wanted


def test_two_tabs_meet_in_a_conflict(page: Page, desk: Project, article: Path) -> None:
    driver, first = page.driver, page.driver.current_window_handle
    page.pause_news()
    driver.execute_script("window.open(location.href)")
    second = next(handle for handle in driver.window_handles if handle != first)
    try:
        driver.switch_to.window(second)
        page.until(".active textarea")
        page.write(" Second.")
        page.until_saved()
        driver.switch_to.window(first)
        page.write(" First.")
        page.until("#conflict[open]")
        assert page.text("#theirs").endswith(" Second.")
        page.click("#conflict button[value=theirs]")
        page.until_saved()
        assert _unit(desk, article, FIRST)[0].endswith("orbit. Second.")
    finally:
        driver.switch_to.window(second)
        driver.close()
        driver.switch_to.window(first)


def test_an_update_while_the_page_is_open_is_taken_over(page: Page, desk: Project, article: Path) -> None:
    page.write(" Mine.")
    article.write_text(article.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
    merge_article(desk, article)

    page.until_text("#list", "Une phrase de plus.")
    page.until_saved()
    assert _unit(desk, article, FIRST)[0].endswith(" Mine.")


def test_text_is_kept_while_the_program_is_away(browser: Page, desk: Project, article: Path) -> None:
    with served(desk, [article]) as service:
        browser.open(service.url)
        browser.until(".active textarea")
    browser.write(" Later.")
    browser.until_text("#saved-text", "Not saved")
    browser.until_text("#banner", "does not answer")
    assert browser.target().endswith(" Later.")
    browser.complaints()
    browser.run("window.onbeforeunload = null; document.querySelector('.active textarea').value = ''")


def test_filters_by_state_finding_and_words(page: Page) -> None:
    def shown() -> int:
        return int(page.run("return document.querySelectorAll('.unit:not([hidden])').length"))

    page.until_checked()
    everything = shown()
    page.run(
        "const box = document.getElementById('by-state'); box.value = 'fuzzy'; box.dispatchEvent(new Event('change'))"
    )
    assert shown() == 1
    page.run(
        "const box = document.getElementById('by-state'); box.value = 'all'; box.dispatchEvent(new Event('change'))"
    )
    page.press("\ue00c")
    page.press("/")
    page.write("VOROBIEVA")
    page.wait(lambda: shown() == 1)
    _choose(page, "by-text", "", "input")
    page.wait(lambda: shown() == everything)
    page.run(
        "const box = document.getElementById('by-finding'); box.value = 'any'; box.dispatchEvent(new Event('change'))"
    )
    assert 0 < shown() < everything


def test_the_preview_runs_nothing_and_follows_what_is_written(page: Page) -> None:
    page.press("alt", "p")
    inside = "return document.getElementById('preview-frame').contentDocument?.body?.textContent ?? ''"
    page.wait(lambda: "days in orbit." in page.run(inside))
    page.write(" And it rained.")
    page.wait(lambda: "And it rained." in page.run(inside))
    assert page.run("return document.getElementById('preview-frame').sandbox.value") == "allow-same-origin"


_MARKED = """
const view = document.getElementById('preview-frame').contentWindow;
const [range] = view.CSS.highlights?.get('unit') ?? [];
if (!range) return null;
const {top, bottom} = range.getBoundingClientRect();
const inSight = top >= 0 && bottom <= view.innerHeight;
return [range.toString().replace(/\\s+/g, ' '), inSight, range.startContainer.parentNode.id];
"""


def test_the_preview_scrolls_along_with_the_open_unit(browser: Page, desk: Project) -> None:
    paragraphs = [
        *(f"<p>Le lanceur numéro {number} a <b>décollé</b> de Kourou.</p>" for number in range(120)),
        "<p id=first>Il pleut.</p>",
        "<p id=second>Il pleut. Il pleut fort.</p>",
    ]
    article = write_article(desk, "long.fr.html", "\n".join(paragraphs), {}, {"Il pleut fort.": "It pours."})
    with served(desk, [article]) as service:
        browser.open(service.url)
        browser.until(".active textarea")
        browser.press("alt", "p")
        for source, shown, place in (
            ("Le lanceur numéro 110", "Le lanceur numéro 110 a décollé de Kourou.", ""),
            ("Le lanceur numéro 3", "Le lanceur numéro 3 a décollé de Kourou.", ""),
            ("Il pleut.", "Il pleut.", "first"),
            ("Il pleut fort.", "It pours.", "second"),
        ):
            browser.go_to(source)
            browser.wait(lambda shown=shown, place=place: browser.run(_MARKED) == [shown, True, place], shown)
        browser.write(" And it pours.")
        browser.wait(lambda: (browser.run(_MARKED) or [""])[0] == "It pours. And it pours.")
        assert browser.complaints() == []
        browser.driver.get("about:blank")


def test_the_help_lists_every_key(page: Page) -> None:
    page.press("\ue00c")
    page.press("?")
    page.until("#help[open]")
    assert "Ctrl" in page.text("#keys")
    assert "approved" in page.text("#marks")
    page.press("\ue00c")


ATTACK = (
    "Un </p><script>window.hit = 1</script><img src=x onerror='window.hit = 2'> & "
    "<svg onload='window.hit = 3'> javascript:window.hit=4 \" onfocus=window.hit=5 autofocus x=\" de presse"
)


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_markup_in_an_article_runs_nowhere(browser: Page, desk: Project, suffix: str) -> None:
    text = f"{ATTACK}\n\nLa phrase suivante est tout à fait ordinaire.\n"
    if suffix == "html":
        text = (
            "<html><head><meta http-equiv=refresh content='0;url=http://127.0.0.2:1/'><script>parent.hit = 6</script>"
            f"</head><body onload='parent.hit = 7'><h1>Une attaque ordinaire</h1><p>{ATTACK}</p></body></html>"
        )
    article = write_article(desk, f"attaque.fr.{suffix}", text, {}, {})
    source = po.read(desk.catalogue_path(article)).entries[-1].unit.source
    revise(desk, article, source, f"<b>{ATTACK}</b>", approve=True)
    with served(desk, [article]) as service:
        browser.open(service.url)
        browser.until_checked()
        browser.press("alt", "p")
        frame = "return document.getElementById('preview-frame').contentDocument?.body?.textContent ?? ''"
        browser.wait(lambda: browser.run(frame))
        time.sleep(0.5)
        assert browser.run("return window.hit ?? null") is None
        assert browser.run("return document.querySelectorAll('#list script, #list img, #list svg').length") == 0
        assert "<b>" in browser.text("#list")
        browser.complaints()


def test_a_foreign_page_gets_nothing(browser: Page, page: Page, desk: Project, article: Path, tmp_path: Path) -> None:
    url = page.run("return location.origin")
    before = desk.catalogue_path(article).read_bytes()
    foreign = tmp_path / "foreign.html"
    foreign.write_text("<title>foreign</title>", "utf-8")
    page.driver.get(foreign.as_uri())
    script = """
        const [url, done] = arguments, tries = [];
        const ask = (path, options) => fetch(url + path, options).then(answer => answer.type, () => 'refused');
        tries.push(ask('/api/articles', {}), ask('/', {}), ask('/api/articles', {credentials: 'include'}));
        tries.push(ask('/api/search', {method: 'POST', body: '{"phrase": "capsule", "in_targets": false}'}));
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
        Promise.all(tries).then(found => setTimeout(() => {
            let inside = 'closed';
            try { inside = frame.contentDocument ? 'open' : 'closed'; } catch { inside = 'closed'; }
            done([...found, inside]);
        }, 500));"""
    found = page.driver.execute_async_script(script, url)

    assert found == ["refused", "refused", "refused", "refused", "closed"]
    assert desk.catalogue_path(article).read_bytes() == before
    page.complaints()


def test_two_thousand_units_are_shown_and_written(browser: Page, desk: Project) -> None:
    text = "".join(f"Le lanceur numéro {number} a décollé de Kourou.\n\n" for number in range(2000))
    drafts = {
        f"Le lanceur numéro {number} a décollé de Kourou.": f"Launcher {number} lifted off." for number in range(2000)
    }
    article = write_article(desk, "long.fr.txt", text, {}, drafts)
    with served(desk, [article]) as service:
        browser.open(service.url)
        browser.until(".active textarea")
        assert browser.run("return document.querySelectorAll('.unit').length") == 2000
        browser.go_to("Le lanceur numéro 1999")
        browser.write(" Well.")
        browser.until_saved()
        browser.wait(lambda: _unit(desk, article, "Le lanceur numéro 1999")[0] == "Launcher 1999 lifted off. Well.")
        browser.complaints()


# Each pile holds the rows that one turn of the event loop has changed: no key is heard while it lasts.
WATCH_ROWS = """
window.piles = [];
new MutationObserver((records) => {
    const rows = records.map((one) => (one.target.closest ? one.target : one.target.parentElement)?.closest('.unit'));
    window.piles.push(new Set(rows.filter(Boolean)).size);
}).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});"""


def _long_article(desk: Project, count: int) -> Path:
    sources = [f"Le ballon {number} a quitté le sol." for number in range(count)]
    drafts = {f"Le ballon {number} a quitté le sol.": f"Balloon {number} left the ground." for number in range(count)}
    return write_article(desk, f"long-{count}.fr.txt", "\n\n".join(sources), {}, drafts)


@pytest.mark.parametrize("count", [12, 400])
def test_a_key_changes_one_unit_however_many_there_are(browser: Page, desk: Project, count: int) -> None:
    with served(desk, [_long_article(desk, count)]) as service:
        browser.open(service.url)
        browser.until_checked()
        browser.run(WATCH_ROWS)
        for letter in " on May 4":
            browser.write(letter)
        browser.until_saved()
        browser.until_checked()
        piles = browser.run("return window.piles")
        browser.driver.get("about:blank")

    assert max(piles) == 1


def test_news_about_many_units_is_taken_over_in_small_slices(browser: Page, desk: Project) -> None:
    with served(desk, [_long_article(desk, 400)]) as service:
        browser.open(service.url)
        browser.until_checked()
        browser.run(WATCH_ROWS)
        browser.run("""return import('/store.js').then(({article, takeNews}) => {
            const units = [...article.units.values()].map((unit) => ({...unit, revision: unit.revision + 1}));
            return takeNews({...article, units});
        })""")
        piles = browser.run("return window.piles")
        browser.driver.get("about:blank")

    assert sum(piles) >= 400
    assert max(piles) <= 10


def test_the_page_can_be_used_without_seeing_it(page: Page) -> None:
    page.until_checked()
    report = json.loads(page.run((Path(__file__).parent / "accessibility.js").read_text("utf-8")))

    assert report["unnamed"] == []
    assert report["repeated_ids"] == []
    assert report["landmarks"] == ["ASIDE", "HEADER", "MAIN"]
    assert report["headings"] == sorted(report["headings"][:1]) + report["headings"][1:]
    assert report["languages"] == ["en", "fr"]
    assert report["live"] >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, (390, 780)], ids=["wide", "phone"])
def test_contrast_and_width_are_enough(page: Page, scheme: str, size: tuple[int, int]) -> None:
    page.scheme(scheme)
    page.resize(size)
    try:
        page.until_checked()
        page.write(" It rained  , too")
        page.until(".findings .fix")
        time.sleep(0.3)
        report = json.loads(page.run((Path(__file__).parent / "accessibility.js").read_text("utf-8")))
        assert report["pale"] == []
        assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.scheme("light")
        page.resize(WIDE)


def _source(desk: Project, article: Path, start: str) -> str:
    sources = [unit.source for unit in po.read(desk.catalogue_path(article)).units]
    return next(source for source in sources if source.startswith(start))
