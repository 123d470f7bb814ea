"""Take the pictures of docs/neo4j-browser.md: a Neo4j, the service and Chromium are started, the guide is walked through.

`python -m docs.take_pictures` writes docs/pictures/. It needs what `make neo4j` needs, and Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright
from pydantic import SecretStr

from api.app import create_app
from api.settings import Settings
from deploy.neo4j.ports import free_ports
from deploy.neo4j.server import Server
from graph.login import Login
from loaders.pipeline import build
from tests.serving import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pictures"
PLANS = ROOT / "data" / "plans"
LOGIN = Login(user="neo4j", password=SecretStr("only-for-pictures"), database=None)
# Nothing outside this machine is asked for.
FLAGS = ("--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1")
GUIDE, FRAME, EDITOR = "[data-testid=guidesDrawer]", "[data-testid=frame]", "#monaco-main-editor"
WINDOW = (1280, 800)
# The nodes of a picture drift apart for a while before they stand still.
_SETTLING_MS = 5_000


class Step(NamedTuple):
    """A picture: the query of that number on that slide of the guide, both counted from 0."""

    name: str
    slide: int
    query: int


STEPS = (
    Step("members", 1, 0),
    Step("programmes", 2, 0),
    Step("numbers", 3, 0),
    Step("verdicts", 4, 0),
    Step("reasons", 5, 0),
    Step("evidence", 6, 0),
    Step("sentences", 6, 1),
    Step("search", 7, 0),
    Step("citation", 8, 0),
)


def main() -> int:
    """0 when the pictures are written."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        bolt, http = free_ports()
        server = Server(Path(home) / "neo4j", bolt, http)
        server.start(_password())
        try:
            _take_all_of(server)
        finally:
            server.stop()
    return 0


def _password() -> str:
    return LOGIN.password.get_secret_value() if LOGIN.password else ""


def _take_all_of(server: Server) -> None:
    """Load the graph into the server, and take the pictures with the service where its Browser looks for the kit."""
    build(PLANS, server.bolt_address, lambda _: None, LOGIN)
    settings = Settings(store=server.bolt_address, corpus=PLANS, neo4j_password=LOGIN.password, neo4j_browser=server.browser_address)
    with running(create_app(settings), urlsplit(server.kit_origin).port or 80):
        _take_all(server)


def _take_all(server: Server) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page = _connect(browser, server)
        _take_guide(page)
        for step in STEPS:
            _take_step(page, step)
        _take_link(page, server)
        browser.close()


def _connect(browser: Browser, server: Server) -> Page:
    page = browser.new_page(viewport={"width": WINDOW[0], "height": WINDOW[1]}, device_scale_factor=1.25, locale="zh-CN")
    page.goto(server.browser_address)
    page.fill("[data-testid=username]", LOGIN.user)
    page.fill("[data-testid=password]", _password())
    page.click("[data-testid=connect]")
    page.locator(GUIDE).locator("pre.runnable").first.wait_for()
    return page


def _take_guide(page: Page) -> None:
    """The guide beside its first picture."""
    _clear(page)
    page.locator(GUIDE).locator("pre.runnable i").first.click()
    _settle(page)
    _save(page, "guide")


def _take_step(page: Page, step: Step) -> None:
    """What a query of the guide gives, over the whole window."""
    _go_to(page, step.slide)
    _clear(page)
    page.locator(GUIDE).locator("pre.runnable i").nth(step.query).click()
    page.locator(FRAME).get_by_title("Fullscreen").click()
    _settle(page)
    _save(page, step.name)
    page.locator(FRAME).get_by_title("Close fullscreen").click()


def _take_link(page: Page, server: Server) -> None:
    """What the link of a comparison page gives: first in the editor, then run."""
    page.goto(f"{server.kit_origin}/compare/南粤家政")
    _save(page, "comparison-page")
    page.get_by_text("在 Neo4j 浏览器中打开").click()
    page.locator(GUIDE).locator("pre.runnable").first.wait_for()
    page.locator(EDITOR).screenshot(path=FOLDER / "link.png")
    page.click("[data-testid=editor-Run]")
    page.locator(f"{FRAME} g.node").first.wait_for()
    page.locator(FRAME).first.get_by_title("Fullscreen").click()
    _settle(page)
    _save(page, "comparison")


def _go_to(page: Page, slide: int) -> None:
    back = page.get_by_test_id("guidePreviousSlide")
    while back.is_enabled():
        back.click()
    for _ in range(slide):
        page.get_by_test_id("guideNextSlide").click()


def _clear(page: Page) -> None:
    page.click(EDITOR)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(":clear")
    page.click("[data-testid=editor-Run]")
    page.locator(FRAME).first.wait_for(state="detached")


def _settle(page: Page) -> None:
    """Wait for the answer; a picture is left to come to rest and then fitted into its frame."""
    page.locator(FRAME).locator("g.node, table").first.wait_for()
    fit = page.locator(FRAME).get_by_label("zoom-to-fit").first
    if fit.is_visible():
        # Fitting takes no heed of the legend, which would hide a part of the picture.
        page.locator(FRAME).get_by_label("Collapse the node properties display").first.click()
        page.wait_for_timeout(_SETTLING_MS)
        fit.click()
    page.wait_for_timeout(1_000)


def _save(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png", clip=_rows(page))


def _rows(page: Page) -> FloatRect | None:
    """The part of the window down to the last row of a table; None for all of it."""
    box = page.locator(f"{FRAME} table").first.bounding_box() if page.locator(f"{FRAME} table").count() else None
    width, height = WINDOW
    return box and {"x": 0, "y": 0, "width": width, "height": min(box["y"] + box["height"] + 8, height)}


if __name__ == "__main__":
    sys.exit(main())
