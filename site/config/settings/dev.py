"""Settings for development, and for commands of manage.py where nothing says that the site is installed: DEBUG and unhashed static files."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, VAR_DIR
from config.settings.environment import read, read_secret

DEBUG = read("bool", "DEBUG", True)
_has_key = read("str", "SECRET_KEY", "") or (VAR_DIR / "secret-key").exists()
SECRET_KEY = read_secret(VAR_DIR) if _has_key else "only-for-developing-" * 3
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PAGE_CACHE = read("bool", "PAGE_CACHE", False)  # a template that was changed is seen at once
