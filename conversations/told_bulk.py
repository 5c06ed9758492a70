"""That a change of many, or its undo, came to its end in the background: whoever asked for it hears what came of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from django.utils.translation import gettext_lazy

from conversations.models import Notice
from conversations.notices import tell
from conversations.reader import Reader
from conversations.registry import Line
from members.bulk import jobs
from members.models import ChangeSet

DONE, UNDONE, FAILED = "members.bulk_done", "members.bulk_undone", "members.bulk_failed"
# The sentence, its icon and its state.
_LOOKS = {
    DONE: (gettext_lazy("Your change of many is done. %s."), "check", "ok"),
    UNDONE: (gettext_lazy("Your change of many is taken back. %s."), "undo-2", "ok"),
    FAILED: (gettext_lazy("Your change of many did not get to its end. %s."), "triangle-alert", "bad"),
}


def ended(made: ChangeSet) -> None:
    if made.by is None:
        return
    made.refresh_from_db(fields=["status", "undone_at"])
    kind = UNDONE if made.undone_at else FAILED if made.status == ChangeSet.Status.FAILED else DONE
    tell(to=made.by, kind=kind, by=None, about=made.pk)


def _say(kind: str, reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say what stands by now: of a change that was taken back since, both notices tell so."""
    title, icon, state = _LOOKS[kind]
    sets = ChangeSet.objects.in_bulk([notice.about for notice in notices])
    may = reader.may("member.bulk_edit")
    return {
        notice.pk: Line(
            str(title) % jobs.title(made),
            jobs.sentence(made),
            reader.url("members:bulk_done", made.pk) if may else "",
            icon,
            state,
        )
        for notice in notices
        if (made := sets.get(notice.about))
    }


KINDS: Mapping[str, Callable[[Reader, Sequence[Notice]], Mapping[UUID, Line]]] = {
    kind: partial(_say, kind) for kind in _LOOKS
}
