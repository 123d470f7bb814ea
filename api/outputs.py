"""The file or folder that a command writes its result to: never one that holds something it reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BadParameter
from graph.files import follow
from loaders.manifest import corpus_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.settings import Settings


def find_output(name: str | None, settings: Settings, plans: Iterable[Path] = ()) -> Path | None:
    """The file that `-o` names, links followed; None where the option is left out.

    Raises:
        BadParameter: the name can be no file's, or the file is read by the command: the graph, one of `plans`, or one of
            the corpus.
    """
    if name is None:
        return None
    if not name:
        raise BadParameter("-o: the name of the file is empty; give the path of a file, or leave -o out")
    try:
        path = follow(Path(name))
    except OSError as error:
        raise BadParameter(f"-o {name}: cannot be written ({error.strerror or error}); give another path") from error
    if path.is_dir():
        raise BadParameter(f"-o {name}: this is a folder; give the path of a file")
    if path.exists() and not path.is_file():
        raise BadParameter(f"-o {name}: not an ordinary file; give the path of a file, or leave -o out")
    read = (Path(settings.store).expanduser(), *plans, *corpus_files(settings.corpus))
    if any(_is_same(path, each) for each in read):
        raise BadParameter(f"-o {name}: this command reads that file; give the path of another file")
    return path


def find_folder(name: str) -> Path:
    """The folder that `-o` names, links followed: one that can be made, or an empty one.

    Raises:
        BadParameter: the name can be no folder's, or something is there.
    """
    if not name:
        raise BadParameter("-o: the name of the folder is empty; give the path of a new folder")
    try:
        path = follow(Path(name))
        problem = _problem_of_folder(path)
    except OSError as error:
        raise BadParameter(f"-o {name}: cannot be written ({error.strerror or error}); give another path") from error
    if problem:
        raise BadParameter(f"-o {name}: {problem}; give the path of a new folder")
    return path


def _problem_of_folder(path: Path) -> str | None:
    """Why a new folder cannot be put at that path; None where it can."""
    if not path.exists():
        return None if path.parent.is_dir() else f"there is no folder {path.parent}"
    if not path.is_dir():
        return "this is a file"
    held = next(path.iterdir(), None)
    if held:
        return f"the folder holds {held.name}"
    # Another folder takes its place, and whoever stands in the old one would stand nowhere.
    return "you are in that folder" if path == Path.cwd() else None


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path == Path(os.path.realpath(other)) or path.samefile(other)
    except (OSError, ValueError):
        return False
