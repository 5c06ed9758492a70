"""The tables of an organization as a take-out holds them: which, in which order, with which columns."""

from graphlib import TopologicalSorter

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader

type Table = type[models.Model]
FORMAT, VERSION = "stp-network-take-out", 1
# What only says how files that lie here for an hour were made.
_NOT_TAKEN = {"members.takeout", "members.rightsfile"}


def tables() -> list[Table]:
    """Return every table, each after those that its keys lead to: foreign keys are looked at as rows come in."""
    models_here = [model for label in settings.TENANT_APPS for model in apps.get_app_config(label).get_models(True)]
    sorter = TopologicalSorter({model: _leads_to(model) for model in sorted(models_here, key=label)})
    return [model for model in sorter.static_order() if label(model) not in _NOT_TAKEN]


def label(model: Table) -> str:
    return model._meta.label_lower  # noqa: SLF001 - the public face of a model


def place(model: Table) -> str:
    return model._meta.db_table  # noqa: SLF001


def fields(model: Table) -> list[models.Field]:  # type: ignore[type-arg]
    """Return the columns; what the database works out by itself is left out."""
    return [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001


def columns(model: Table) -> list[str]:
    return [str(field.column) for field in fields(model)]


def _leads_to(model: Table) -> set[Table]:
    keys = (field.related_model for field in fields(model) if field.is_relation)
    return {other for other in keys if isinstance(other, type) and other is not model}


def versions() -> dict[str, str]:
    """Name the last step that each application's tables are brought to by this version of the software."""
    leaves = MigrationLoader(None).graph.leaf_nodes()
    return {app: name for app, name in leaves if app in settings.TENANT_APPS}
