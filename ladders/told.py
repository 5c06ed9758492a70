"""What a ladder tells of a person's past: who placed them where, as of which day, agreed or took it back."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladders.models import Assessment, OwnWord, Place, Proposal
from members.filters import fields_of
from members.models import Member
from members.past import Happening, name_of, rows
from members.requests import OrgRequest


def said(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return what was said of where somebody stands."""
    parts = JSONObject(
        ladder=F("ladder__name"), position=F("level__position"), level=F("level__name"), on=F("on"), source=F("source")
    )
    found = Assessment.objects.filter(member=member)
    return rows(found, at="created_at", who=name_of("assessed_by_id"), what=F("place"), parts=parts)


def taken_back(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return what was taken back of it."""
    found = Assessment.objects.filter(member=member, voided_at__isnull=False)
    parts = JSONObject(ladder=F("ladder__name"), why=F("void_reason"))
    return rows(found, at="voided_at", who=name_of("voided_by_id"), what=F("place"), parts=parts)


def agreed(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return what a second person agreed with."""
    found = Assessment.objects.filter(member=member, confirmed_by__isnull=False)
    parts = JSONObject(ladder=F("ladder__name"), position=F("level__position"), level=F("level__name"))
    return rows(found, at="confirmed_at", who=name_of("confirmed_by_id"), what=F("place"), parts=parts)


def own_words(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return when somebody's own words were written down; the words stand on their path."""
    found = OwnWord.objects.kept().filter(member=member)
    parts = JSONObject(ladder=F("ladder__name"))
    return rows(found, at="created_at", who=name_of("written_by_id"), what=Value("own words"), parts=parts)


def dismissed(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    """Return what was proposed for somebody and not followed."""
    found = Proposal.objects.filter(member=member, state=Proposal.State.DISMISSED)
    parts = JSONObject(
        ladder=F("ladder__name"),
        position=F("level__position"),
        level=F("level__name"),
        why=F("because"),
        fields=F("fields"),
    )
    return rows(found, at="decided_at", who=name_of("decided_by_id"), what=F("place"), parts=parts)


def say_said(_request: OrgRequest, happening: Happening) -> str:
    """Say who placed them, where and as of when."""
    parts = happening.parts
    place = f"{parts['position']} {parts['level']}" if parts["level"] else str(Place(happening.what).label)
    says = {
        "who": happening.who or _("Someone no longer here"),
        "place": place,
        "ladder": parts["ladder"],
        "on": date_format(date.fromisoformat(parts["on"]), "M j, Y"),
    }
    if parts["source"] == Assessment.Source.IMPORT:
        return _("A list placed them at “%(place)s” on %(ladder)s, as of %(on)s") % says
    return _("%(who)s placed them at “%(place)s” on %(ladder)s, as of %(on)s") % says


def say_taken_back(_request: OrgRequest, happening: Happening) -> str:
    """Say who took a level back, and why."""
    says = {"who": happening.who or _("Someone no longer here"), **happening.parts}
    return _("%(who)s took back where they stood on %(ladder)s: %(why)s") % says


def say_agreed(_request: OrgRequest, happening: Happening) -> str:
    """Say who agreed, and with which level."""
    says = {"who": happening.who or _("Someone no longer here"), **happening.parts}
    return _("%(who)s agreed with “%(position)s %(level)s” on %(ladder)s") % says


def say_dismissed(request: OrgRequest, happening: Happening) -> str:
    """Say who left them where they were, and why, unless the rule is about something that the reader may not see."""
    parts = happening.parts
    place = f"{parts['position']} {parts['level']}" if parts["level"] else str(Place(happening.what).label)
    says = {"who": happening.who or _("Someone no longer here"), **parts, "place": place}
    if set(parts["fields"]) - fields_of(request).keys():
        return _("%(who)s did not follow a proposal of “%(place)s” on %(ladder)s") % says
    return _("%(who)s did not follow a proposal of “%(place)s” on %(ladder)s: %(why)s") % says


def say_own_words(_request: OrgRequest, happening: Happening) -> str:
    """Say who wrote down what somebody says of their own place."""
    says = {"who": happening.who or _("Someone no longer here"), **happening.parts}
    return _("%(who)s wrote down what they say themselves about where they stand on %(ladder)s") % says
