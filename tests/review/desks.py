"""A workspace with an article under review, in every state: for the tests of the review page and for its pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate import project as projects
from translate.catalogue.editing import edited
from translate.model import Draft, Origin
from translate.review.serving import Service
from translate.workflow import workspace
from translate.workflow.sources import read_source

if TYPE_CHECKING:
    from translate.project import Project

ARTICLE = """\
# La capsule Brume se pose dans la steppe

La capsule Brume est revenue sur Terre mardi 4 juin à 9 h 12, après 164 jours en orbite. Les parachutes se sont \
ouverts à 10,5 km d'altitude. L'équipage a été évacué en hélicoptère.

« Nous avons senti le choc, puis le silence », a raconté Ielena Vorobieva, commandante du vol.

## Un retour sous surveillance

Trois points ont retenu l'attention des équipes :

- la température du bouclier thermique
- la tension des suspentes
- la liaison avec le centre de contrôle de Toulouse

[NDLR : la capsule ne doit pas être confondue avec le satellite Brume-2. Celui-ci reste en orbite jusqu'en 2031.] \
Le prochain vol partira de Kourou à l'automne.

*La capsule après l'atterrissage.*
"""

APPROVED = {
    "La capsule Brume se pose dans la steppe": "The Brume capsule lands on the steppe",
    "Les parachutes se sont ouverts à 10,5 km d'altitude.": "The parachutes opened at an altitude of 10.5 km.",
    "Un retour sous surveillance": "A closely watched return",
}
DRAFTS = {
    "La capsule Brume est revenue sur Terre mardi 4 juin à 9 h 12, après 164 jours en orbite.": (
        "The Brume capsule returned to Earth on Tuesday, June 4 at 9:12 a.m., after 146 days in orbit."
    ),
    "« Nous avons senti le choc, puis le silence », a raconté Ielena Vorobieva, commandante du vol.": (
        "“We felt the shock, then the silence,” said Yelena Vorobieva, commander of the flight ."
    ),
    "Trois points ont retenu l'attention des équipes :": "Three points have held the attention of the teams:",
    "la température du bouclier thermique": "the temperature of the thermal shield",
    "la tension des suspentes": "the tension of the lines",
    "la liaison avec le centre de contrôle de Toulouse": "the connection with the Toulouse control centre",
    "[NDLR : la capsule ne doit pas être confondue avec le satellite Brume-2.": (
        "[Editor's note: the capsule must not be confused with the Brume-2 satellite."
    ),
    "Celui-ci reste en orbite jusqu'en 2031.]": "This one remains in orbit until 2031.]",
    "<1>La capsule après l'atterrissage.</1>": "<1>The capsule after landing.</1>",
}
OTHER = "La capsule Rosée est revenue sur Terre mardi 3 mai à 9 h 40, après 151 jours en orbite.\n"
OTHER_TARGET = "The Rosée capsule returned to Earth on Tuesday, May 3 at 9:40 a.m., after 151 days in orbit."


def make_workspace(root: Path) -> Project:
    """Make a workspace with one article that has units in every state, and an approved article for the memory."""
    workspace.create(root)
    project = projects.load(root)
    write_article(project, "rosee.fr.txt", OTHER, {OTHER.strip(): OTHER_TARGET}, {})
    article = write_article(project, "brume.fr.md", ARTICLE, APPROVED, DRAFTS)
    revise(project, article, "Le prochain vol partira de Kourou à l'automne.", "The next flight departs from Kourou.")
    changed = ARTICLE.replace("10,5 km d'altitude", "11 km d'altitude, comme prévu")
    article.write_text(changed, "utf-8")
    merge_article(project, article)
    return project


def merge_article(project: Project, article: Path, drafts: Mapping[str, str] | None = None) -> None:
    """Bring an article's catalogue up to date, as an update whose machine makes these `drafts`."""
    path = project.catalogue_path(article)
    old = po.read(path) if path.exists() else None
    source = read_source(project, article, "fr")
    merge = po.merge(
        old,
        source.segments,
        article=source.name,
        source_digest=source.digest,
        source_language="fr",
        target_language="en",
    )
    made = {
        entry.key: Draft((drafts or {})[entry.unit.source], Origin.ENGINE, "pseudo", (), -0.2)
        for entry in merge.catalogue.entries
        if entry.unit.source in (drafts or {})
    }
    po.save(path, po.fill(merge.catalogue, made), read_digest=None if old is None else old.read_digest)


def write_article(
    project: Project, name: str, text: str, approved: Mapping[str, str], drafts: Mapping[str, str]
) -> Path:
    """Write an article and its catalogue, by sources: what people `approved`, and the machine's `drafts`."""
    path = project.articles / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    merge_article(project, path, {**drafts, **approved})
    for one, target in approved.items():
        revise(project, path, one, target, approve=True)
    return path


def revise(project: Project, article: Path, source: str, target: str, *, approve: bool = False) -> None:
    """Change one target as another program would: by writing the file."""
    path = project.catalogue_path(article)
    catalogue = po.read(path)
    entries = tuple(
        edited(entry, target, approved=approve) if entry.unit.source == source else entry for entry in catalogue.entries
    )
    assert entries != catalogue.entries, source
    po.save(path, replace(catalogue, entries=entries), read_digest=catalogue.read_digest)


@contextmanager
def served(project: Project, articles: Sequence[Path]) -> Iterator[Service]:
    """Run the review page in a thread, on a port of its own."""
    service = Service(project, articles)
    thread = threading.Thread(target=service.run, name="review")
    thread.start()
    try:
        yield service
    finally:
        service.stop()
        thread.join(20)
        assert not thread.is_alive()
