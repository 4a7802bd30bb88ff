"""`make run` says in one line what must be mended first, and never shows a traceback."""

import builtins
import errno
import os
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import preflight  # noqa: E402 -- the folder of scripts is no package for them
import run as run_script  # noqa: E402 -- the same
import serve  # noqa: E402 -- the same

Usage = namedtuple("Usage", "total used free")


def run(tmp_path, *arguments, **values) -> subprocess.CompletedProcess:
    environment = dict(os.environ, VAR_DIR=str(tmp_path / "var"), STADSKENNIS_ENV_FILE="none", **values)
    command = [sys.executable, str(ROOT / "scripts" / "run.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def says_one_line(done, words: str) -> None:
    lines = [line for line in done.stderr.splitlines() if line]
    assert done.returncode == 1
    assert len(lines) == 1 and lines[0].startswith("stadskennis: ") and words in lines[0]
    assert "Traceback" not in done.stdout + done.stderr


def test_port_that_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        says_one_line(run(tmp_path, "run", "--port", str(port)), f"port {port} is taken: try make run PORT={port + 1}")


@pytest.mark.parametrize("port", ["0", "70000", "acht", "-1", ""])
def test_port_that_is_none(tmp_path, port):
    says_one_line(run(tmp_path, "run", "--port", port), "give a number from 1 to 65535")


@pytest.mark.parametrize(
    ("text", "words"),
    [("SECRET_KEY=x\nonzin\n", "line 2"), ('SITE_URL="http://x\n', "line 1"), ("= x", "line 1"), ("A B=c", "line 1")],
)
def test_broken_env_file(tmp_path, monkeypatch, text, words):
    monkeypatch.delenv("STADSKENNIS_ENV_FILE", raising=False)
    (tmp_path / ".env").write_text(text, encoding="utf-8")
    with pytest.raises(preflight.SetupError, match=words):
        preflight.read_env(str(tmp_path / ".env"))


def test_good_env_file(tmp_path, monkeypatch):
    monkeypatch.delenv("STADSKENNIS_ENV_FILE", raising=False)
    (tmp_path / ".env").write_text(
        "# uitleg\n\nexport SITE_URL='https://x.example'\nVAR_DIR=elders\n", encoding="utf-8"
    )
    assert preflight.read_env(str(tmp_path / ".env")) == {"SITE_URL": "https://x.example", "VAR_DIR": "elders"}


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_wrong_python(version):
    with pytest.raises(preflight.SetupError, match=r"3\.11, 3\.12 or 3\.13"):
        preflight.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_right_python(version):
    preflight.check_python(version)


def test_full_disk(tmp_path):
    with pytest.raises(preflight.SetupError, match="disk full: 10 MB free"):
        preflight.check_disk(str(tmp_path), usage=lambda path: Usage(0, 0, 10 * 1024**2))


@pytest.fixture
def prepared(tmp_path):
    """The data folder of a site that was prepared before."""
    for name in ("secret-key", "static/.stamp", "stadskennis.sqlite3"):
        (tmp_path / "var" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "var" / name).write_text("x", encoding="utf-8")
    return tmp_path / "var"


def little(path) -> Usage:
    return Usage(0, 0, 10 * 1024**2)


def test_site_that_is_there_starts_with_little_room_and_a_new_one_does_not(tmp_path, prepared, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    said = preflight.check_room(str(prepared), {}, usage=little)
    assert said.startswith("disk full: 10 MB free") and "The site starts; readers can read" in said
    (prepared / "stadskennis.sqlite3").unlink()
    assert preflight.check_room(
        str(prepared), {"DATABASE_URL": "postgresql://x"}, usage=little
    )  # its data lies elsewhere
    for missing in (prepared, tmp_path):
        with pytest.raises(preflight.SetupError, match="disk full: 10 MB free"):
            preflight.check_room(str(missing), {}, usage=little)
    assert preflight.check_room(str(tmp_path), {}, usage=lambda path: Usage(0, 0, 10**12)) == ""


def test_folder_of_a_site_that_is_there_need_not_take_a_byte(tmp_path, prepared, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(prepared))
    really, reason = builtins.open, errno.ENOSPC

    def refuse(path, mode="r", *args, **kwargs):
        if "w" in mode and str(path).endswith(".probe"):
            raise OSError(reason, os.strerror(reason), str(path))
        return really(path, mode, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", refuse)
    assert preflight.find_var({}) == str(prepared)
    reason = errno.EACCES
    with pytest.raises(preflight.SetupError, match="cannot write to"):
        preflight.find_var({})
    reason = errno.ENOSPC
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "new"))
    with pytest.raises(preflight.SetupError, match="disk full"):
        preflight.find_var({})


def test_start_says_that_there_is_little_room(tmp_path, monkeypatch, capsys):
    def stop(*args):
        raise preflight.SetupError("far enough")

    monkeypatch.setattr(run_script, "check_room", lambda var, values: "disk full: the site starts")
    monkeypatch.setattr(run_script, "install", stop)
    with pytest.raises(preflight.SetupError, match="far enough"):
        run_script.prepare(str(tmp_path), str(tmp_path / "run.log"), 8000, "config.settings.production", {})
    assert "stadskennis: disk full: the site starts." in capsys.readouterr().out


def test_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "var").write_text("een bestand", encoding="utf-8")
    says_one_line(run(tmp_path, "setup"), "cannot write to")


def test_bad_setting_is_one_line(tmp_path):
    says_one_line(run(tmp_path, "setup", SITE_URL="onzin"), "SITE_URL: 'onzin' is not an address")


def test_reset_asks_first(tmp_path):
    (tmp_path / "var").mkdir()
    assert run(tmp_path, "reset").returncode == 1
    assert (tmp_path / "var").is_dir()


@pytest.mark.parametrize(
    ("address", "is_said"), [("http://127.0.0.1:8000", True), ("https://stadskennis.example", False)]
)
def test_logins_are_said_on_loopback_alone(tmp_path, capsys, address, is_said):
    (tmp_path / "demo-logins.json").write_text('{"student": {"username": "student", "password": "geheim"}}')
    serve.Supervisor(sys.executable, {"SITE_URL": address}, str(tmp_path), 8000).print_addresses()
    assert ("geheim" in capsys.readouterr().out) is is_said


def test_supervisor_stops_both_children_quickly(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import serve, os\n"
        "s = serve.Supervisor(sys.executable, dict(os.environ), sys.argv[2], 1)\n"
        "s.commands = {n: [sys.executable, '-c', 'import time; print(1, flush=True); time.sleep(60)'] for n in ('server', 'worker')}\n"
        "sys.exit(s.run())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(ROOT / "scripts"), str(tmp_path)], stdout=subprocess.PIPE
    )
    process.stdout.readline()
    process.stdout.readline()
    process.terminate()
    assert process.wait(5) == 0
    assert serve.STOP_TIMEOUT < 5
