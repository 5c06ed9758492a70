"""How gunicorn serves the site: `gunicorn --config python:stpnet.web_server stpnet.wsgi`."""

import gc
from typing import Any

from stpnet import env, logs

bind = env.text("WEB_ADDRESS", "127.0.0.1:8000")
workers = env.number("WEB_PROCESSES", 2)
# Threads, for pages wait for the database most of the time. No async worker: it would see no organization.
worker_class = "gthread"
threads = 8
# Longer than the proxy keeps a connection open, so that it never writes into one that is being closed.
keepalive = 75
# Pages being made when a new version starts are finished; containers are killed after ten seconds.
graceful_timeout = 5
# What leaks, leaks for a while only; not all processes start anew at once.
max_requests, max_requests_jitter = 5000, 500
control_socket_disable = True
logconfig_dict = logs.config()


def post_worker_init(_worker: Any) -> None:
    """Leave what was loaded at the start out of every later look for garbage: pages take a tenth less work."""
    gc.collect()
    gc.freeze()
