"""The containers: what compose.yaml sets is what the settings read, and the node's version is the tested one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "SECRET_KEY": "k3y-" * 20,
    "SITE_URL": "https://stadskennis.example",
    "POSTGRES_PASSWORD": "pOstgres1",
    "ELASTIC_PASSWORD": "eLastic1",
}


def fill(value: str, given: dict) -> str:
    """Put values in as compose does: ${NAME:-default} and ${NAME:?what is missing}."""

    def choose(match):
        name, kind, rest = match.groups()
        if kind == ":?":
            assert rest, name
            return given[name]
        return given.get(name, rest or "")

    return re.sub(r"\$\{([A-Z_]+)(:[-?])?([^}]*)\}", choose, value)


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def environment(compose) -> dict:
    return {name: fill(str(value), SECRETS) for name, value in compose["services"]["web"]["environment"].items()}


def test_every_variable_is_a_documented_setting(environment):
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in environment if f"`{name}`" not in settings] == []


def test_settings_read_what_compose_gives(environment, tmp_path):
    code = """if True:
        import config.settings.production as s
        print(s.DATABASES["default"]["HOST"], s.SEARCH_ENGINE, s.ELASTICSEARCH["URL"], s.CACHES["default"]["LOCATION"], s.DEBUG)
    """
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", "VAR_DIR": str(tmp_path), "STADSKENNIS_ENV_FILE": "none"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=own | environment, capture_output=True, text=True)
    expected = "postgresql elasticsearch http://elastic:eLastic1@elasticsearch:9200 redis://redis:6379/0 False"
    assert done.stdout.strip() == expected, done.stderr


def test_nothing_but_the_web_server_can_be_reached_and_only_from_this_host(compose):
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert list(ports) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in ports["web"])
    assert compose["networks"]["inside"] == {"internal": True}
    for name in ("postgresql", "elasticsearch", "redis"):
        assert compose["services"][name]["networks"] == ["inside"]


def test_images_have_versions_and_the_site_no_rights(compose):
    images = {service["image"] for service in compose["services"].values()} - {"stadskennis"}
    assert all(re.fullmatch(r"[a-z]+:\d[\w.-]*", image) for image in images), images
    for name in ("prepare", "web", "worker"):
        service = compose["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER stadskennis$", dockerfile, re.MULTILINE)
    assert "--require-hashes" in dockerfile
    assert dockerfile.index("USER stadskennis") < dockerfile.index("CMD [")


def test_elasticsearch_is_the_version_that_is_tested(compose):
    pom = (ROOT / "tests" / "elasticsearch" / "pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<elasticsearch.version>(.*)</elasticsearch.version>", pom).group(1)
    assert compose["services"]["elasticsearch"]["image"] == f"elasticsearch:{version}"
    jars = (ROOT / "tests" / "elasticsearch" / "jars.sha256").read_text(encoding="utf-8")
    assert f"  elasticsearch-{version}.jar\n" in jars


def test_worker_is_the_only_clock(compose):
    assert sorted(compose["services"]) == ["elasticsearch", "postgresql", "prepare", "redis", "web", "worker"]
    assert "publish_scheduled" not in (ROOT / "compose.yaml").read_text(encoding="utf-8")
