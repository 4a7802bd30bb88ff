"""Settings for development, and the default of manage.py: DEBUG and unhashed static files."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, VAR_DIR
from config.settings.environment import read, read_secret

DEBUG = read("bool", "DEBUG", True)
SECRET_KEY = read_secret(VAR_DIR) if (VAR_DIR / "secret-key").exists() else "only-for-developing-" * 3
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PAGE_CACHE = read("bool", "PAGE_CACHE", False)  # a template that was changed is seen at once
