"""Where files and folders are written: what is at the end of a path, and names beside it that the system takes."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def follow(path: Path) -> Path:
    """The file that a path leads to, links followed, so that a link stays a link when its file is replaced.

    Raises:
        OSError: the path can lead to no file: through another file, in a circle of links, by a name that is too long …
    """
    try:
        target = Path(os.path.realpath(path))
        target.stat()
    except FileNotFoundError:
        pass
    except ValueError as error:
        raise OSError(str(error)) from error
    return target


def beside(path: Path, ending: str) -> Path:
    """A hidden name in the same folder that only this file has; it is short, since a file's own name may be as long as names may be."""
    digest = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]
    return path.with_name(f".policygraph-{digest}{ending}")


def replace_file(path: Path, content: bytes) -> None:
    """Give the file that content, whole or not at all.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    part = beside(path, f".{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, which gets that path when the block ends without an error, and else is removed.

    Raises:
        OSError: it cannot be made, or by then a file or a folder that is not empty has that path; what is there stays.
    """
    part = beside(path, f".{os.getpid()}.part")
    # Whoever had this number before has ended.
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        yield part
        part.replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)
