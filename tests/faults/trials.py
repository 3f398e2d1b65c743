"""A trial: a command is hit by a fault and looked at, then run again without one and looked at once more.

The laws: every file is what it was before or what the whole run makes of it; nothing lies about but what a killed run
may leave; the memory can be opened; a run that did not do its work says so by its exit code and in one line with the
place and a remedy; run again, it leaves what an undisturbed run leaves.
"""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.stage import Fault, Outcome, Stage
from tests.faults.world import Snapshot, is_passing, make_world, take_snapshot

if TYPE_CHECKING:
    from tests.faults.cases import Case

_PLAUSIBLE = {
    "open": (errno.ENOSPC, errno.EACCES, errno.EIO),
    "write": (errno.ENOSPC, errno.EIO),
    "fsync": (errno.EIO,),
    "rename": (errno.EACCES, errno.ENOSPC, errno.EIO),
    "link": (errno.ENOSPC, errno.EACCES),
    "unlink": (errno.EACCES, errno.EIO),
    "mkdir": (errno.ENOSPC, errno.EACCES),
    "truncate": (errno.EIO,),
    "chmod": (errno.EPERM,),
}
"""What may go wrong with a single call of each kind."""
_LASTING = {
    "open": (errno.ENOSPC, errno.EROFS),
    "write": (errno.ENOSPC, errno.EIO),
    "mkdir": (errno.ENOSPC, errno.EROFS),
    "rename": (errno.EROFS,),
    "fsync": (errno.EIO,),
}
"""What may go wrong with a call and all that follow it."""
_LEARN = ("memory", "stats")
_LINE = re.compile(r"translate: .*[\w>)'\"]\. [A-Z].*")
"""Where and what; then what to do."""
_TOLD = re.compile(r".*: .*[\w>)'\"]\. [A-Z].*")
"""The same from a command that goes on, which says when instead of its name."""


@dataclass(frozen=True, slots=True)
class Course:
    """What an undisturbed run of a case does: its outcome; the files before it, after it, and once all is learnt."""

    case: Case
    outcome: Outcome
    before: Snapshot
    after: Snapshot
    settled: Snapshot


@dataclass(slots=True)
class Ground:
    """A newsroom that is put back into its first state for each trial."""

    stage: Stage
    _kept: Path = field(init=False)

    def __post_init__(self) -> None:
        make_world(self.stage)
        self._kept = self.stage.root.with_name("kept")
        shutil.copytree(self.stage.root, self._kept)

    def reset(self, case: Case) -> Path:
        """Put everything back, prepare the case, and return the workspace."""
        shutil.rmtree(self.stage.root)
        shutil.copytree(self._kept, self.stage.root)
        room = self.stage.root / "room"
        case.prepare(room)
        return room

    def observe(self, case: Case) -> Course:
        """Run a case without a fault."""
        room = self.reset(case)
        before = take_snapshot(self.stage.root)
        outcome = self.stage.run(case.arguments, room, user=case.user)
        assert outcome.code in (0, 1), outcome.stderr
        after = take_snapshot(self.stage.root)
        self.stage.run(_LEARN, room)
        return Course(case, outcome, before, after, take_snapshot(self.stage.root))

    def attempt(self, course: Course, fault: Fault) -> list[str]:
        """Make one trial; return what is wrong, in lines."""
        room = self.reset(course.case)
        outcome = self.stage.run(course.case.arguments, room, fault, course.case.user)
        hurt = take_snapshot(self.stage.root)
        wrong = [*_judge_files(course, hurt, fault), *_judge_words(course, outcome, hurt, fault)]
        if not course.case.once or hurt != course.after:
            again = self._run_again(course.case, room)
            healed = take_snapshot(self.stage.root)
            if healed != course.after:
                # The memory learns at the start of a run: what the cut one has written, the second has learnt already.
                self.stage.run(_LEARN, room)
                healed = take_snapshot(self.stage.root)
                wrong += _judge_again(course, again, healed, course.settled)
            else:
                wrong += _judge_again(course, again, healed, course.after)
        where = f"translate {' '.join(course.case.arguments)}: {fault} ({_name(course, fault)})"
        return [f"{where}: {line}" for line in wrong]

    def _run_again(self, case: Case, room: Path) -> Outcome:
        if case.again:
            return self.stage.run(case.again, room)
        return self.stage.run(case.arguments, room, user=case.user)


def list_faults(course: Course) -> Iterator[Fault]:
    """Yield every fault that may meet a run, at every call that writes and at every write of its output."""
    for at, call in enumerate(course.outcome.calls, 1):
        kind = call.split(" ")[0]
        yield Fault("kill", at)
        yield Fault("interrupt", at)
        yield from (Fault("fail", at, number) for number in _PLAUSIBLE[kind])
        yield from (Fault("fail on", at, number) for number in _LASTING.get(kind, ()))
    if course.outcome.stdout:
        yield from (Fault("fail on", 1, number, output=True) for number in (errno.EPIPE, errno.ENOSPC, errno.EIO))


def _name(course: Course, fault: Fault) -> str:
    return "output" if fault.output or fault.calls else course.outcome.calls[fault.at - 1]


def _judge_files(course: Course, hurt: Snapshot, fault: Fault) -> Iterator[str]:
    for name in {*course.before, *course.after}:
        content = hurt.get(name)
        # A file that is moved to another name before it is rewritten is whole, too, and so is one that is on its way.
        moved = content in course.before.values() or (content is None and course.before.get(name) in hurt.values())
        if content not in (course.before.get(name), course.after.get(name)) and not moved:
            yield f"{name} is neither the old file nor the new one"
    left = [name for name in hurt if name not in course.before and name not in course.after]
    may_stay = fault.action in ("kill", "fail on")
    # An OmegaT project says of itself that it is not finished.
    left = [name for name in left if not name.endswith("/.unfinished")]
    yield from (f"{name} is left" for name in left if not (may_stay and is_passing(name)))


def _judge_words(course: Course, outcome: Outcome, hurt: Snapshot, fault: Fault) -> Iterator[str]:
    if "Traceback" in outcome.stderr or "Exception ignored" in outcome.stderr:
        yield f"a traceback: {outcome.stderr[-700:]}"
    if course.case.user and outcome.code == course.outcome.code:
        # It goes on after a failure, and says so; asked to end, it ends well.
        failed = fault.action in ("fail", "fail on") and hurt != course.after
        if failed and not any(_TOLD.fullmatch(line) for line in outcome.stderr.splitlines()):
            yield f"it has not done its work, and nobody was told: {outcome.stderr[-300:]}"
        return
    if outcome.code == course.outcome.code:
        if hurt != course.after:
            yield "it ended as if nothing had happened, but has not done its work"
        return
    if fault.action == "kill":
        return
    if outcome.code != (130 if fault.action == "interrupt" else 2):
        yield f"exit code {outcome.code}: {outcome.stderr[-300:]}"
    lines = [line for line in outcome.stderr.splitlines() if line not in course.outcome.stderr]
    if fault.output and fault.error == errno.EPIPE:
        lines = lines or ["translate: the reader has gone. Nothing is said."]
    if len(lines) != 1 or not _LINE.fullmatch(lines[0]):
        yield f"not one clear line: {lines}"


def _judge_again(course: Course, again: Outcome, healed: Snapshot, wanted: Snapshot) -> Iterator[str]:
    if again.code != course.outcome.code and not (course.case.user and course.case.again and again.code == 1):
        yield f"run again, it ends with {again.code}: {again.stderr[-300:]}"
    for name in sorted({*healed, *wanted}):
        if healed.get(name) != wanted.get(name):
            state = "is missing" if name not in healed else "is left" if name not in wanted else "is another one"
            yield f"run again, {name} {state}"
