"""The Nu HTML checker on every public template: no errors and no warnings."""

import json
import subprocess

import pytest

from scripts.tools import ROOT
from tests.browser.addresses import public_addresses

pytestmark = [pytest.mark.nu]


def test_every_template_is_valid(client, settled_demo, db, tmp_path):
    names = {}
    for number, address in enumerate(public_addresses()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(client.get(address).content)
        names[file.name] = address
    jar = ROOT / "var" / "tools" / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", *map(str, sorted(tmp_path.glob("*.html")))],
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stderr)["messages"]
    found = [
        (
            names[message["url"].rsplit("/", 1)[-1]],
            message["type"],
            message["message"],
            message.get("extract", "")[:160],
        )
        for message in messages
    ]
    assert found == []
