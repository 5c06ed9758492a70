"""What plans tell of a person's past: begun, closed, and what became of each step."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from ladders.models import DevelopmentPlan, PlanStep
from members.models import Member
from members.past import Happening, StartOfDay, name_of, rows
from members.requests import OrgRequest

_AIM = JSONObject(ladder=F("ladder__name"), position=F("aims_at__position"), level=F("aims_at__name"))


def begun(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    found = DevelopmentPlan.objects.filter(member=member)
    return rows(found, at="created_at", who=name_of("made_by_id"), what=Value("begun"), parts=_AIM)


def closed(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    found = DevelopmentPlan.objects.filter(member=member, closed_at__isnull=False)
    parts = JSONObject(ladder=F("ladder__name"), line=F("how_it_went"))
    return rows(found, at="closed_at", who=name_of("closed_by_id"), what=Value("closed"), parts=parts)


def settled(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return the steps that are done or dropped: of each a day is known, and nobody who said so."""
    found = PlanStep.objects.filter(plan__member=member).exclude(outcome="")
    dated = found.annotate(on_day=StartOfDay(request, "settled_on"))
    parts = JSONObject(step=F("text"), line=F("note"))
    return rows(dated, at="on_day", who=Value(""), what=F("outcome"), parts=parts, is_day=Value(True))


def say(_request: OrgRequest, happening: Happening) -> str:
    """Say it in a sentence, with the line that was written down."""
    said = {"who": happening.who or _("Someone no longer here"), **happening.parts}
    sentence = {
        "begun": _("%(who)s began a plan with them, toward “%(position)s %(level)s” on %(ladder)s"),
        "closed": _("%(who)s closed their plan on %(ladder)s"),
        "done": _("Did a step of their plan, “%(step)s”"),
        "dropped": _("A step of their plan was dropped, “%(step)s”"),
    }[happening.what] % said
    line = said.get("line")
    return f"{sentence}: {line}" if line else sentence
