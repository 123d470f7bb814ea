"""The one envelope in which the service answers, and how it is sent: with a tag, or not at all where nothing changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from graph.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fastapi import Request

    from queries.catalogue import QueryResult

T = TypeVar("T")


class AskedQuery(Record):
    """The question that was asked of the graph; `cypher` is its text, `params` are its parameters, names resolved."""

    name: str
    cypher: str
    params: dict[str, Any]


class Quoted(Record):
    """The words that one entry of `data` rests on: `quote` is `[char_start, char_end)` of the text of `plan_id`."""

    id: str
    plan_id: str
    char_start: int
    char_end: int
    quote: str


class Page(Record):
    """Which part of a list `data` is; `next` is the address of the part after it, null at the end."""

    limit: int
    offset: int
    next: str | None


class Envelope(BaseModel, Generic[T]):
    """The one shape of every answer under /api/v1: `snapshot` names the graph that answered.

    `query` is null where no question was asked of the graph, `page` where the answer is not a list in parts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: T
    query: AskedQuery | None
    evidence: tuple[Quoted, ...]
    snapshot: Annotated[str, Field(description="changes when what the graph holds changes")]
    rule_version: Annotated[str, Field(description="version of the comparability rules")]
    page: Page | None


def asked(result: QueryResult) -> AskedQuery:
    """The question behind a result."""
    return AskedQuery(name=result.name, cypher=result.cypher, params=result.parameters)


def evidence_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Quoted, ...]:
    """The evidence in rows that say where their words stand; other rows have none."""
    return tuple(found for row in rows if (found := _quoted(row)))


def _quoted(row: Mapping[str, Any]) -> Quoted | None:
    for quote, start, end in (("quote", "quote_start", "quote_end"), ("text", "start", "end"), ("text", "char_start", "char_end")):
        if row.get(quote) is not None and row.get(start) is not None and "plan_id" in row:
            return Quoted(id=row["id"], plan_id=row["plan_id"], char_start=row[start], char_end=row[end], quote=row[quote])
    return None


def send(request: Request, content: str | bytes, *, snapshot: str, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """The response with its tag; 304 without a body where the client holds just this content.

    The tag changes with the graph, the address and the content, so that no cache shows the numbers of an older graph.
    """
    body = content.encode() if isinstance(content, str) else content
    key = f"{snapshot}\n{request.url.path}?{request.url.query}\n{media_type}\n".encode() + body
    tag = f'"{hashlib.sha256(key).hexdigest()[:32]}"'
    common = {"ETag": tag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    if _holds(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=common)
    return Response(body, media_type=media_type, headers={**common, **(headers or {})})


def _holds(if_none_match: str, tag: str) -> bool:
    tags = {word.strip().removeprefix("W/") for word in if_none_match.split(",")}
    return bool(tags & {tag, "*"})
