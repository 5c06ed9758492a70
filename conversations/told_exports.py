"""That a list was taken out: who asked for it learns that the file is there, owners that it happened."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Notice
from conversations.notices import tell
from conversations.reader import Reader
from conversations.registry import Line
from members.models import Export, Member

READY, TAKEN, NOT_MADE = "members.export_ready", "members.exported", "members.export_failed"


def made(export: Export, owners: Collection[Member]) -> None:
    """Tell who asked for it, and the owners; an owner's own file is no news to them."""
    if export.asked_by is None:
        return
    tell(to=export.asked_by, kind=READY, by=None, about=export.pk)
    tell(to=owners, kind=TAKEN, by=export.asked_by, about=export.pk)


def not_made(export: Export) -> None:
    """Tell who waits for it that no file will come."""
    if export.asked_by:
        tell(to=export.asked_by, kind=NOT_MADE, by=None, about=export.pk)


def say_not_made(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    return {
        pk: Line(
            _("Your file could not be made: %s.") % _people(export.n_asked),
            export.trouble,
            reader.url("members:export", export.pk) if reader.may("member.export") else "",
            "triangle-alert",
            "bad",
        )
        for pk, export in _with_exports(notices)
    }


def say_ready(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    text = _("It is there for an hour.")
    return {
        pk: Line(
            _("Your file is ready: %s.") % _people(export.n_written),
            text if export.is_there else _("Its hour is over, and it is removed."),
            reader.url("members:export", export.pk) if reader.may("member.view") else "",
            "download",
            "ok",
        )
        for pk, export in _with_exports(notices)
    }


def say_taken(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    who = {notice.pk: notice.who for notice in notices}
    return {
        pk: Line(
            _("%(who)s took a list out as a file: %(people)s.") % {"who": who[pk], "people": _people(export.n_written)},
            # In a mail nobody is named, and a reason names people.
            "" if reader.by_mail else _("For: %s") % export.reason,
            reader.url("jobs:job", export.pk),
            "download",
        )
        for pk, export in _with_exports(notices)
    }


def _with_exports(notices: Sequence[Notice]) -> list[tuple[UUID, Export]]:
    exports = Export.objects.in_bulk([notice.about for notice in notices])
    return [(notice.pk, exports[notice.about]) for notice in notices if notice.about in exports]


def _people(n: int) -> str:
    return ngettext("%s person", "%s people", n) % f"{n:,}"
