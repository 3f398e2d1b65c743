"""What the page is told instead of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.review.rows import Row


class ConflictError(Exception):
    """The unit is not what the person had before them.

    `row` is what it is now, `difference` leads from its target to the person's.
    """

    def __init__(self, row: Row, difference: list[list[str]]) -> None:
        self.row = row
        self.difference = difference
        super().__init__("somebody else has changed this unit")


class UnknownUnitError(Exception):
    """There is no such unit in the article."""


class UnknownArticleError(Exception):
    """There is no such article on the list."""
