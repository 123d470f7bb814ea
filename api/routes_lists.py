"""Addresses that each ask one question of the catalogue: plans, initiatives, indicators, agencies, facts, search."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.answers import Envelope, asked, evidence_of
from api.asking import WHOLE_NUMBER_TYPED, AskingNow, NoQuery, PageQuery, Words
from api.checking import find_fact, verify_fact
from api.examples import responses
from api.row_models import list_envelope, row_envelope
from loaders.verify import VerifyReport
from queries.catalogue import find_name, run_query


class AgencyQuery(PageQuery):
    """Which public bodies are asked for."""

    city: Annotated[Words | None, Field(description="code or name of a city", examples=["440100"])] = None


class FactQuery(PageQuery):
    """Which facts are asked for; what is left open does not narrow."""

    city: Annotated[Words | None, Field(description="code or name of a city", examples=["440100"])] = None
    plan: Annotated[Words | None, Field(description="id or name of a plan")] = None
    indicator: Annotated[Words | None, Field(description="id, name or alias of an indicator")] = None
    initiative: Annotated[Words | None, Field(description="id, name or alias of an initiative", examples=["cantonese-chef"])] = None
    kind: Annotated[Literal["target", "achieved"] | None, Field(description="targets or past results")] = None
    from_year: Annotated[int | None, Field(ge=1900, le=2200, description="only years that end then or later"), WHOLE_NUMBER_TYPED] = None
    to_year: Annotated[int | None, Field(ge=1900, le=2200, description="only years that end then or earlier"), WHOLE_NUMBER_TYPED] = None


class SearchQuery(PageQuery):
    """What is looked for."""

    q: Annotated[Words, Field(description="words that stand in names or texts", examples=["粤菜师傅"])]

    def parameters(self) -> dict[str, str]:
        """What is asked beside the part."""
        return {"text": self.q}


def list_plans(asking: AskingNow, query: Annotated[NoQuery, Query()]) -> Response:
    """Every plan that was read, and where it comes from."""
    return asking.rows("plans", query.model_dump())


def show_plan(plan_id: str, asking: AskingNow, query: Annotated[NoQuery, Query()]) -> Response:
    """One plan, by its id or name."""
    found = find_name(asking.store, "plan", plan_id)
    result = run_query(asking.store, "plans", query.model_dump())
    return asking.row(result, next(row for row in result.rows if row["id"] == found.id))


def list_initiatives(asking: AskingNow, query: Annotated[PageQuery, Query()]) -> Response:
    """The initiatives that cities carry out, and which cities do."""
    return asking.part("initiatives", query)


def list_indicators(asking: AskingNow, query: Annotated[PageQuery, Query()]) -> Response:
    """What the plans measure, and which cities state it."""
    return asking.part("indicators", query)


def list_agencies(asking: AskingNow, query: Annotated[AgencyQuery, Query()]) -> Response:
    """Public bodies, once for each role and place."""
    return asking.part("agencies", query)


def list_facts(asking: AskingNow, query: Annotated[FactQuery, Query()]) -> Response:
    """Targets and past results, each with its words and their place."""
    return asking.part("facts", query)


def show_fact(fact_id: str, asking: AskingNow, query: Annotated[NoQuery, Query()]) -> Response:
    """One target or past result."""
    result = find_fact(asking.store, fact_id)
    return asking.row(result, result.rows[0])


def check_fact(fact_id: str, asking: AskingNow, query: Annotated[NoQuery, Query()]) -> Response:
    """Whether a fact's number and quote still stand in the source file: its plan is read and sliced again."""
    report = verify_fact(asking.store, asking.settings.corpus, fact_id)
    result = find_fact(asking.store, fact_id)
    return asking.envelope(report, asked(result), evidence_of(result.rows))


def search(asking: AskingNow, query: Annotated[SearchQuery, Query()]) -> Response:
    """Where words occur: names first, then facts and measures, then passages."""
    return asking.part("search", query)


def make_router() -> APIRouter:
    """The routes, each described by the columns of the question behind it."""
    router = APIRouter(prefix="/api/v1", tags=["plans"])
    for path, endpoint, question in (
        ("/plans", list_plans, "plans"),
        ("/initiatives", list_initiatives, "initiatives"),
        ("/indicators", list_indicators, "indicators"),
        ("/agencies", list_agencies, "agencies"),
        ("/facts", list_facts, "facts"),
        ("/search", search, "search"),
    ):
        router.add_api_route(path, endpoint, response_model=list_envelope(question), responses=responses(path))
    one_plan, one_fact = "/plans/{plan_id}", "/facts/{fact_id}"
    router.add_api_route(one_plan, show_plan, response_model=row_envelope("plans"), responses=responses(one_plan))
    router.add_api_route(one_fact, show_fact, response_model=row_envelope("fact"), responses=responses(one_fact))
    check = "/facts/{fact_id}/verify"
    router.add_api_route(check, check_fact, response_model=Envelope[VerifyReport], responses=responses(check))
    return router
