"""What somebody agreed to, for each contact and channel: the answer that stands, since when, and those before."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Consent, ContactPoint
from members.reach import Contact

_ASKED: dict[str, tuple[Consent.Channel, ...]] = {
    ContactPoint.Kind.PHONE: (Consent.Channel.CALL, Consent.Channel.TEXT),
    ContactPoint.Kind.EMAIL: (Consent.Channel.MAIL,),
    ContactPoint.Kind.ADDRESS: (Consent.Channel.MAIL,),
}


_ROW = JSONObject(**{name: F(name) for name in ("point", "kind", "channel", "said", "on", "source", "written_at")})


class Answer(NamedTuple):
    """What stands for one channel; `since` is a sentence's end, empty where nothing is known."""

    channel: str
    answer: str
    since: str


class Agreed(NamedTuple):
    """A contact with its answers; `before` are those that were followed by others, the latest first."""

    contact: Contact
    answers: list[Answer]
    before: list[Consent]


def beside() -> ArraySubquery:
    """Return what somebody said, the latest first, as a part of the statement that reads them."""
    return ArraySubquery(Consent.objects.filter(member=OuterRef("pk")).values(json=_ROW))


def told(rows: Sequence[dict[str, Any]], contacts: Sequence[Contact]) -> dict[str, Any]:
    """Return `contacts` and `of_gone`: answers about contacts that are not here any more. `rows` are from `beside`."""
    by_point: dict[UUID, list[Consent]] = defaultdict(list)
    for row in rows:
        by_point[UUID(row["point"])].append(_read(row))
    agreed = [_agreed(contact, by_point.pop(contact.point.pk, [])) for contact in contacts]
    return {"contacts": agreed, "of_gone": [said for each in by_point.values() for said in each]}


def _read(row: dict[str, Any]) -> Consent:
    day = row["on"] and date.fromisoformat(row["on"])
    return Consent(**{**row, "on": day, "written_at": datetime.fromisoformat(row["written_at"])})


def _agreed(contact: Contact, said: list[Consent]) -> Agreed:
    latest: dict[str, Consent] = {}
    for each in said:
        latest.setdefault(each.channel, each)
    answers = [_answer(contact.point, channel, latest.get(channel)) for channel in _ASKED[contact.point.kind]]
    return Agreed(contact, answers, [each for each in said if latest[each.channel] is not each])


def _answer(point: ContactPoint, channel: Consent.Channel, said: Consent | None) -> Answer:
    shown = getattr(point, f"get_may_{channel}_display")()
    return Answer(str(channel.label), str(shown), _since(said) if getattr(point, f"may_{channel}") else "")


def _since(said: Consent | None) -> str:
    if said is None:
        return ""
    day = _("since %s") % date_format(said.on, "M j, Y") if said.on else ""
    return ", ".join(part for part in (day, said.source.strip().rstrip(".")) if part)
