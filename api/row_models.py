"""What the rows of a question look like, for the service's description: made from the columns the question declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from api.answers import Envelope
from queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from queries.header import ColumnKind

_TYPES: dict[ColumnKind, Any] = {
    "string": str | None,
    "integer": int | None,
    "number": float | None,
    "boolean": bool | None,
    "strings": list[str],
    "value": float | list[float] | str | None,
}


def row_model(question_name: str) -> type[BaseModel]:
    """A model with one field for each column of the question; only lists are never null."""
    question = load_catalogue().find(question_name)
    fields: dict[str, Any] = {
        column.name: (Annotated[_TYPES[column.kind], Field(description=column.holds)], ...) for column in question.columns
    }
    name = "".join(word.capitalize() for word in f"{question_name}_row".split("_"))
    return create_model(name, __config__=ConfigDict(extra="forbid"), __doc__=question.question.en, **fields)


def list_envelope(question_name: str) -> type[BaseModel]:
    """The envelope around a list of the question's rows."""
    model: Any = row_model(question_name)
    return Envelope[list[model]]


def row_envelope(question_name: str) -> type[BaseModel]:
    """The envelope around one row of the question."""
    model: Any = row_model(question_name)
    return Envelope[model]
