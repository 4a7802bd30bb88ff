"""Settings for production: `make run` and the container."""

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR
from config.settings.environment import read_secret

SECRET_KEY = read_secret(VAR_DIR)
