"""A file becomes a document: its bytes checked, its text decoded, its city and period known."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from graph.errors import BadParameter, SourceError
from graph.records import Document, Manifest, Period
from loaders.lines import read_lines
from loaders.titles import Place, find_period, find_place, find_place_by_code, find_title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_HEAD = 2000
_PERIOD = re.compile(r"([0-9]{4})-([0-9]{4})")


def read_plan(manifest: Manifest, folder: Path) -> Document:
    """The document that `manifest` describes, from the file it names in `folder`.

    Raises:
        SourceError: the file is missing, empty, not UTF-8, or not the one whose sha256 the manifest gives.
    """
    path = folder / manifest.file
    content = _read_bytes(path)
    found = sha256(content).hexdigest()
    if found != manifest.sha256:
        raise SourceError(
            f"{path}: field sha256: the file's hash is {found}, the manifest {manifest.id} says {manifest.sha256}; "
            "restore the file, or correct the manifest if the new file is meant"
        )
    return _document(
        manifest.id, Place(manifest.city_code, manifest.city_name), manifest.name, manifest.period, _decode(path, content), manifest
    )


def read_bare(path: Path, *, city: str | None, period: str | None, corpus: Sequence[Manifest]) -> Document:
    """The document in `path`, without a manifest of its own.

    `city` (a GB/T 2260 code) and `period` ("2021-2025") come from the options where given, else from the manifest in
    `corpus` that names the file's sha256, else from the text's title and first words.

    Raises:
        SourceError: the file cannot be used, or nothing tells its city or period.
        BadParameter: an option is no such code or period.
    """
    content = _read_bytes(path)
    digest = sha256(content).hexdigest()
    text = _decode(path, content)
    manifest = next((one for one in corpus if one.sha256 == digest), None)
    title = find_title(read_lines(text[:_HEAD])) or ""
    place = _place(path, city, manifest, corpus) or find_place(title, text[:_HEAD])
    if place is None:
        raise SourceError(f"{path}: neither its title nor its first words tell one city; name it with --city CODE (such as --city 440100)")
    years = _period(period, manifest) or find_period(title, text[:_HEAD])
    if years is None:
        raise SourceError(f"{path}: neither its title nor its first words tell one period; name it with --period 2021-2025")
    plan_id = manifest.id if manifest else path.stem if path.stem.startswith(place.code) else f"{place.code}-{path.stem}"
    name = manifest.name if manifest else title or path.stem
    return _document(plan_id, place, name, years, text, manifest)


def _document(plan_id: str, place: Place, name: str, period: Period, text: str, manifest: Manifest | None) -> Document:
    # UTF-8 has one encoding for each text, so the hash of the decoded text's bytes is that of the file.
    digest = sha256(text.encode()).hexdigest()
    return Document(
        plan_id=plan_id,
        city=place.code,
        city_name=place.name,
        name=name,
        period=period,
        text=text,
        sha256=digest,
        text_sha256=digest,
        manifest=manifest,
    )


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); name a text file") from error


def _decode(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: not UTF-8 text at byte {error.start}; save it as plain text in UTF-8") from error
    if not read_lines(text):
        raise SourceError(f"{path}: holds no text; give the plan's full text")
    return text


def _place(path: Path, code: str | None, manifest: Manifest | None, corpus: Sequence[Manifest]) -> Place | None:
    if code is None:
        return Place(manifest.city_code, manifest.city_name) if manifest else None
    named = next((Place(one.city_code, one.city_name) for one in corpus if one.city_code == code), None)
    place = named or find_place_by_code(code)
    if place is None:
        raise BadParameter(
            f"--city {code}: not the GB/T 2260 code of a province or city known here; "
            f"give one such as 440100, or write a manifest for {path.name}"
        )
    return place


def _period(option: str | None, manifest: Manifest | None) -> Period | None:
    if option is None:
        return manifest.period if manifest else None
    match = _PERIOD.fullmatch(option)
    if match is None or not 1949 <= int(match[1]) <= int(match[2]) <= 2149:
        raise BadParameter(f"--period {option}: not two years; give them as 2021-2025, the earlier first")
    return Period(start_year=int(match[1]), end_year=int(match[2]))
