"""The settings of a server, and those of the container, which must be the same."""

import re

import pytest
import yaml

from deploy.neo4j.errors import ServerError
from deploy.neo4j.server import Server
from deploy.neo4j.settings import KIT_ORIGIN, fill_in, parse, port_of
from tests.project_files import ROOT

COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text(encoding="utf-8"))
SERVICE = COMPOSE["services"]["neo4j"]
DEFAULTS = parse(fill_in(bolt_port=7687, http_port=7474, heap="512m", kit_origin=KIT_ORIGIN))
# Who may call is settled by the listen address on this machine, by the published ports of the container.
ONLY_HERE = {"server.bolt.listen_address": "127.0.0.1:7687", "server.http.listen_address": "127.0.0.1:7474"}
IN_CONTAINER = {"server.bolt.listen_address": "0.0.0.0:7687", "server.http.listen_address": "0.0.0.0:7474"}


def _setting(variable: str) -> str:
    """The setting that a variable of the image stands for: a dot for each underscore, an underscore for two."""
    return variable.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")


def test_the_container_has_the_settings_of_the_server() -> None:
    variables = {name: value for name, value in SERVICE["environment"].items() if name != "NEO4J_AUTH"}
    assert {_setting(name): value for name, value in variables.items()} == DEFAULTS | IN_CONTAINER


def test_no_setting_lets_another_machine_in() -> None:
    assert DEFAULTS.items() >= ONLY_HERE.items()
    assert all(port.startswith("127.0.0.1:") for port in SERVICE["ports"])


def test_the_container_has_a_password_limits_a_health_check_and_named_volumes() -> None:
    assert SERVICE["image"] == "neo4j:5.26-community"
    assert re.fullmatch(r"neo4j/\$\{POLICYGRAPH_NEO4J_PASSWORD:\?[^}]+\}", SERVICE["environment"]["NEO4J_AUTH"])
    assert SERVICE["mem_limit"] == "1g"
    assert SERVICE["healthcheck"]["test"][-1] == "http://localhost:7474/"
    assert {volume.partition(":")[0] for volume in SERVICE["volumes"]} == set(COMPOSE["volumes"])


def test_browser_may_talk_to_this_machine_only() -> None:
    policy = DEFAULTS["dbms.security.http_static_content_security_policy_header"]
    hosts = set(re.findall(r"\w+://([^:\s;]+)", policy))
    assert policy.startswith("default-src 'self';")
    assert hosts == {"localhost", "127.0.0.1"}


def test_what_was_given_is_written(tmp_path) -> None:
    server = Server(tmp_path / "home", 7001, 7002, heap="300m", kit_origin="http://127.0.0.1:9000")
    server.configure()
    written = parse(server.conf.read_text(encoding="utf-8"))
    assert (port_of(written, "bolt"), port_of(written, "http")) == (7001, 7002)
    assert written["server.memory.heap.max_size"] == "300m"
    assert written["browser.remote_content_hostname_whitelist"] == "127.0.0.1"
    assert written["browser.post_connect_cmd"].startswith("guide http://127.0.0.1:9000/browser-kit/guide.html; style ")
    assert not any("$" in value for value in written.values())
    assert Server.at(server.home) == Server(server.home, 7001, 7002)


@pytest.mark.parametrize(
    "origin", ["http://example.org", "https://localhost:8000", "http://localhost:8000/", "http://localhost.example.org"]
)
def test_a_kit_from_elsewhere_is_refused(origin: str) -> None:
    with pytest.raises(ServerError, match="no address of this machine"):
        fill_in(bolt_port=1, http_port=2, heap="1g", kit_origin=origin)
