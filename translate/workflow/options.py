"""How a draft or an update is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from translate.workflow.renaming import Confirm
    from translate.workflow.reports import DraftReport
    from translate.workflow.walk import Refuse

    Progress = Callable[[int, int], None] | None


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made: `source`, `engine` and `format_name` overrule the workspace's; the others are how it speaks.

    `progress` is called with (finished, total) requests, `notify` with lines that a user should see, `confirm` with a
    question to which None means that nobody can answer. `scheduler` is the address of a Dask cluster to translate on.
    `refuse` is told of an article or catalogue that cannot be read, and the run goes on with the others; without it,
    the run ends there. With `keep_names` a renamed article is a new one, and a catalogue that of the article whose
    name it has, unasked. `keep` is given each article's report when it is finished and returns what is kept of it
    until the end, None for nothing: a report names every unit that is not as it was, and an archive has many.
    """

    source: str | None = None
    engine: str | None = None
    progress: Progress = None
    notify: Callable[[str], None] = lambda _: None
    confirm: Confirm | None = None
    format_name: str | None = None
    scheduler: str | None = None
    refuse: Refuse = None
    keep_names: bool = False
    keep: Callable[[DraftReport], DraftReport | None] = lambda report: report
