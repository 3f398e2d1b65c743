"""The walk over several articles."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from translate.errors import StorageError
from translate.storage import storage_error
from translate.workflow.walk import each

if TYPE_CHECKING:
    from translate.errors import TranslateError


@pytest.mark.parametrize(("number", "others"), [(errno.EACCES, True), (errno.ENOSPC, False), (errno.EROFS, False)])
def test_a_disk_that_fails_ends_the_walk_and_one_blocked_file_does_not(number: int, others: bool) -> None:
    def work(path: Path) -> Path:
        if path.name == "b":
            error = OSError(number, os.strerror(number))
            raise storage_error(path, error) from error
        return path

    refused: list[TranslateError] = []
    walk = each([Path("a"), Path("b"), Path("c")], work, refused.append)
    if others:
        assert [path.name for path in walk] == ["a", "c"]
        assert len(refused) == 1
    else:
        with pytest.raises(StorageError):
            list(walk)
        assert not refused
