"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.private_files import protect_installation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
protect_installation()
connections.close_all()  # a process of the server must not inherit an open one
