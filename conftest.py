"""Rules for every test run: where CI is set, a test that skips is a test that failed."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

import pytest

# An extra: where it is not installed, the one module that needs it cannot be imported, nor searched for examples.
collect_ignore = [] if find_spec("py2neo") else ["graph/py2neo_models.py"]


def _skipped(session: pytest.Session) -> list[pytest.TestReport]:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    return [] if reporter is None else reporter.stats.get("skipped", [])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run in CI if anything was skipped: a test that does not run there guards nothing."""
    if os.environ.get("CI") and _skipped(session):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


# What tests have to say at the end of the run, also those that ran in a process of their own.
SAID: list[str] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what the tests of a process have to say."""
    SAID.extend(getattr(node, "workeroutput", {}).get("said", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests have to say, and name what was skipped, so that the failure explains itself."""
    for line in SAID:
        terminalreporter.write_line(line)
    if not os.environ.get("CI"):
        return
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"FAILED {report.nodeid}: skipped, and in CI every test must run", red=True)
