"""Sentences of a plan that two readers coded by policy instrument, from the file `PLAN.codings.jsonl` beside its manifest.

One JSON object a line: `id`, `start`, `text` (`plan[start:start + len(text)]`), `coder1`, `coder2`, and `sample`: `open` where the
authors of the rules could read the line, `held_out` where they could not.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, ValidationError

from graph.errors import SourceError
from graph.ids import make_id
from graph.records import Record, ReferenceCoding
from loaders.lexicons import codebook
from loaders.manifest import CODINGS

if TYPE_CHECKING:
    from pathlib import Path

    from graph.records import Document

NO_INSTRUMENT = "NONE"


class _Line(Record):
    model_config = ConfigDict(frozen=True, extra="ignore")

    start: int
    text: str
    coder1: str
    coder2: str
    sample: Literal["open", "held_out"] = "open"


def codings_file(plan_id: str, corpus: Path) -> Path:
    """Where the coded sentences of a plan are, if there are any."""
    return corpus / f"{plan_id}{CODINGS}"


def read_reference_codings(document: Document, corpus: Path) -> tuple[ReferenceCoding, ...]:
    """The coded sentences of a plan, in the order of its text; none where there is no file of them.

    Raises:
        SourceError: the file cannot be read, a line is not one of this form, or its text does not stand in the plan.
    """
    path = codings_file(document.plan_id, corpus)
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); mend the file, or remove it") from error
    read = [_reference(document, f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    return tuple(sorted(read, key=lambda one: (one.char_start, one.char_end)))


def _reference(document: Document, where: str, line: str) -> ReferenceCoding:
    try:
        found = _Line.model_validate(json.loads(line))
    except (ValueError, ValidationError) as error:
        raise SourceError(f"{where}: no coded sentence ({' '.join(str(error).split())[:120]}); mend the line") from error
    known = {NO_INSTRUMENT, *(one.code for one in codebook().instruments)}
    if not {found.coder1, found.coder2} <= known:
        raise SourceError(f"{where}: {found.coder1} and {found.coder2} are to be codes of the codebook, or {NO_INSTRUMENT}; mend the line")
    if not found.text or not document.text.startswith(found.text, found.start):
        raise SourceError(f"{where}: the text does not stand at character {found.start} of {document.plan_id}; mend start or text")
    end = found.start + len(found.text)
    return ReferenceCoding(
        id=make_id("ReferenceCoding", document.plan_id, found.start, end),
        plan_id=document.plan_id,
        city=document.city,
        char_start=found.start,
        char_end=end,
        text=found.text,
        sample=found.sample,
        reader_1=found.coder1,
        reader_2=found.coder2,
    )
