"""What the data hour adds to other rooms, from `AppConfig.ready`."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations import registry
from conversations.hours import actions
from conversations.models import DataHour, Notice
from conversations.reader import Reader
from conversations.registry import Line
from conversations.today import registry as today
from members import registry as people


def register() -> None:
    registry.on_logged.append(actions.logged)
    registry.on_taken_back.append(actions.taken_back)
    registry.add_kind(actions.CALLED, say_called)
    today.doors.append(today.Door(gettext_lazy("Data hours"), "hourglass", "hours:list", "conversation.log", 60))
    people.on_erase.append(actions.forget)


def say_called(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say who asks to which hour; one that was called off is left out."""
    hours = DataHour.objects.in_bulk([each.about for each in notices if each.about])
    return {each.pk: _line(reader, each, hours[each.about]) for each in notices if each.about in hours}


def _line(reader: Reader, notice: Notice, hour: DataHour) -> Line:
    begins = localtime(hour.begins_at, reader.organization.zone)
    said = {"who": notice.who, "day": date_format(begins, "F j"), "time": date_format(begins, "g:i A")}
    title = _("%(who)s asks you to a data hour on %(day)s, %(time)s.") % said
    text = _("An hour to write up together what lives in heads. Say whether you come.")
    return Line(title, text, reader.url("hours:hour", hour.pk), "hourglass")
