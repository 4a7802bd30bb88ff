"""How gunicorn serves the site."""

import os

wsgi_app = "config.wsgi"
pythonpath = "site,."
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 2
limit_request_line = 8190
# Forwarded headers are judged by config.middleware.trusted_proxy alone.
forwarded_allow_ips = ""
secure_scheme_headers = {}
os.umask(0o077)  # what the server writes is its own user's only
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
loglevel = "warning"
