"""Lists brought in by tests: written as CSV, read, matched, planned and applied as a worker would."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imports import actions
from imports.models import ImportBatch, ImportRow
from ladders.models import Ladder
from organizations.models import Organization

type Bring = Callable[..., ImportBatch]


def receive(text: str | bytes, *, name: str = "list.csv", **fields: Any) -> ImportBatch:
    """Keep a list and read it."""
    data = text.encode() if isinstance(text, str) else text
    return actions.work_now(actions.receive([data], name=name, by=fields.pop("by", None), **fields))


def plan(batch: ImportBatch, mapping: dict[str, str | None] | None = None, **settings: Any) -> ImportBatch:
    """Match by the guesses, changed by `mapping`, and look at every row."""
    columns = zip(batch.headers, batch.mapping, strict=True)
    keys = [(mapping or {}).get(header, key) for header, key in columns]
    settings.setdefault("ladder", Ladder.objects.get(is_default=True))
    actions.match(batch, mapping=keys, by=None, **settings)
    return actions.work_now(batch)


def apply(batch: ImportBatch) -> ImportBatch:
    """Press the button and do the work."""
    actions.confirm(batch, by=None)
    return actions.work_now(batch)


def bring_in(text: str | bytes, mapping: dict[str, str | None] | None = None, **fields: Any) -> ImportBatch:
    """Bring a list in, from the first step to the last."""
    settings = {name: fields.pop(name) for name in ("as_of", "date_order", "ladder") if name in fields}
    return apply(plan(receive(text, **fields), mapping, **settings))


def fates(batch: ImportBatch, column: str = "fate") -> list[str]:
    return list(batch.rows.order_by("number").values_list(column, flat=True))


def row(batch: ImportBatch, number: int) -> ImportRow:
    return batch.rows.get(number=number)


@pytest.fixture
def bring(north: Organization) -> Bring:
    """`bring("name,email\\n…")`: a list that has come all the way in."""
    return bring_in


def url(name: str, *args: object, slug: str = "north") -> str:
    return reverse(f"imports:{name}", args=[slug, *args])


def upload(client: Client, text: str | bytes, name: str = "list.csv") -> ImportBatch:
    """Upload as a browser does; returns the batch, still unread."""
    data = text.encode() if isinstance(text, str) else text
    answer = client.post(url("upload"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 303, answer.text
    return ImportBatch.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[-1])


def posted(batch: ImportBatch, client: Client) -> dict[str, str]:
    """What the form of the match page sends when nothing is changed."""
    form = client.get(url("match", batch.pk)).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}
