"""The files of the kit, as the service gives them to Neo4j Browser."""

from __future__ import annotations

import html
import io
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = Path(__file__).parent
GUIDES = ("guide.html", "guide.en.html")
STYLE = "style.grass"
# Browser shows the folder of a zip as a folder of saved queries.
_ZIP_FOLDER = "policygraph"
_SERVICE = "{{service}}"


class SavedQuery(NamedTuple):
    """A query that people may keep in Browser; its first line is its title, Chinese before English."""

    name: str
    cypher: str

    @property
    def title(self) -> str:
        """What Browser calls it."""
        return self.cypher.partition("\n")[0].removeprefix("//").strip()


def read_guide(name: str, service: str) -> str:
    """A guide whose links lead to the service at that address, given without a slash at its end."""
    return _read(name).replace(_SERVICE, html.escape(service))


def read_style() -> str:
    """The style: colours, sizes and captions by label and relationship."""
    return _read(STYLE)


def saved_queries() -> dict[str, SavedQuery]:
    """Every saved query by its name."""
    files = sorted((FOLDER / "queries").glob("*.cypher"))
    return {file.stem: SavedQuery(file.stem, file.read_text(encoding="utf-8")) for file in files}


def zip_queries() -> bytes:
    """All saved queries as one file to drop into Browser; the same queries give the same bytes."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for query in saved_queries().values():
            # Without a date of its own, an entry has that of the first day a zip can hold.
            archive.writestr(ZipInfo(f"{_ZIP_FOLDER}/{query.name}.cypher"), query.cypher)
    return packed.getvalue()


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
