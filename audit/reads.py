"""Say that something was read; the middleware writes it down before the answer leaves."""

from uuid import UUID

from django.http import HttpRequest

from audit.models import ReadEvent

# A list of this many people or fewer is everyday work and no event.
LONG_LIST = 50


def note(request: HttpRequest, action: str, *, of: UUID | None = None, n: int = 1) -> None:
    """Remember that this request read one object, or a list of n."""
    if of is None and n <= LONG_LIST:
        return
    events = request.__dict__.setdefault("read_events", [])
    events.append(ReadEvent(actor_id=request.member.pk, action=action, object_id=of, n_objects=n))  # type: ignore[attr-defined]
