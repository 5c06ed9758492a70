"""A column of the list of people: when somebody last had a one-to-one, and with whom."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from conversations.heard.latest import last_day, one_to_ones
from conversations.models import Conversation, Participant
from members.models import Member
from members.registry import Column
from members.requests import OrgRequest


def _latest(members: Sequence[Member]) -> QuerySet[Any, Any]:
    alone = Conversation.objects.kept().one_to_ones().values("pk")
    rows = Participant.objects.filter(member__in=[member.pk for member in members], conversation__in=alone)
    return rows.order_by("member", "-conversation__on", "-conversation__created_at").distinct("member")


def load(_request: OrgRequest, members: Sequence[Member]) -> Mapping[UUID, str]:
    """Say the day of each, and who talked with them, in one statement."""
    rows = _latest(members).values_list("member", "conversation__on", "conversation__author__name")
    return {pk: f"{date_format(on, 'M j, Y')}{f', {name}' if name else ''}" for pk, on, name in rows}


def plain(_request: OrgRequest, members: Sequence[Member]) -> Mapping[UUID, Any]:
    """Write the day as a day, which a spreadsheet can sort and count with."""
    return dict(_latest(members).values_list("member", "conversation__on"))


def log_page(request: OrgRequest) -> str:
    """Return the address of somebody's conversations, with a mark for whom."""
    nobody = UUID(int=0)
    return reverse("heard:person", args=[request.organization.slug, nobody]).replace(str(nobody), "{id}")


COLUMN = Column(
    "one-to-one", gettext_lazy("Last one-to-one"), load, 45, sort=lambda: last_day(one_to_ones()), usual=False,
    locked=gettext_lazy("This follows from the conversations that were logged. Enter opens them."), opens=log_page,
    plain=plain,
)  # fmt: skip
