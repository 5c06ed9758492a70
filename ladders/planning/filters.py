"""What the list of people can be filtered by from their plans."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ladders.models import DevelopmentPlan, PlanStep
from members.filters import Day, OneOf
from members.generations.filters import either, yes_or_no
from members.requests import OrgRequest


def _has_plan(_request: OrgRequest, values: tuple[str, ...]) -> Q:
    return either(Q(Exists(DevelopmentPlan.objects.open().filter(member=OuterRef("pk")))), values)


def _due(since: date | None, until: date | None, _zone: ZoneInfo) -> Q:
    """Keep those with an open step whose day is one of these."""
    bounds = {"by_on__gte": since, "by_on__lt": until}
    given: dict[str, Any] = {lookup: day for lookup, day in bounds.items() if day} or {"by_on__isnull": False}
    return Q(Exists(PlanStep.objects.open().filter(plan__member=OuterRef("pk"), **given)))


FIELDS = (
    OneOf(name="has-plan", label=_("Has an open plan"), order=15, choices=yes_or_no, has=_has_plan),
    Day(name="plan-due", label=_("Step of a plan due"), order=16, source=_due),
)
