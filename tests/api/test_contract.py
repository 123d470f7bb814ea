"""What the description of the service promises holds for generated requests, and nothing is ever a server error."""

from collections.abc import Mapping
from typing import Any

import schemathesis
from hypothesis import HealthCheck, assume, settings

from tests.api.golden import DESCRIPTION_FILE

DESCRIPTION = schemathesis.openapi.from_path(DESCRIPTION_FILE)


def _is_inverted(query: Mapping[str, Any]) -> bool:
    """Whether the years end before they start, which is refused and which no description can say."""
    start, end = str(query.get("from_year")), str(query.get("to_year"))
    return start.isdecimal() and end.isdecimal() and int(start) > int(end)


@DESCRIPTION.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_generated_requests_get_what_is_described(case: schemathesis.Case, service_address: str) -> None:
    assume(not _is_inverted(case.query or {}))
    case.call_and_validate(base_url=service_address)
