"""The kit for Neo4j Browser over HTTP, and the links of the pages that open Browser."""

import io
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import httpx
import pytest

from api.app import create_app
from api.graph_links import browser_of, graph_link
from api.problems import PROBLEM_TYPE
from api.settings import Settings, read_settings
from deploy.browser.kit import saved_queries
from graph.errors import BadParameter
from tests.conftest import CORPUS
from tests.serving import running
from viz.page import CONTENT_SECURITY_POLICY

KIT = "/browser-kit"
FILES = {
    f"{KIT}/": "text/html; charset=utf-8",
    f"{KIT}/guide.html": "text/html; charset=utf-8",
    f"{KIT}/guide.en.html": "text/html; charset=utf-8",
    f"{KIT}/style.grass": "text/plain; charset=utf-8",
    f"{KIT}/queries.zip": "application/zip",
    **{f"{KIT}/queries/{name}.cypher": "text/plain; charset=utf-8" for name in saved_queries()},
}
BROWSER = "http://localhost:7480/browser/"
LINK = "在 Neo4j 浏览器中打开"


@pytest.mark.parametrize(("address", "media_type"), FILES.items())
def test_a_file_says_what_it_is(client: httpx.Client, address: str, media_type: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert client.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.head(address).headers["content-length"] == answer.headers["content-length"]


@pytest.mark.parametrize("address", [f"{KIT}/guide.html", f"{KIT}/guide.en.html", f"{KIT}/style.grass"])
def test_browser_may_fetch_from_its_own_address(client: httpx.Client, address: str) -> None:
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "cache-control,pragma,sentry-trace"}
    preflight = client.options(address, headers={"Origin": "http://localhost:7474", **asked})
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-headers"] == asked["Access-Control-Request-Headers"]
    answer = client.get(address, headers={"Origin": "http://localhost:7474", "Pragma": "no-cache", "Cache-Control": "no-cache"})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_mistyped_query_is_told_from_those_that_there_are(client: httpx.Client) -> None:
    answer = client.get(f"{KIT}/queries/verdict_reason.cypher")
    assert (answer.status_code, answer.headers["content-type"], answer.json()["code"]) == (404, PROBLEM_TYPE, "unknown-name")
    assert "verdict_reasons" in answer.json()["suggestions"]


@pytest.mark.parametrize(
    "address",
    [
        "/queries/..%2Flinks%2Fcomparison.cypher",
        "/queries/%2e%2e/links/comparison.cypher",
        "/queries/....//kit.cypher",
        "/queries/%00.cypher",
        "/queries/cite_snapshot.cypher%00.zip",
        "/kit.py",
        "/links/comparison.cypher",
        "/%2e%2e/neo4j/neo4j.conf",
        "/style.grass/..",
    ],
)
def test_nothing_else_is_given(client: httpx.Client, address: str) -> None:
    # Unlike httpx, this sends the dots of an address as they are.
    with closing(HTTPConnection("127.0.0.1", client.base_url.port)) as connection:
        connection.request("GET", f"{KIT}{address}")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["content-type"]) == (404, PROBLEM_TYPE)


def test_the_zip_holds_every_query_in_a_folder(client: httpx.Client) -> None:
    first = client.get(f"{KIT}/queries.zip")
    assert first.headers["content-disposition"] == 'attachment; filename="policygraph-queries.zip"'
    archive = ZipFile(io.BytesIO(first.content))
    held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert held == {f"policygraph/{each.name}.cypher": each.cypher for each in saved_queries().values()}
    assert client.get(f"{KIT}/queries.zip").content == first.content


@pytest.mark.parametrize("name", ["guide.html", "guide.en.html"])
def test_a_guide_leads_back_to_the_service_that_gives_it(client: httpx.Client, name: str) -> None:
    text = client.get(f"{KIT}/{name}").text
    assert f":style http://localhost:{client.base_url.port}{KIT}/style.grass" in text
    assert "{{" not in text
    for host, shown in (("policy.example:9000", "http://policy.example:9000/"), ("a&b", "http://a&amp;b/")):
        answer = client.get(f"{KIT}/{name}", headers={"Host": host})
        assert f":style {shown}browser-kit/style.grass" in answer.text


def test_the_page_of_the_kit_gives_the_lines_to_type(client: httpx.Client) -> None:
    page, service = client.get(f"{KIT}/").text, f"http://localhost:{client.base_url.port}"
    for line in (f":guide {service}{KIT}/guide.html", f":guide {service}{KIT}/guide.en.html", f":style {service}{KIT}/style.grass"):
        assert line in page
    for name, query in saved_queries().items():
        assert f'<a href="{KIT}/queries/{name}.cypher">{query.title}</a>' in page


@pytest.mark.parametrize("address", ["/", "/compare/粤菜师傅"])
def test_without_a_browser_there_is_no_link_but_an_explanation(client: httpx.Client, address: str) -> None:
    assert LINK not in client.get(address).text
    assert "POLICYGRAPH_NEO4J_BROWSER=http" in client.get(f"{KIT}/").text
    assert "cmd=guide" not in client.get(f"{KIT}/").text


def test_pages_link_to_what_they_show(built_address: str) -> None:
    app = create_app(Settings(store=built_address, corpus=CORPUS, neo4j_browser=BROWSER))
    with running(app) as service, httpx.Client(base_url=service, trust_env=False) as client:
        pages = {address: client.get(address).text for address in ("/", "/compare/粤菜师傅?cities=佛山", f"{KIT}/")}
    assert f'href="{BROWSER}?cmd=edit&amp;arg=' in pages["/"]
    assert "%27cantonese-chef%27" in pages["/compare/粤菜师傅?cities=佛山"]
    assert "%5B%27440600%27%5D" in pages["/compare/粤菜师傅?cities=佛山"]
    assert f'href="{BROWSER}?cmd=guide&amp;arg=http%3A%2F%2Flocalhost' in pages[f"{KIT}/"]


@pytest.mark.parametrize(
    ("store", "browser", "expected"),
    [
        (".policygraph/graph.kgl", None, None),
        ("neo4j://db.example.org:7687", None, None),
        ("neo4j://localhost:7687", None, "http://localhost:7474/browser/"),
        ("neo4j://localhost", None, "http://localhost:7474/browser/"),
        ("neo4j://localhost:7690", None, None),
        ("bolt://127.0.0.1", None, "http://localhost:7474/browser/"),
        ("bolt://[::1]:7687", None, "http://localhost:7474/browser/"),
        ("bolt://localhost.example.org", None, None),
        (".policygraph/graph.kgl", BROWSER, BROWSER),
        ("neo4j://localhost:7687", BROWSER, BROWSER),
    ],
)
def test_where_browser_is(store: str, browser: str | None, expected: str | None) -> None:
    assert browser_of(Settings(store=store, neo4j_browser=browser)) == expected


def test_a_hostile_name_stays_inside_its_quotation_marks() -> None:
    hostile = "x'}) DETACH DELETE n // \\u0027 &arg=:clear #\n`$cities`"
    address = graph_link(Settings(neo4j_browser=BROWSER), "comparison", initiative=hostile, cities=["440100"])
    cypher = parse_qs(urlsplit(address).query)["arg"][0]
    assert "{id: 'x\\'\\u007d\\u0029 DETACH DELETE n " in cypher
    assert not set("&#") & set(cypher)
    assert cypher.count("\n") == 7


@pytest.mark.parametrize("address", ["http://localhost:7474", BROWSER, "https://graphs.example.org/browser"])
def test_an_address_of_browser_may_be_set(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_BROWSER", address)
    assert read_settings().neo4j_browser == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost:7474",
        "javascript:alert(1)//",
        "neo4j://localhost:7687",
        "http://",
        "http://localhost/?x=1",
        "http://localhost/#a",
        "http://user:secret@localhost/",
        "http://localhost/ onclick=x",
        'http://localhost/"',
        "http://localhost/\n",
    ],
)
def test_another_address_of_browser_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("POLICYGRAPH_NEO4J_BROWSER", address)
    with pytest.raises(BadParameter, match=r"POLICYGRAPH_NEO4J_BROWSER is .*: give an http or https address"):
        read_settings()
