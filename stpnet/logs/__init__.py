"""What the log says: ids, never names, addresses, telephone numbers, notes, or what stood in an address bar.

Django, Celery and gunicorn write through the same few lines of ours; see docs/decisions/0016-deploy-and-logs.md.
"""

from typing import Any

from stpnet import env


def config() -> dict[str, Any]:
    """Return the logging configuration: lines of JSON on a site in earnest, text on one's own machine."""
    kind = env.text("LOG_FORMAT", "json" if env.text("DATABASE_URL", "") else "text")
    # Errors in full quote what people typed: only for whoever sits in front of the machine.
    line = "Full" if env.flag("DEBUG") else {"json": "Json", "text": "Text"}[kind]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"stpnet.logs.lines.{line}Line"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            # What is answered with 4xx has its line from stpnet.requests.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "propagate": False},
            "gunicorn.error": {"handlers": [], "propagate": True},
            # Its lines hold addresses as they came; ours, from stpnet.requests, hold the route.
            "gunicorn.access": {"handlers": [], "propagate": False},
            # One line for each task is enough, and it says how it ended.
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
        },
    }
