"""What the last run knew of each unit of an article, so that the next one looks only at what has changed.

A cache is a JSON file a catalogue, in the workspace's state folder. It is believed only while its stamp holds: the
glossary, the settings and the program are those that it was made with. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import translate
from translate import storage
from translate.model import Finding, Severity
from translate.workflow.reports import DraftReport, UnitFinding
from translate.workflow.terminology import glossary_layers

if TYPE_CHECKING:
    from translate.model import Unit
    from translate.project import Project


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a unit: its comment lines about terms, how many it holds, and the digest of its matches.

    `names` are the words that its source shows to be names, `seen` those that it knew from the rest of the article
    when its terms were found. `findings` are those of the target, state and note that `target` is the digest of.
    """

    names: dict[str, str]
    seen: dict[str, str]
    notes: tuple[str, ...]
    held: int
    terms: str
    target: str = ""
    findings: tuple[Finding, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        """Return what a cache writes: the fields by their names."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {**plain, "findings": [asdict(finding) for finding in self.findings]}


@dataclass(slots=True)
class UnitCache:
    """The units of one article by the digest of their keys, and the report of the run that left everything as it is.

    `names` are the words that the article shows to be names, with their target forms.
    `article` and `catalogue` are the digests of the two files that the report is about.
    """

    path: Path
    stamp: str
    units: dict[str, Known] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    article: str = ""
    catalogue: str = ""
    report: DraftReport | None = None

    def save(self) -> None:
        """Write the cache. Raises StorageError."""
        content = {
            "stamp": self.stamp,
            "article": self.article,
            "catalogue": self.catalogue,
            "report": None if self.report is None else asdict(self.report),
            "names": self.names,
            "units": {key: known.as_plain() for key, known in self.units.items()},
        }
        storage.write_bytes(self.path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def cache_path(project: Project, article: Path) -> Path:
    """Return where the cache of an article is kept."""
    place = project.catalogue_path(article).relative_to(project.catalogues)
    return project.state / "cache" / "units" / project.target / place.with_suffix(".json")


def load(path: Path, stamp: str) -> UnitCache:
    """Return the cache at `path`, or an empty one where there is none that the stamp allows to believe."""
    try:
        content: Any = json.loads(path.read_bytes())
        if content["stamp"] != stamp:
            return UnitCache(path, stamp)
        units = {
            key: Known(**{**one, "notes": tuple(one["notes"]), "findings": tuple(map(_finding, one["findings"]))})
            for key, one in content["units"].items()
        }
        report = None if content["report"] is None else _report(content["report"])
        return UnitCache(path, stamp, units, content["names"], content["article"], content["catalogue"], report)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return UnitCache(path, stamp)


def make_stamp(project: Project, engine_signature: str, language: str) -> str:
    """Return the digest of everything, the article and its catalogue aside, that decides what a run does."""
    digest = hashlib.sha256(f"{translate.__version__}\n{_newest_module()}\n{engine_signature}\n{language}\n".encode())
    settings = (
        project.source,
        project.target,
        project.thresholds,
        project.glossary,
        project.segmentation,
        project.checks,
        project.formats,
        project.front_matter,
    )
    digest.update(repr(settings).encode())
    rules = [project.root / project.segmentation.srx] if project.segmentation.srx else []
    for path in (*glossary_layers(project), *filter(Path.is_file, rules)):
        digest.update(b"\0" + path.read_bytes())
    return digest.hexdigest()


def key_digest(context: str, source: str) -> str:
    """Return the name of a unit in a cache."""
    return hashlib.sha256(f"{context}\0{source}".encode()).hexdigest()[:20]


def target_digest(unit: Unit) -> str:
    """Return the digest of what findings depend on besides the source and its terms."""
    content = f"{unit.target}\0{unit.state}\0{unit.note}\0{unit.draft.target if unit.draft else ''}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _newest_module() -> int:
    """Return when the program was last changed, in nanoseconds: for those who work on it."""
    folder = Path(translate.__file__).parent
    patterns = ("*.py", "*/*.py", "*/languages/*.py", "*/data/*")
    return max(path.stat().st_mtime_ns for pattern in patterns for path in folder.glob(pattern))


def _finding(one: dict[str, Any]) -> Finding:
    return Finding(**{**one, "severity": Severity(one["severity"])})


def _report(one: dict[str, Any]) -> DraftReport:
    findings = tuple(UnitFinding(i["source"], i["line"], _finding(i["finding"])) for i in one.pop("findings"))
    return DraftReport(**{**one, "units": ()}, findings=findings)
