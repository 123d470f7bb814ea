"""The description and its examples are those that were reviewed; `python -m tests.api.golden` writes them anew."""

import httpx

from api.examples import EXAMPLES_FILE
from api.settings import Settings
from tests.api.golden import DESCRIPTION_FILE, print_description, print_examples, read_examples

ADVICE = "if the change is meant, run `python -m tests.api.golden` and review the difference"


def test_the_examples_are_real_answers(client: httpx.Client) -> None:
    assert print_examples(read_examples(client)) == EXAMPLES_FILE.read_text(encoding="utf-8"), ADVICE


def test_the_description_is_the_reviewed_one() -> None:
    assert print_description(Settings()) == DESCRIPTION_FILE.read_text(encoding="utf-8"), ADVICE
