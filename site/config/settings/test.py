"""Settings for tests: those of production with a separate database, files and e-mail backend."""

import tempfile
from pathlib import Path

import config.settings.isolation  # noqa: F401 -- before the settings are read
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, DATABASES, INSTALLED_APPS, STORAGES
from config.settings.environment import make_incoming

SECRET_KEY = "a-key-for-tests-that-protects-nothing-whatsoever-at-all"  # noqa: S105
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
VAR_DIR = Path(tempfile.mkdtemp(prefix="stadskennis-test-"))
FILE_UPLOAD_TEMP_DIR = make_incoming(VAR_DIR)
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"  # not those that `make run` collected: each test client would read them all
STATIC_ROOT.mkdir()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"] == "config.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # pytest-django knows SQLite by the name of Django's own engine
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PAGE_CACHE = False  # tests look at what a page costs and shows; those of the cache switch it on

INSTALLED_APPS = [*INSTALLED_APPS, "tests.new_kind"]  # a kind of entry for tests only
