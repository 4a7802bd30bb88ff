"""The test node: which JDK it takes, what it refuses, and that starting it twice gives one."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import node_build  # noqa: E402 -- scripts/ stands on the path as when it is run
from preflight import SetupError  # noqa: E402
from search_node import SearchNode, is_node  # noqa: E402


def make_jdk(folder: Path, version: str) -> Path:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "javac").touch()
    (folder / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return folder


def test_newest_jdk_is_taken_and_an_old_one_never(tmp_path, monkeypatch):
    monkeypatch.setattr(node_build, "JVM", tmp_path)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("ES_JAVA_HOME", raising=False)
    make_jdk(tmp_path / "a", "17.0.15")
    assert node_build.find_java() is None
    assert "JDK of 21 or later" in node_build.find_missing_tool()
    newest = make_jdk(tmp_path / "b", "25.0.1")
    make_jdk(tmp_path / "c", "21.0.2")
    assert node_build.find_java() == newest


def test_folder_without_compiler_is_no_jdk(tmp_path, monkeypatch):
    monkeypatch.setattr(node_build, "JVM", tmp_path)
    monkeypatch.setenv("JAVA_HOME", str(make_jdk(tmp_path / "elsewhere" / "jdk", "25")))
    (tmp_path / "elsewhere" / "jdk" / "bin" / "javac").unlink()
    assert node_build.find_java() is None


@pytest.mark.elasticsearch
def test_unknown_jar_is_refused(tmp_path, monkeypatch):
    recipe = tmp_path / "recipe"
    recipe.mkdir()
    (recipe / "pom.xml").write_text((node_build.RECIPE / "pom.xml").read_text())
    lines = (node_build.RECIPE / "jars.sha256").read_text().splitlines()
    (recipe / "jars.sha256").write_text("\n".join(["0" * 64 + lines[0][64:], *lines[1:]]) + "\n")
    monkeypatch.setattr(node_build, "RECIPE", recipe)
    with pytest.raises(SetupError, match="not those of tests/elasticsearch"):
        node_build.fetch_jars(tmp_path / "lib")
    assert not (tmp_path / "lib").exists()


@pytest.mark.heavy
@pytest.mark.elasticsearch
def test_node_starts_once_stops_and_keeps_its_data(tmp_path):
    node = SearchNode(tmp_path)
    assert node.address == ""
    url = node.start()
    pid = int((node.home / "pid").read_text())
    try:
        assert (SearchNode(tmp_path).start(), SearchNode(tmp_path).address) == (url, url)
        assert is_node(pid)
    finally:
        assert node.stop()
    assert (node.address, is_node(pid), node.stop()) == ("", False, False)
    node.wipe()
    assert sorted(path.name for path in node.home.iterdir()) == ["classes", "lib", "lock"]


def test_unknown_command_is_one_clear_line():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "search_node.py", "onzin"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "stadskennis: usage: make elasticsearch [ARGS=start|stop|wipe]\n")
