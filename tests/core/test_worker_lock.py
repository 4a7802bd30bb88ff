"""One worker per database: a second one ends with a message; a killed one leaves no lock."""

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from core.tasks import refresh_statistics
from core.worker_lock import WorkerRunsError, hold_worker_lock, is_worker_running

ROOT = Path(__file__).resolve().parents[2]
HOLD = """if True:
    import json, sys, time
    from django.conf import settings
    settings.configure(DATABASES={"default": json.loads(sys.argv[1])}, USE_TZ=True)
    from core.worker_lock import hold_worker_lock
    with hold_worker_lock():
        print("held", flush=True)
        time.sleep(60)
"""
PARTS = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")


@pytest.fixture
def database(tmp_path, monkeypatch):
    """The parts of a database that other processes can open: a file, or the test's own PostgreSQL database."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "site.sqlite3"))
    return {name: str(connection.settings_dict[name]) for name in PARTS}


@pytest.fixture
def holder(database):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLD, json.dumps(database)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "site")}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


@pytest.mark.every_database
@pytest.mark.django_db
def test_second_worker_says_so_and_does_nothing(holder):
    row = DBTaskResult.objects.get(pk=refresh_statistics.enqueue().id)
    DBTaskResult.objects.filter(pk=row.pk).update(status="RUNNING")
    with pytest.raises(CommandError, match="another worker runs on this database") as refusal:
        call_command("worker", batch=True)
    assert refusal.value.returncode == os.EX_TEMPFAIL
    assert f"process {holder.pid}" in str(refusal.value)
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == [
        "RUNNING"
    ]  # the other one's task is left alone


@pytest.mark.every_database
@pytest.mark.django_db
def test_lock_of_a_killed_worker_is_free(holder):
    with pytest.raises(WorkerRunsError), hold_worker_lock():
        pass
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with hold_worker_lock() as check:
        check()  # held: it does not end this process


@pytest.mark.every_database
@pytest.mark.django_db
def test_probe_tells_whether_a_worker_runs_and_whether_it_has_work(client, database, request):
    def probe() -> str:
        return client.get("/-/ready").json()["worker"]

    assert probe() == "missing"
    task = refresh_statistics.enqueue()
    assert probe() == "missing"
    holder = request.getfixturevalue("holder")
    states = [probe()]
    for status in ("RUNNING", "SUCCESSFUL"):
        DBTaskResult.objects.filter(pk=task.id).update(status=status)
        states.append(probe())
    assert states == ["working", "working", "idle"]
    holder.kill()
    holder.wait()
    assert probe() == "missing"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the file of SQLite")
@pytest.mark.django_db
def test_probe_stops_no_worker_that_starts(database, monkeypatch):
    with hold_worker_lock():
        pass
    with open(f"{database['NAME']}.worker", encoding="utf-8") as probe:
        fcntl.flock(probe, fcntl.LOCK_SH)
        monkeypatch.setattr(time, "sleep", lambda _seconds: fcntl.flock(probe, fcntl.LOCK_UN))
        with hold_worker_lock():
            assert is_worker_running()


@pytest.mark.django_db
def test_lock_is_free_again_after_an_ordinary_end(database):
    for _time in range(2):
        with hold_worker_lock():
            pass


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the file of SQLite")
def test_link_to_the_database_is_the_same_database(tmp_path, monkeypatch):
    (tmp_path / "real.sqlite3").touch()
    (tmp_path / "link.sqlite3").symlink_to(tmp_path / "real.sqlite3")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "real.sqlite3"))
    with hold_worker_lock():
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "link.sqlite3"))
        with pytest.raises(WorkerRunsError), hold_worker_lock():
            pass


@pytest.mark.every_database
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the lock of a file goes with its process alone")
@pytest.mark.django_db(transaction=True)
def test_worker_that_lost_its_lock_ends(monkeypatch):
    sent = []
    with hold_worker_lock() as check:
        check()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE %s",
                [f"worker: process {os.getpid()} %"],
            )
        monkeypatch.setattr(os, "kill", lambda *call: sent.append(call))
        check()
    assert sent == [(os.getpid(), signal.SIGTERM)]


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database or disk is full"),
        OSError(errno.ENOSPC, "No space left"),
        OperationalError("database is locked"),
    ],
)
def test_worker_waits_for_a_machine_that_holds_nothing_now(monkeypatch, error):
    def refuse():
        raise error

    monkeypatch.setattr("core.management.commands.worker.hold_worker_lock", refuse)
    with pytest.raises(CommandError, match="the worker waits") as refusal:
        call_command("worker", batch=True)
    assert refusal.value.returncode == os.EX_TEMPFAIL


def test_worker_hides_no_other_error(monkeypatch):
    def refuse():
        raise OperationalError("no such table: x")

    monkeypatch.setattr("core.management.commands.worker.hold_worker_lock", refuse)
    with pytest.raises(OperationalError):
        call_command("worker", batch=True)
