"""What every route of the service works with: the request, the graph, and how an answer is put into its envelope."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.answers import AskedQuery, Envelope, Page, Quoted, asked, evidence_of, send
from api.questions import WHOLE_NUMBER, ask
from graph.errors import BadParameter
from graph.rows import json_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from api.settings import Settings
    from graph.store import Store
    from queries.catalogue import QueryResult

MOST_ENTRIES = 500
# A name, or words that are looked for: not empty, and not only white space.
Words = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


def _plain_digits(value: object) -> object:
    # Python would also take 1_0 and digits of other scripts.
    if isinstance(value, str) and not re.fullmatch(WHOLE_NUMBER, value):
        raise ValueError("give a whole number")
    return value


# Stands after the bounds: before them, the service's description would lose them.
WHOLE_NUMBER_TYPED = BeforeValidator(_plain_digits)


def refuse_repeated(request: Request) -> None:
    """A BadParameter where a parameter stands twice: every one takes one value, and none is chosen in silence."""
    given = request.query_params
    for name in given:
        if len(given.getlist(name)) > 1:
            raise BadParameter(f"parameter {name!r} is given more than once; join the values of a list by commas")


class NoQuery(BaseModel):
    """An address that takes nothing after `?`; whatever stands there is refused, not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PageQuery(NoQuery):
    """Which part of a list is asked for."""

    limit: Annotated[int | None, Field(ge=1, le=MOST_ENTRIES, description="at most so many entries", examples=[10]), WHOLE_NUMBER_TYPED] = (
        None
    )
    offset: Annotated[
        int, Field(ge=0, le=1_000_000, description="so many entries are left out first", examples=[0]), WHOLE_NUMBER_TYPED
    ] = 0

    def parameters(self) -> dict[str, Any]:
        """What is asked beside the part."""
        return self.model_dump(exclude={"limit", "offset"}, exclude_none=True)


class Asking:
    """One request with the graph it asks."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.settings: Settings = request.app.state.settings
        self.store: Store = request.app.state.graph.store()

    def rows(self, name: str, parameters: Mapping[str, object]) -> Response:
        """All rows of a question."""
        result = ask(self.store, name, parameters)
        return self.envelope(_as_json(result.rows), asked(result), evidence_of(result.rows))

    def row(self, result: QueryResult, row: Mapping[str, Any]) -> Response:
        """One row of a result."""
        return self.envelope(_as_json([row])[0], asked(result), evidence_of([row]))

    def part(self, name: str, query: PageQuery) -> Response:
        """The part of a question's rows that `query` asks for, with the address of the next part.

        One row more than asked for is read: it tells whether there is a next part.
        """
        limit = query.limit or self.settings.page_size
        result = ask(self.store, name, {**query.parameters(), "skip": query.offset, "limit": limit + 1})
        rows = result.rows[:limit]
        more = self.request.url.include_query_params(limit=limit, offset=query.offset + limit)
        page = Page(limit=limit, offset=query.offset, next=f"{more.path}?{more.query}" if len(result.rows) > limit else None)
        return self.envelope(_as_json(rows), asked(result), evidence_of(rows), page)

    def envelope(self, data: object, query: AskedQuery | None, evidence: tuple[Quoted, ...], page: Page | None = None) -> Response:
        """`data` in the envelope, with a Link header where the list goes on."""
        snapshot = self.store.snapshot()
        envelope = Envelope[Any](
            data=data, query=query, evidence=evidence, snapshot=snapshot.id, rule_version=snapshot.rule_version, page=page
        )
        headers = {"Link": f'<{page.next}>; rel="next"'} if page and page.next else {}
        return send(self.request, envelope.model_dump_json(), snapshot=snapshot.id, media_type="application/json", headers=headers)


def _as_json(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with numbers as JSON has them, where pydantic would write a decimal as text."""
    return [{name: json_value(cell) for name, cell in row.items()} for row in rows]


AskingNow = Annotated[Asking, Depends(Asking)]
