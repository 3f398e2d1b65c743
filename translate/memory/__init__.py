"""The translation memory: what people approved, found again by source, by likeness and by phrase.

The exchange with other programs is in `tmx_reading` and `tmx_writing`.
"""

from translate.memory.records import Match, Phrase, Record, Statistics
from translate.memory.repairing import repair
from translate.memory.salvage import begin_anew, copy_aside, put_in_place, read_imported
from translate.memory.schema import DamagedError
from translate.memory.searching import find_exact, find_phrase, find_similar, show_difference
from translate.memory.store import Memory

__all__ = [
    "DamagedError",
    "Match",
    "Memory",
    "Phrase",
    "Record",
    "Statistics",
    "begin_anew",
    "copy_aside",
    "find_exact",
    "find_phrase",
    "find_similar",
    "put_in_place",
    "read_imported",
    "repair",
    "show_difference",
]
