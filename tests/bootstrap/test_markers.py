"""Which tests `make test`, `make browser` and `make heavy` choose, on a machine that lacks a tool and on one that has them all, and what they get."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import serve  # noqa: E402 -- the folder of scripts is no package for it


@pytest.fixture(scope="module")
def script():
    """The module scripts/test.py, whose name Python's own package has."""
    spec = importlib.util.spec_from_file_location("scripts_test", ROOT / "scripts" / "test.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("arguments", "missing", "chosen"),
    [
        ([], [], ["-m", "not browser and not heavy"]),
        ([], ["browser", "nu"], ["-m", "not browser and not nu and not heavy"]),
        (["-x"], [], ["-m", "not browser and not heavy", "-x"]),
        (["-m", "browser"], [], ["-m", "browser"]),
        (["tests/core"], [], ["tests/core"]),
        (["tests/core"], ["nu"], ["-m", "not nu", "tests/core"]),
        (["-m", "heavy"], [], ["-m", "heavy"]),
        (["-m", "heavy or nu", "-x"], ["browser"], ["-m", "(heavy or nu) and not browser", "-x"]),
    ],
)
def test_what_is_chosen(script, arguments, missing, chosen):
    assert script.choose(arguments, missing) == chosen


def test_everything_that_make_test_leaves_out_is_run_by_continuous_integration(script):
    lines = [line.strip() for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()]
    alone = [target for target in script.OWN_TARGETS if f"make {target}" in lines]
    assert alone == ["heavy"]
    assert """make test ARGS='-m "not heavy"'""" in lines
    assert "make check" in lines


def test_no_process_of_a_run_compiles_what_another_has_compiled(script):
    given = {"PYTHONDONTWRITEBYTECODE": "1", "PATH": "/bin"}
    made = script.make_environment(given)
    assert "PYTHONDONTWRITEBYTECODE" not in made
    assert (made["PATH"], made["DJANGO_SETTINGS_MODULE"]) == ("/bin", "config.settings.test")


def test_no_process_of_the_site_compiles_what_another_has_compiled(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in serve.environment("/var", 8000, "config.settings.production")
