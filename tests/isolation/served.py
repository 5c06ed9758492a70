"""The application as gunicorn serves it, with the addresses that only tests have."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
settings.ROOT_URLCONF = "tests.probes"

from stpnet.wsgi import application  # noqa: E402 - the addresses come first

__all__ = ["application"]
