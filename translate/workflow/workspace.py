"""Make a new workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate import storage
from translate.errors import ConfigurationError, StorageError
from translate.glossary.rows import bundled_path
from translate.project import CONFIGURATION, STATE_FOLDER, Project, template

if TYPE_CHECKING:
    from pathlib import Path


def create(root: Path) -> list[Path]:
    """Make a workspace in `root`, a folder that may exist already, and return the files and folders made.

    What stands there is kept as it is. Raises ConfigurationError where a workspace is already.
    """
    if (root / CONFIGURATION).exists():
        raise ConfigurationError(
            "this is a workspace already", path=root / CONFIGURATION, remedy="Choose another folder, or edit the file."
        )
    if root.exists() and not root.is_dir():
        raise StorageError("a file stands where the workspace should be", path=root, remedy="Choose another name.")
    project = Project(root)
    made = [project.articles, project.root / project.folders.locales, project.root / project.folders.glossary]
    new = [folder for folder in made if not folder.exists()]
    for folder in made:
        storage.make_folder(folder)
    contents = {
        project.root / project.folders.glossary / f"{project.source}-{project.target}.csv": bundled_path().read_bytes(),
        root / ".gitignore": f"/{STATE_FOLDER}/\n".encode(),
        # The settings come last: a workspace is one only when the rest of it is there.
        root / CONFIGURATION: template().encode(),
    }
    for path, data in contents.items():
        if not path.exists():
            storage.write_bytes(path, data)
            new.append(path)
    return new
