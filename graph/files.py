"""Where files are written: the file at the end of a path, and names beside it that the system takes."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path


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
