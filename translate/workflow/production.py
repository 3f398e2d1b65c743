"""Drafts for the open units of articles: from memory, where people approved the same before, else from the engine."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from translate.drafting.ladder import hold_terms
from translate.model import Draft, Origin
from translate.workflow.jobs import open_requests
from translate.workflow.learning import learn_catalogues
from translate.workflow.recollection import Recollection, recall
from translate.workflow.terminology import draft_signature

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate import catalogue as po
    from translate.drafting.request import Held, Request
    from translate.protocols import Engine
    from translate.workflow.jobs import Job
    from translate.workflow.learning import OpenMemory

    Progress = Callable[[int, int], None] | None


@dataclass(frozen=True, slots=True)
class Production:
    """The drafts for one article by their units' keys; `held` are those that the engine made in this run.

    `seconds` is the article's share of the engine's time, by the length of what was translated.
    """

    drafts: dict[po.Key, Draft] = field(default_factory=dict)
    held: dict[po.Key, Held] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the articles of one group want: what is `left` for the engine, and what the memory has for the others."""

    jobs: Sequence[Job]
    left: Sequence[dict[po.Key, Request]]
    recalled: Sequence[dict[po.Key, Recollection]]

    @property
    def requests(self) -> list[Request]:
        """What the engine has to do: equal requests once."""
        return list(dict.fromkeys(one for requests in self.left for one in requests.values()))


def gather(jobs: Sequence[Job], memory: OpenMemory) -> Wanted:
    """Return what is wanted for the open units of each job. Raises StorageError."""
    wanted = [open_requests(job) for job in jobs]
    if not any(wanted):
        return Wanted(jobs, wanted, [{} for _ in jobs])
    # Once a run: looking at every catalogue for each group of articles would take the square of their number.
    if not memory.learnt:
        learn_catalogues(memory.project, memory, [job.old for job in jobs if job.old is not None])
    threshold = memory.project.thresholds.fuzzy
    recalled = [
        recall(memory, job.source.segments, threshold, job.terms.policy, requests) if requests else {}
        for job, requests in zip(jobs, wanted, strict=True)
    ]
    left = [
        {key: request for key, request in requests.items() if found.get(key, Recollection()).draft is None}
        for requests, found in zip(wanted, recalled, strict=True)
    ]
    return Wanted(jobs, left, recalled)


@dataclass(frozen=True, slots=True)
class Translated:
    """What the engine has made, and the seconds that it took."""

    held: dict[Request, Held]
    seconds: float


class Tally:
    """What the groups of a run, which may be translated at once, have in common: the counts and the clock.

    `report` is told how many requests are finished, and how many are known.
    """

    def __init__(self, report: Progress) -> None:
        self._report = report
        self._known = 0
        self._done = 0
        self._ended = 0.0
        self._turn = threading.Lock()

    def expect(self, count: int) -> None:
        """Take note of requests that are going to be translated."""
        with self._turn:
            self._known += count

    def advance(self, count: int) -> None:
        """Take note of requests that are finished."""
        with self._turn:
            self._done += count
            if self._report is not None:
                self._report(self._done, self._known)

    def end(self, start: float) -> float:
        """Return the seconds of a group that was begun at `start` and has ended now, without those of others before it.

        So the seconds of groups that were translated at once add up to the time that went by.
        """
        with self._turn:
            now = time.perf_counter()
            seconds = now - max(start, self._ended)
            self._ended = now
            return seconds


def translate(wanted: Wanted, engine: Engine, tally: Tally, check: Callable[[], None]) -> Translated:
    """Let the engine do its part, all requests in one call; nothing else is touched, so any thread may do it.

    `check` is called now and then, and may raise. Raises EngineError.
    """
    requests = wanted.requests

    def advance(count: int) -> None:
        check()
        tally.advance(count)

    start = time.perf_counter()
    held = dict(zip(requests, hold_terms(requests, engine, advance), strict=True)) if requests else {}
    give_back_memory()
    return Translated(held, tally.end(start))


@cache
def _allocator() -> Callable[[int], int] | None:
    """Return the C library's `malloc_trim` where it has one, as glibc does."""
    import ctypes

    trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    return trim


def give_back_memory() -> None:
    """Give the memory that one group has freed back to the system, lest the next one add to what is left in pieces.

    The engine's threads each have their own pools: without this a run of many groups takes more than one of few.
    """
    trim = _allocator()
    if trim is not None:
        trim(0)


def assemble(wanted: Wanted, translated: Translated, engine: Engine) -> list[Production]:
    """Return the drafts for the open units of each job."""
    lengths = [sum(len(request.source) for request in requests.values()) for requests in wanted.left]
    return [
        replace(
            _assemble(job, {key: translated.held[request] for key, request in requests.items()}, found, engine),
            seconds=translated.seconds * length / (sum(lengths) or 1),
        )
        for job, requests, found, length in zip(wanted.jobs, wanted.left, wanted.recalled, lengths, strict=True)
    ]


def _assemble(job: Job, held: dict[po.Key, Held], recalled: dict[po.Key, Recollection], engine: Engine) -> Production:
    """Put what the engine made and what the memory had into drafts; similar memories stand beside the engine's."""
    drafts = {key: found.draft for key, found in recalled.items() if found.draft is not None}
    for key, one in held.items():
        steps = (*one.steps, *one.lost, *one.warnings, *recalled.get(key, Recollection()).comments)
        signature = draft_signature(engine, job.terms.known(key).terms)
        drafts[key] = Draft(one.target, Origin.ENGINE, signature, steps, one.score)
    return Production(drafts, held)
