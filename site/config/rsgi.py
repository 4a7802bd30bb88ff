"""The RSGI application, which `manage.py serve` starts."""

from config.gateway.application import Gateway
from config.wsgi import application as django
from media.uploads.validation import MAX_RECORDING

FORM = 50 * 1024**2  # bytes of what a form has beside a recording
application = Gateway(django, MAX_RECORDING + FORM)
