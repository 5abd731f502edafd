"""gunicorn for the demo and for production; the command line and GUNICORN_CMD_ARGS override it."""

import os
from pathlib import Path

wsgi_app = "onestop.site.wsgi:application"
bind = "unix:/run/onestop/gunicorn.sock"

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4  # a browser's idle connections must not hold a worker
timeout = 30
graceful_timeout = 20
keepalive = 5

# Workers are renewed now and then, never all at once: a slow leak in any library stays without effect.
max_requests = 5000
max_requests_jitter = 1000

# The heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn makes its own file in it

accesslog = None  # the site writes one line a request itself, without personal data
errorlog = "-"
loglevel = "warning"
