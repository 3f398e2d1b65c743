"""PO catalogues: what people edit, and how it survives every change of the source."""

from translate.catalogue.entries import Catalogue, Entry, Key
from translate.catalogue.evidence import whole_lines
from translate.catalogue.headers import field_value
from translate.catalogue.lineage import ChangeKind
from translate.catalogue.merging import Change, Merge, merge, require_language, with_format
from translate.catalogue.parsing import parse, read
from translate.catalogue.reconciling import reconcile
from translate.catalogue.redrafting import drop_drafts
from translate.catalogue.rendering import render
from translate.catalogue.returning import take_back
from translate.catalogue.returns import Outcome, Return, ReturnKind, stamp
from translate.catalogue.storage import digest, save
from translate.catalogue.targets import Target, fill, targets

__all__ = [
    "Catalogue",
    "Change",
    "ChangeKind",
    "Entry",
    "Key",
    "Merge",
    "Outcome",
    "Return",
    "ReturnKind",
    "Target",
    "digest",
    "drop_drafts",
    "field_value",
    "fill",
    "merge",
    "parse",
    "read",
    "reconcile",
    "render",
    "require_language",
    "save",
    "stamp",
    "take_back",
    "targets",
    "whole_lines",
    "with_format",
]
