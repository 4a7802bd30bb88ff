"""The RSGI application, which `manage.py serve` starts."""

from config.gateway.application import Gateway
from config.wsgi import application as django

application = Gateway(django)
