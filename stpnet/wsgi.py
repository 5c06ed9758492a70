"""The WSGI application that gunicorn serves. There is no ASGI one: async views would see no organization."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
application = get_wsgi_application()
