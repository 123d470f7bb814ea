"""Settings come from the environment, are frozen, and refuse what they cannot be."""

import pytest
from pydantic import ValidationError

from api.settings import read_settings
from graph.errors import BadParameter


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_STORE", "elsewhere.kgl")
    monkeypatch.setenv("POLICYGRAPH_CORS_ORIGINS", "https://a.org, https://b.org")
    assert read_settings(store=None).store == "elsewhere.kgl"
    assert read_settings(store="here.kgl").store == "here.kgl"
    assert read_settings().cors_origins == ("https://a.org", "https://b.org")


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        read_settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PAGE_SIZE", "0"),
        ("TIMEOUT_SECONDS", "-1"),
        ("TIMEOUT_SECONDS", "31"),
        ("ROW_LIMIT", "100001"),
    ],
)
def test_a_bad_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"POLICYGRAPH_{name}", value)
    with pytest.raises(BadParameter, match=f"POLICYGRAPH_{name} is '{value}'"):
        read_settings()


def test_a_bad_option_is_named() -> None:
    with pytest.raises(BadParameter, match="--port is '0'"):
        read_settings(port=0)
