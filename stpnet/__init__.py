"""STP Network: the project package. The Celery application is loaded with Django, so that tasks find it."""

from stpnet.celery import app as celery_app

__all__ = ["celery_app"]
