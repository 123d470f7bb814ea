"""The kit in the real Neo4j Browser, opened by a real Chromium, with the real service beside it.

All tests share one page that has logged in, which takes most of their time; each starts from what it opens itself.
"""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from neo4j import GraphDatabase
from playwright.sync_api import expect, sync_playwright

from api.app import create_app
from api.settings import Settings
from deploy.browser.kit import read_style, saved_queries
from deploy.browser.links import fill_in, guide_address, literal
from tests.conftest import CORPUS, NEO4J_LOGIN
from tests.deploy.kit_queries import every_query
from tests.serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import Driver, EagerResult
    from playwright.sync_api import BrowserContext, Locator, Page, Request

    from deploy.neo4j.server import Server

PASSWORD = NEO4J_LOGIN.password.get_secret_value()
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever would ask another host fails in the machine itself.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
EDITOR = "#monaco-main-editor"
GUIDE = "[data-testid=guidesDrawer]"
FRAME = "[data-testid=frame]"
PATIENCE_MS = 30_000
HOSTILE = ("'", "\\", "\\'", "\\u0027 //", "'}) MATCH (n) DETACH DELETE n //", '&#%+?;`$"\n\t', "“粤菜师傅”𠮷\x00", "/* ' */")


@pytest.fixture(scope="module")
def driver(neo4j_built: str) -> Iterator[Driver]:
    with GraphDatabase.driver(neo4j_built, auth=(NEO4J_LOGIN.user, PASSWORD)) as driver:
        yield driver


def _run(driver: Driver, cypher: str) -> EagerResult:
    return driver.execute_query(cypher, database_="neo4j")


@pytest.mark.parametrize("place", every_query())
def test_a_query_of_the_kit_gives_rows_and_no_advice(driver: Driver, place: str) -> None:
    result = _run(driver, every_query()[place])
    assert result.records
    assert [each.status_description for each in result.summary.gql_status_objects if each.is_notification] == []


def test_each_initiative_that_is_carried_out_has_a_picture(driver: Driver) -> None:
    carried_out = _run(driver, "MATCH (i:Initiative) WHERE (i)<-[:IMPLEMENTS]-() RETURN i.id AS id").records
    cities = [row["code"] for row in _run(driver, "MATCH (c:City) RETURN c.code AS code").records]
    assert carried_out
    for row in carried_out:
        assert _run(driver, fill_in("comparison", {"initiative": row["id"], "cities": cities})).records


@pytest.mark.parametrize("text", HOSTILE)
def test_a_literal_is_read_as_the_text_it_stands_for(driver: Driver, text: str) -> None:
    assert _run(driver, f"RETURN {literal([text, text])} AS texts").records[0]["texts"] == [text, text]


@pytest.fixture(scope="module")
def chromium() -> str:
    path = shutil.which("chromium")
    if path is None and not os.environ.get("CI"):
        pytest.skip("NOTHING WAS TESTED IN NEO4J BROWSER: chromium is not in PATH")
    assert path, "chromium is not in PATH"
    return path


@pytest.fixture(scope="module")
def kit_service(neo4j_server: Server, neo4j_built: str) -> Iterator[str]:
    """The service over the graph of the server, where that server's Browser looks for the kit."""
    login = {"neo4j_user": NEO4J_LOGIN.user, "neo4j_password": NEO4J_LOGIN.password}
    settings = Settings(store=neo4j_built, corpus=CORPUS, neo4j_browser=neo4j_server.browser_address, **login)
    with running(create_app(settings), urlsplit(neo4j_server.kit_origin).port):
        yield neo4j_server.kit_origin


@pytest.fixture(scope="module")
def context(chromium: str, kit_service: str) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium, args=list(FLAGS)) as browser:
        context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="zh-CN")
        context.set_default_timeout(PATIENCE_MS)
        yield context


@pytest.fixture(scope="module")
def requests(context: BrowserContext) -> list[Request]:
    """Every request of every page, in the order they are made."""
    made: list[Request] = []

    def note(request: Request) -> None:
        made.append(request)

    context.on("request", note)
    return made


@pytest.fixture(scope="module")
def page(context: BrowserContext, requests: list[Request], neo4j_server: Server) -> Page:
    """Browser, logged in."""
    page = context.new_page()
    page.goto(neo4j_server.browser_address)
    page.fill("[data-testid=username]", NEO4J_LOGIN.user)
    page.fill("[data-testid=password]", PASSWORD)
    page.click("[data-testid=connect]")
    expect(page.locator(EDITOR)).to_contain_text("neo4j$", timeout=PATIENCE_MS)
    return page


def _colours() -> dict[str, str]:
    """The colour of each label in the style."""
    return dict(re.findall(r"^node\.(\w+) \{\n.*?^  color: (#\w+);", read_style(), re.DOTALL | re.MULTILINE))


def _answer(page: Page, words: str) -> Locator:
    """The frame of the query that holds those words."""
    return page.locator(FRAME).filter(has=page.locator("[data-testid=frameCommand]", has_text=words)).first


def _fills(answer: Locator) -> set[str]:
    """The colours of the nodes in a frame, once they are there."""
    circles = answer.locator("g.node circle.b-outline")
    expect(circles.first).to_be_visible(timeout=PATIENCE_MS)
    return {circle.get_attribute("fill") for circle in circles.all()}


def test_on_connecting_the_guide_opens_and_draws_in_the_colours_of_the_kit(page: Page) -> None:
    guide = page.locator(GUIDE)
    expect(guide).to_contain_text("从一项工程到一句原文", timeout=PATIENCE_MS)
    expect(_answer(page, ":style")).to_contain_text("node.City", timeout=PATIENCE_MS)
    guide.locator("pre.runnable i").first.click()
    colours = _colours()
    answer = _answer(page, "ISSUED")
    assert _fills(answer) == {colours["City"], colours["Plan"]}
    captions = " ".join(answer.locator("g.node text").all_text_contents())
    assert {"广州市", "佛山市"} <= set(captions.split())


def test_the_guide_leads_from_slide_to_slide(page: Page) -> None:
    guide = page.locator(GUIDE)
    page.get_by_test_id("guideNextSlide").click()
    expect(guide).to_contain_text("一、三项工程由哪些工程组成")
    guide.locator("pre.runnable").first.click()
    expect(page.locator(EDITOR)).to_contain_text("three-projects")
    page.click("[data-testid=editor-Run]")
    assert _fills(_answer(page, "three-projects")) == {_colours()["Initiative"]}


@pytest.mark.parametrize("address", ["/", "/compare/粤菜师傅?cities=440100,440600"])
def test_a_page_opens_browser_with_what_it_shows(page: Page, context: BrowserContext, kit_service: str, address: str) -> None:
    opened = context.new_page()
    opened.goto(f"{kit_service}{address}")
    opened.get_by_text("在 Neo4j 浏览器中打开").click()
    expect(opened.locator(EDITOR)).to_contain_text("IMPLEMENTS", timeout=PATIENCE_MS)
    expect(opened.locator(GUIDE)).to_contain_text("从一项工程到一句原文", timeout=PATIENCE_MS)
    # Nothing runs before a person has seen what it is.
    assert opened.locator("g.node").count() == 0
    opened.click("[data-testid=editor-Run]")
    colours = _colours()
    assert _fills(_answer(opened, "IMPLEMENTS")) >= {colours[label] for label in ("City", "Programme", "Initiative")}
    opened.close()


def test_a_guide_opens_by_its_address(page: Page, context: BrowserContext, kit_service: str, neo4j_server: Server) -> None:
    opened = context.new_page()
    opened.goto(guide_address(neo4j_server.browser_address, f"{kit_service}/browser-kit/guide.en.html"))
    expect(opened.locator(GUIDE)).to_contain_text("A graph for comparing policies", timeout=PATIENCE_MS)
    opened.close()


def test_the_zip_of_queries_becomes_a_folder_of_favourites(page: Page, kit_service: str) -> None:
    dropped = page.evaluate_handle(
        """async address => {
            const transfer = new DataTransfer()
            transfer.items.add(new File([await (await fetch(address)).arrayBuffer()], "queries.zip"))
            return transfer
        }""",
        f"{kit_service}/browser-kit/queries.zip",
    )
    page.dispatch_event(".filedrop", "drop", {"dataTransfer": dropped})
    page.get_by_test_id("navigationFavorites").click()
    page.get_by_test_id("expandFolder-policygraph").click()
    for query in saved_queries().values():
        expect(page.get_by_text(query.title).first).to_be_visible()


def test_nothing_left_the_machine(page: Page, requests: list[Request]) -> None:
    foreign = [each for each in requests if urlsplit(each.url).hostname not in {None, "localhost", "127.0.0.1"}]
    # What Browser would load from elsewhere is stopped by the policy that its server sends, before it is sent.
    assert {each.failure for each in foreign} <= {"csp"}
    assert len(requests) > 20
