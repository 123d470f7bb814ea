"""What is kept under review: the service's description, and the examples in it.

After a change that is meant, `python -m tests.api.golden` writes both anew; read the difference before you keep it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx
import yaml

from api.app import create_app
from api.examples import EXAMPLES_FILE
from api.settings import Settings
from loaders.pipeline import build
from tests.conftest import CORPUS
from tests.serving import running

DESCRIPTION_FILE = Path(__file__).with_name("openapi.json")
LONGEST_TEXT = 240
SNAPSHOT = "5f" * 32

# The address each example answers, by the address it is an example for.
EXAMPLES = {
    "/compare/{initiative}": "/api/v1/compare/cantonese-chef?cities=440100,440600",
    "/coding": "/api/v1/coding?cities=440100,440600",
    "/plans": "/api/v1/plans",
    "/plans/{plan_id}": "/api/v1/plans/440100-hrss-14fyp",
    "/initiatives": "/api/v1/initiatives?limit=1",
    "/indicators": "/api/v1/indicators?limit=1",
    "/agencies": "/api/v1/agencies?limit=1",
    "/facts": "/api/v1/facts?initiative=cantonese-chef&city=440600&limit=1",
    "/search": "/api/v1/search?q=粤菜师傅&limit=1",
    "/queries": "/api/v1/queries",
    "/queries/{name}": "/api/v1/queries/cities",
}


def shortened(answer: Any) -> Any:
    """The answer with every list cut after its first entry, long texts cut with an ellipsis, and one snapshot for all.

    The real snapshot changes with every fact of the graph, also with those that no example shows.
    """
    if isinstance(answer, list):
        return [shortened(each) for each in answer[:1]]
    if isinstance(answer, dict):
        return {name: SNAPSHOT if name == "snapshot" else shortened(each) for name, each in answer.items()}
    return f"{answer[:LONGEST_TEXT]}…" if isinstance(answer, str) and len(answer) > LONGEST_TEXT else answer


def read_examples(client: httpx.Client) -> dict[str, Any]:
    """The examples as the service would answer now."""
    found = {address: shortened(client.get(asked).json()) for address, asked in EXAMPLES.items()}
    fact_id = found["/facts"]["data"][0]["id"]
    for address in ("/facts/{fact_id}", "/facts/{fact_id}/verify"):
        found[address] = shortened(client.get(f"/api/v1{address.format(fact_id=fact_id)}").json())
    return found


def print_examples(examples: dict[str, Any]) -> str:
    """The text of the file of examples."""
    head = "# Printed by `python -m tests.api.golden` from the graph of data/plans; do not edit.\n"
    return head + yaml.safe_dump(examples, allow_unicode=True, sort_keys=False, width=120)


def print_description(settings: Settings) -> str:
    """The text of the file that holds the service's description."""
    return json.dumps(create_app(settings).openapi(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write both files."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(store=str(Path(folder) / "graph.kgl"), corpus=CORPUS)
        build(CORPUS, settings.store, lambda _: None)
        with running(create_app(settings)) as address, httpx.Client(base_url=address, trust_env=False) as client:
            EXAMPLES_FILE.write_text(print_examples(read_examples(client)), encoding="utf-8")
        DESCRIPTION_FILE.write_text(print_description(settings), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
