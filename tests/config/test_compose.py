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

FIXED = {"DATABASE_URL", "SEARCH_ENGINE", "ELASTICSEARCH_URL", "CACHE_URL"}  # the services of compose.yaml
OTHERWISE = {
    "ELASTICSEARCH_API_KEY": "the node is of compose.yaml", "ELASTICSEARCH_CA": "the node is of compose.yaml",
    "SEARCH_INDEX_PREFIX": "the node has one site", "VAR_DIR": "the image says where the volume is",
    "DEBUG": "for make dev", "X_ACCEL_REDIRECT": "no proxy reads the volume",
}  # fmt: skip
FOR_COMPOSE = {"POSTGRES_PASSWORD", "ELASTIC_PASSWORD"}


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


def find_documented() -> set[str]:
    """Return the names of the table of settings."""
    rows = re.findall(r"^\|([^|]+)\|", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_variables_are_the_documented_settings_but_for_named_ones(environment):
    assert set(environment) == find_documented() - set(OTHERWISE)
    assert find_documented() >= set(OTHERWISE) | FIXED


def test_every_name_of_the_example_is_taken_from_the_file_beside(compose):
    given = compose["services"]["web"]["environment"]
    for name, value in given.items():
        assert (f"${{{name}:" in str(value)) is (name not in FIXED), name
    example = re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(example) - set(OTHERWISE) - FOR_COMPOSE <= set(given)


def test_defaults_are_those_of_the_settings(environment, tmp_path):
    names = [
        "CHECK_LINKS", "MAP_TILES", "MAP_TILES_CREDIT", "EMBED_SITES", "BOARD_READS_WITHIN", "TASK_KEEP_DAYS", "FAILED_TASK_KEEP_DAYS",
        "PAGE_CACHE", "PAGE_CACHE_FILL_SECONDS", "ELASTICSEARCH['TIMEOUT']", "DEFAULT_FROM_EMAIL", "CONTACT_EMAIL", "ALLOWED_HOSTS",
    ]  # fmt: skip
    code = "import config.settings.production as s; print(" + ", ".join(f"s.{name}" for name in names) + ")"
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", "VAR_DIR": str(tmp_path), "STADSKENNIS_ENV_FILE": "none"}  # fmt: skip
    found = [
        subprocess.run([sys.executable, "-c", code], env=own | given, capture_output=True, text=True).stdout
        for given in (environment, SECRETS)
    ]
    assert found[0] and found[0] == found[1]


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
