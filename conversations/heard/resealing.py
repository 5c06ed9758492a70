"""Closing notes anew, after a new key was put in front of MFA_KEYS."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from conversations.models import Conversation, PromptAnswer
from organizations import sealing

CHUNK = 1000


def reseal() -> int:
    """Close with the first key what the others closed, so that they can go; returns how many rows there are."""
    closed: tuple[QuerySet[Any], ...] = (
        Conversation.objects.exclude(sealed="").only("sealed"),
        PromptAnswer.objects.exclude(sealed="").only("sealed"),
    )
    return sum(_close(rows) for found in closed for rows in _chunks(found))


def _close(rows: list[Any]) -> int:
    for row in rows:
        row.sealed = sealing.reseal(row.sealed)
    n: int = type(rows[0])._default_manager.bulk_update(rows, ["sealed"])  # noqa: SLF001 - whichever model it is
    return n


def _chunks(found: QuerySet[Any]) -> Iterator[list[Any]]:
    """Yield a chunk at a time, locked until it is written: somebody may be editing meanwhile."""
    last: UUID | None = None
    while True:
        with transaction.atomic():
            left = found.filter(pk__gt=last) if last else found
            chunk = list(left.select_for_update(of=("self",)).order_by("pk")[:CHUNK])
            if not chunk:
                return
            last = chunk[-1].pk
            yield chunk
