"""What the description of the service promises holds for generated requests, and nothing is ever a server error."""

import schemathesis
from hypothesis import HealthCheck, settings

from tests.api.golden import DESCRIPTION_FILE

DESCRIPTION = schemathesis.openapi.from_path(DESCRIPTION_FILE)


@DESCRIPTION.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_generated_requests_get_what_is_described(case: schemathesis.Case, service_address: str) -> None:
    case.call_and_validate(base_url=service_address)
