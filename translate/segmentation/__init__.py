"""Article -> segments: where the sentences of each block begin and end."""

from translate.segmentation.boundaries import find_boundaries, split
from translate.segmentation.rules import Rules, rules_for
from translate.segmentation.segments import segment, split_block

__all__ = ["Rules", "find_boundaries", "rules_for", "segment", "split", "split_block"]
