"""Article -> segments: where the sentences of each block begin and end."""

from translate.segmentation.boundaries import find_boundaries, split
from translate.segmentation.rules import Rules, rules_for, with_exceptions
from translate.segmentation.segments import segment, split_block
from translate.segmentation.srx import Srx, SrxRule, SrxRules, read_srx, write_srx
from translate.segmentation.srx_export import export_srx

__all__ = [
    "Rules",
    "Srx",
    "SrxRule",
    "SrxRules",
    "export_srx",
    "find_boundaries",
    "read_srx",
    "rules_for",
    "segment",
    "split",
    "split_block",
    "with_exceptions",
    "write_srx",
]
