"""The stock Wagtail site: `wagtail start`, the app of bench/stock, articles; served by gunicorn's plain workers on SQLite."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.site import ROOT, Site, end, find_port, wait_until_alive

SOURCE = ROOT / "bench" / "stock"
START = "import sys; sys.argv = ['wagtail', 'start', 'mysite', '.']; from wagtail.bin.wagtail import main; main()"
LOCAL = """
from .base import INSTALLED_APPS, STORAGES
SECRET_KEY = "for-a-benchmark-on-this-machine-alone-" * 2
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["articles", *INSTALLED_APPS]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
"""
TEMPLATES = {"home_page.html": "home/templates/home", "article_index_page.html": "articles/templates/articles",
             "article_page.html": "articles/templates/articles"}  # fmt: skip


def build(folder: Path, articles: int, environment: dict) -> dict:
    """Make the site in `folder`; return the address of each kind of page."""
    subprocess.run([sys.executable, "-c", START], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    (folder / "mysite" / "settings" / "local.py").write_text(LOCAL, encoding="utf-8")
    tags = folder / "articles" / "templatetags"
    tags.mkdir(parents=True)
    for package in (folder / "articles", tags):
        (package / "__init__.py").touch()
    shutil.copy(SOURCE / "models.py-tpl", folder / "articles" / "models.py")
    shutil.copy(SOURCE / "articles_tags.py-tpl", tags / "articles_tags.py")
    shutil.copy(SOURCE / "fill.py-tpl", folder / "fill.py")
    for name, target in TEMPLATES.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCE / name, folder / target)
    for command in (["makemigrations", "articles", "-v0"], ["migrate", "-v0"], ["collectstatic", "-v0", "--no-input"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=folder, env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "fill.py", str(articles)],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def run_stock(articles: int, environment: dict) -> Iterator[tuple[Site, dict]]:
    """Make and serve the stock site; yield it and the address of each kind of page."""
    folder, port = Path(tempfile.mkdtemp(prefix="stadskennis-stock-")), find_port()
    own = {**environment, "DJANGO_SETTINGS_MODULE": "mysite.settings.production", "PYTHONPATH": str(folder)}
    try:
        paths = build(folder, articles, own)
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "-w",
            "2",
            "-b",
            f"127.0.0.1:{port}",
            "--log-level",
            "error",
            "mysite.wsgi",
        ]
        server = subprocess.Popen(command, cwd=folder, env=own)
        try:
            site = Site(port, own, server)
            wait_until_alive(site, "/")
            yield site, paths
        finally:
            end(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
