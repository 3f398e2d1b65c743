"""Drafts that come out differently have another revision, so that an update makes the untouched ones anew."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import polib

from tests.commands import ARTICLE, Run
from tests.drafting.engines import Imitation, Misaligned, keep, strip_marks
from tests.drafting.policies import tags_of
from translate.drafting import revision
from translate.drafting.figures import FigurePolicy
from translate.drafting.ladder import hold_terms
from translate.drafting.request import make_request
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.model import Term, TermKind

MADE = {9: "f653c271a8d3"}
"""The digest of the drafts below by the revision that makes them. Where it differs, raise the revision."""

SOURCES = (
    "Tir réussi",
    "« Tir réussi ? »",
    "[NDLR : la coiffe est vide.]",
    "– Le lanceur est prêt !",
    "UN LANCEUR ATTEND DMITRI BAKANOV",
    "Dmitri Bakanov a vu le lanceur à 14 h 05, pour 12,8 M€.",
    "Le lanceur (qui ne part pas)...",
    "Il pèse 3,5 tonnes, dit l'agence, et le lanceur en pèse 300.",
    "Visite de l'étage : la suite ;",
    "12 h 30",
    "Le lanceur attend pendant 3 h 40.",
    "Le 3e lanceur est le n° 5.",
    "<1>L</1>e lanceur part<2/>et revient.",
    "Dmitri Bakanov [on en parle peu ici] attend.",
    "Un « lanceur » neuf.",
    "Le lanceur va bien », dit-il, et il ajoute : « Il part.",
    "Le <1>lanceur</1> est parti.<2/>",
    "Le lanceur<1/> est parti.",
)
OUTPUTS = ("The {} is ready.", '"{}" he said', "{}", "It was {} , yes ", "a {}…")


def _make_drafts() -> list[str]:
    rows = [
        Term("lanceur", "launch vehicle", TermKind.LAUNCHER, plural="launch vehicles"),
        Term("Dmitri Bakanov", "Dmitry Bakanov", TermKind.PERSON),
    ]
    policy = FigurePolicy(TermFinder(Glossary(rows)))
    requests = [make_request(source, policy, tags_of(source)) for source in SOURCES]
    engines = [
        *(Imitation(lambda text, o=output: o.format(text)) for output in OUTPUTS),
        Imitation(strip_marks),
        Misaligned(keep, ()),
    ]
    return [held.target for engine in engines for held in hold_terms(requests, engine)]


def test_a_draft_that_comes_out_differently_has_another_revision() -> None:
    made = _make_drafts()
    digest = hashlib.sha256(json.dumps(made).encode()).hexdigest()[:12]
    assert {revision.REVISION: digest} == {revision.REVISION: MADE.get(revision.REVISION)}, "\n".join(made)


def test_an_update_makes_untouched_drafts_of_another_revision_anew(run: Run, drafted: Path, monkeypatch) -> None:
    path = drafted / "locales" / "en" / "tir.po"
    file = polib.pofile(str(path), wrapwidth=0)
    file[0].msgstr, file[1].msgstr, file[1].flags = "A person is at work here", "A person approved this.", []
    file.save(str(path))
    (drafted / "articles" / "tir.fr.txt").write_text(ARTICLE, "utf-8")
    run("update", "--engine", "pseudo")
    before = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}

    # A changed program has another stamp, which these are of no use for any more.
    shutil.rmtree(drafted / ".translate" / "cache")
    monkeypatch.setattr("translate.workflow.terminology.REVISION", revision.REVISION + 1)
    told = json.loads(run("update", "--engine", "pseudo", "--json").stdout)["articles"][0]

    assert {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} == before
    assert told["changes"] == {"kept": 2, "re-drafted": len(before) - 2}
    assert {unit["difference"] for unit in told["units"]} == {"drafting"}
