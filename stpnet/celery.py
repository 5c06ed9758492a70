"""The Celery application and the two bases that every task has one of."""

import os
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import transaction

from stpnet.logs import tasks as log_of_tasks  # noqa: F401 - connects to Celery's signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")

HEADER = "organization"


class NoOrganization(RuntimeError):
    """A task of an organization was sent or run without one, or its organization is gone."""


class OrganizationTask(DjangoTask):
    """Runs inside the organization it was sent from; refuses to be sent or run without one."""

    abstract = True
    # Work that owners may still ask for after they closed the organization.
    though_closed = False

    def apply_async(self, *args: Any, headers: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        if HEADER not in (headers := headers or {}):
            headers = {**headers, HEADER: _here()}
        return super().apply_async(*args, headers=headers, **kwargs)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Send after the commit, to the organization of now: at commit the connection may be elsewhere."""
        headers = {HEADER: _here()}
        # robust: a broker that is down must not fail what is saved; the sweeper sends it again.
        transaction.on_commit(lambda: self.apply_async(args, kwargs, headers=headers), robust=True)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from stpnet.in_org import in_org  # noqa: PLC0415 - needs Django set up

        here = _organization((self.request.headers or {}).get(HEADER))
        with in_org(here, though_closed=self.though_closed):
            return super().__call__(*args, **kwargs)


class PublicTask(DjangoTask):
    """The few tasks that belong to no organization name this base: `base=PublicTask`."""

    abstract = True


def _here() -> str:
    from stpnet.db.base import PUBLIC  # noqa: PLC0415 - needs Django set up
    from stpnet.db.wrapper import current  # noqa: PLC0415

    connection = current()
    if connection.schema_name == PUBLIC:
        raise NoOrganization("sent outside in_org()")
    return connection.schema_name


def _organization(schema_name: str | None) -> Any:
    from django_tenants.utils import get_tenant_model  # noqa: PLC0415 - needs Django set up

    from stpnet.in_org import on_public_side  # noqa: PLC0415

    with on_public_side():
        organization = get_tenant_model().objects.filter(schema_name=schema_name or "").first()
    if organization is None:
        raise NoOrganization(f"no organization {schema_name!r}")
    return organization


app: Celery = Celery("stpnet", task_cls=OrganizationTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
