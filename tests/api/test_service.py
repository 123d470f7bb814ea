"""Every address of the service: its status, the shape of its envelope or problem, its tag, its parts."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.problems import PROBLEM_TYPE
from api.settings import Settings
from graph.store import Store
from tests.conftest import CORPUS
from tests.serving import running

CHEF = "/api/v1/compare/粤菜师傅"
LISTS = ("/api/v1/initiatives", "/api/v1/indicators", "/api/v1/agencies", "/api/v1/facts", "/api/v1/search?q=粤菜师傅")
ENVELOPES = (
    *LISTS,
    CHEF,
    "/api/v1/compare/cantonese-chef?cities=440100,440600",
    "/api/v1/compare/three-projects?cities=佛山",
    "/api/v1/plans",
    "/api/v1/plans/440100-hrss-14fyp",
    "/api/v1/queries",
    "/api/v1/queries/facts_of_initiative?city=440600&initiative=南粤家政",
    "/api/v1/queries/shared_neighbourhood?city_a=广州&city_b=佛山&steps=3",
    "/api/v1/queries/agency_centrality?over=initiative",
    "/api/v1/facts?city=440100&kind=target&initiative=cantonese-chef&from_year=2021&to_year=2025&limit=5",
)
PAGES = ("/", "/compare/粤菜师傅", "/compare/广东技工?cities=440600,440100")
FILES = {
    "/compare/粤菜师傅.json": "application/json",
    "/compare/粤菜师傅.csv": "text/csv; charset=utf-8",
    "/compare/cantonese-chef.md": "text/markdown; charset=utf-8",
}
# address, status, code, a word of the detail, a suggestion
PROBLEMS = (
    ("/api/v1/compare/粤菜师付", 404, "unknown-name", "粤菜师付", "粤菜师傅"),
    ("/compare/粤菜师付.csv", 404, "unknown-name", "粤菜师付", "粤菜师傅"),
    ("/api/v1/compare/粤菜师傅?cities=440100,999999", 404, "unknown-name", "999999", None),
    ("/api/v1/compare/粤菜师傅?cities=,", 422, "bad-parameter", "cities", None),
    ("/api/v1/compare/粤菜师傅?city=440100", 422, "bad-parameter", "city", None),
    ("/compare/粤菜师傅.xyz", 422, "bad-parameter", "xyz", None),
    ("/api/v1/queries/facts_of_initiativ", 404, "unknown-name", "facts_of_initiativ", "facts_of_initiative"),
    ("/api/v1/queries/facts_of_initiative?city=440100", 422, "bad-parameter", "initiative", None),
    ("/api/v1/queries/cities?limit=1", 422, "bad-parameter", "limit", None),
    ("/api/v1/queries/facts?limit=x", 422, "bad-parameter", "limit", None),
    ("/api/v1/queries/facts?limit=1&limit=2", 422, "bad-parameter", "limit", None),
    ("/api/v1/plans/440100", 404, "unknown-name", "440100", None),
    ("/api/v1/plans?limit=1", 422, "bad-parameter", "limit", None),
    ("/api/v1/queries/plans?cities=，", 422, "bad-parameter", "cities names nothing", None),
    ("/api/v1/queries/fact?id=nope", 404, "unknown-name", "there is no fact 'nope'", None),
    ("/api/v1/queries/shared_neighbourhood?city_a=440100&city_b=440600&steps=9", 422, "bad-parameter", "steps", None),
    ("/api/v1/queries/facts?limit=1_0", 422, "bad-parameter", "limit is '1_0'; give a whole number", None),
    ("/api/v1/compare/粤菜师傅?cities=", 422, "bad-parameter", "cities names nothing", None),
    ("/compare/粤菜师傅.csv?cities=%20", 422, "bad-parameter", "cities names nothing", None),
    ("/api/v1/compare/粤菜师傅?cities=440100&cities=440600", 422, "bad-parameter", "'cities' is given more than once", None),
    ("/compare/粤菜师傅?cities=440100&cities=440600", 422, "bad-parameter", "'cities' is given more than once", None),
    ("/api/v1/facts?limit=1&limit=2", 422, "bad-parameter", "'limit' is given more than once", None),
    ("/api/v1/facts?limit=1_0", 422, "bad-parameter", "limit is '1_0': give a whole number;", None),
    ("/api/v1/facts?limit=１", 422, "bad-parameter", "limit is '１': give a whole number;", None),
    ("/api/v1/facts?from_year=2025&to_year=2021", 422, "bad-parameter", "from_year 2025", None),
    ("/api/v1/facts/", 404, "unknown-address", "/api/v1/facts/", "/api/v1/facts"),
    ("/healthz/", 404, "unknown-address", "/healthz/", "/healthz"),
    ("/api/v1/facts?limit=0", 422, "bad-parameter", "limit", None),
    ("/api/v1/facts?offset=-1", 422, "bad-parameter", "offset", None),
    ("/api/v1/facts?kind=hope", 422, "bad-parameter", "kind", None),
    ("/api/v1/facts?city=", 422, "bad-parameter", "city", None),
    ("/api/v1/facts/fact-0", 404, "unknown-name", "fact-0", None),
    ("/api/v1/facts/fact-0/verify", 404, "unknown-name", "fact-0", None),
    ("/api/v1/search", 422, "bad-parameter", "q", None),
    ("/api/v1/plan", 404, "unknown-address", "/api/v1/plan", "/api/v1/plans"),
    ("/nowhere", 404, "unknown-address", "/nowhere", None),
)


def _get(app: FastAPI, address: str, **headers: str) -> httpx.Response:
    """What a service that runs for this one request answers."""
    with running(app) as base:
        return httpx.get(f"{base}{address}", headers=headers, trust_env=False)


@pytest.mark.parametrize("address", ENVELOPES)
def test_an_answer_is_one_envelope(client: httpx.Client, built_store: Store, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert list(body) == ["data", "query", "evidence", "snapshot", "rule_version", "page"]
    assert body["snapshot"] == built_store.snapshot().id
    assert body["rule_version"] == built_store.snapshot().rule_version
    assert body["data"]
    if body["query"] is not None:
        assert list(body["query"]) == ["name", "cypher", "params"]
        assert "RETURN" in body["query"]["cypher"]


@pytest.mark.parametrize("address", [CHEF, "/api/v1/facts?limit=500", "/api/v1/agencies", "/api/v1/queries/facts_due_by?year=2025"])
def test_evidence_is_what_the_plan_says(client: httpx.Client, address: str) -> None:
    evidence = client.get(address).json()["evidence"]
    assert evidence
    for each in evidence:
        text = (CORPUS / f"{each['plan_id']}.txt").read_bytes().decode()
        assert text[each["char_start"] : each["char_end"]] == each["quote"]


@pytest.mark.parametrize(("address", "status", "code", "word", "suggestion"), PROBLEMS)
def test_a_problem_says_what_where_and_what_to_do(
    client: httpx.Client, address: str, status: int, code: str, word: str, suggestion: str | None
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM_TYPE)
    body = answer.json()
    assert list(body) == ["type", "title", "status", "detail", "code", "suggestions"]
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"urn:policygraph:problem:{code}"
    assert word in body["detail"]
    assert "\n" not in body["detail"]
    assert suggestion is None or suggestion in body["suggestions"]


def test_only_reading_is_allowed(client: httpx.Client) -> None:
    answer = client.post(CHEF)
    assert (answer.status_code, answer.json()["code"], answer.headers["allow"]) == (405, "method-not-allowed", "GET, HEAD")


def test_an_unexpected_error_tells_no_details(built_address: str) -> None:
    app = create_app(Settings(store=built_address, corpus=CORPUS))

    def fail() -> None:
        raise RuntimeError("a secret path")

    app.add_api_route("/fail", fail)
    answer = _get(app, "/fail")
    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM_TYPE)
    assert answer.json()["code"] == "internal-error"
    assert "secret" not in answer.text


def test_a_problem_of_the_operator_names_no_file_of_the_server(built_address: str, client: httpx.Client, tmp_path: Path) -> None:
    fact_id = client.get("/api/v1/facts?limit=1").json()["data"][0]["id"]
    answer = _get(create_app(Settings(store=built_address, corpus=tmp_path / "nowhere")), f"/api/v1/facts/{fact_id}/verify")
    assert (answer.status_code, answer.json()["code"]) == (500, "source-error")
    assert str(tmp_path) not in answer.text


def test_a_question_that_takes_too_long_is_a_problem(built_address: str) -> None:
    app = create_app(Settings(store=built_address, corpus=CORPUS, timeout_seconds=1e-6))
    answer = _get(app, "/api/v1/search?q=粤菜师傅")
    assert (answer.status_code, answer.json()["code"]) == (503, "store-error")


def test_an_answer_with_too_many_rows_is_a_problem(built_address: str) -> None:
    app = create_app(Settings(store=built_address, corpus=CORPUS, row_limit=2))
    answer = _get(app, "/api/v1/facts?limit=2")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-parameter")


@pytest.mark.parametrize("address", [*ENVELOPES, *PAGES, *FILES, "/healthz"])
def test_head_and_tag(client: httpx.Client, address: str) -> None:
    answer, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers, "date": ""} == {**answer.headers, "date": ""}
    tag = answer.headers["etag"]
    for sent in (tag, f'"other", W/{tag}', "*"):
        again = client.get(address, headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_tag_differs_between_addresses_and_graphs(client: httpx.Client) -> None:
    tags = [client.get(address).headers["etag"] for address in ENVELOPES]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("address", LISTS)
def test_the_parts_make_the_whole(client: httpx.Client, address: str) -> None:
    join = "&" if "?" in address else "?"
    whole = client.get(f"{address}{join}limit=500").json()["data"]
    body = client.get(f"{address}{join}limit=7").json()
    found, count = body["data"], 1
    while body["page"]["next"] and count < 5:
        answer = client.get(body["page"]["next"])
        assert body["page"]["next"] != (answer.json()["page"]["next"])
        body, count = answer.json(), count + 1
        found = found + body["data"]
    assert found == whole[: len(found)]
    assert len(found) == min(7 * count, len(whole))


def test_the_link_header_says_what_the_page_says(client: httpx.Client) -> None:
    answer = client.get("/api/v1/facts?limit=3&city=440600")
    assert answer.headers["link"] == f'<{answer.json()["page"]["next"]}>; rel="next"'
    assert answer.json()["page"] == {"limit": 3, "offset": 0, "next": "/api/v1/facts?city=440600&limit=3&offset=3"}


def test_other_origins_may_read(client: httpx.Client) -> None:
    answer = client.get(CHEF, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x-a"}
    assert client.options(CHEF, headers=asked).status_code == 200
    refused = client.options(CHEF, headers={**asked, "Access-Control-Request-Method": "POST"})
    assert (refused.status_code, refused.headers["content-type"]) == (400, PROBLEM_TYPE)
    assert refused.json()["code"] == "cross-origin-refused"
    assert "Origin" in refused.headers["vary"]
    assert "Disallowed CORS method" in refused.json()["detail"]


def test_only_named_origins_may_read_where_some_are_named(built_address: str) -> None:
    app = create_app(Settings(store=built_address, corpus=CORPUS, cors_origins=("https://a.org",)))
    assert "access-control-allow-origin" not in _get(app, "/healthz", Origin="https://b.org").headers
    assert _get(app, "/healthz", Origin="https://a.org").headers["access-control-allow-origin"] == "https://a.org"


@pytest.mark.parametrize(("address", "media_type"), FILES.items())
def test_a_file_has_its_type_and_name(client: httpx.Client, address: str, media_type: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f"inline; filename*=UTF-8''cantonese-chef.{address.rpartition('.')[2]}"


def _fact_ids(client: httpx.Client) -> dict[str, set[str]]:
    compared = client.get(CHEF).json()["data"]
    indicators = client.get("/compare/粤菜师傅.json").json()["indicators"]
    rows = csv.DictReader(io.StringIO(client.get("/compare/粤菜师傅.csv").content.decode("utf-8-sig")))
    return {
        "api": {fact["id"] for each in compared["indicators"] for fact in (*each["facts"], *each["elsewhere"], *each["other_units"])},
        "json": {fact["id"] for each in indicators for fact in (*each["facts"], *each["elsewhere"], *each["other_units"])},
        "csv": {row["id"] for row in rows if row["id"]},
        "html": set(re.findall(r'(?:id|data-fact)="(fact-[0-9a-f]+)"', client.get("/compare/粤菜师傅").text)),
    }


def test_every_format_has_the_same_facts(client: httpx.Client) -> None:
    found = _fact_ids(client)
    assert found["api"]
    assert found["json"] == found["csv"] == found["html"] == found["api"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_runs_nothing(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/compare/粤菜师付", f'<a href="/compare/{quote("粤菜师傅")}">粤菜师傅</a>'),
        ("/compare/粤菜师傅?cities=广州城", "<li>广州市</li>"),
        ("/health", '<a href="/healthz">/healthz</a>'),
    ],
)
def test_a_browser_gets_its_problem_as_a_page(client: httpx.Client, address: str, shown: str) -> None:
    answer = client.get(address, headers={"Accept": "text/html,application/xhtml+xml"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert shown in answer.text


def test_the_first_page_leads_to_every_initiative(client: httpx.Client) -> None:
    page = client.get("/").text
    initiatives = client.get("/api/v1/initiatives?limit=500").json()["data"]
    assert initiatives
    assert all(f'<a href="/compare/{each["id"]}">' in page for each in initiatives)


def test_one_fact_and_its_check(client: httpx.Client) -> None:
    fact = client.get("/api/v1/facts?limit=1").json()["data"][0]
    assert client.get(f"/api/v1/facts/{fact['id']}").json()["data"] == fact
    report = client.get(f"/api/v1/facts/{fact['id']}/verify").json()
    assert report["data"] == {"plan_count": 1, "fact_count": 1, "failures": []}
    assert report["evidence"][0]["quote"] == fact["quote"]


def test_health_counts_what_the_graph_holds(client: httpx.Client) -> None:
    health = client.get("/healthz").json()
    assert health["status"] == "ok"
    assert health["counts"]["Plan"] == len(client.get("/api/v1/plans").json()["data"])


def test_no_parameter_takes_cypher(service: FastAPI) -> None:
    parameters = {each["name"] for path in service.openapi()["paths"].values() for each in path["get"].get("parameters", [])}
    assert parameters.isdisjoint({"cypher", "statement", "match"})
