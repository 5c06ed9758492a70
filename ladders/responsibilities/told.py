"""What responsibilities tell of a person's past: asked, said yes or not now, gave it back."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from ladders.models import Holding
from members.models import Member
from members.past import Happening, StartOfDay, name_of, rows
from members.requests import OrgRequest


def asked(_request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    found = Holding.objects.filter(member=member).exclude(asked_on=None)
    return rows(found, at="created_at", who=name_of("given_by_id"), what=Value("asked"), parts=_parts(""))


def took_on(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    return _on(request, Holding.objects.filter(member=member).exclude(since=None), "since", "took on", "words")


def said_no(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    return _on(
        request, Holding.objects.filter(member=member, since=None).exclude(until=None), "until", "said no", "words"
    )


def gave_back(request: OrgRequest, member: Member) -> QuerySet[Any, Any]:
    ended = Holding.objects.filter(member=member).exclude(since=None).exclude(until=None)
    return _on(request, ended, "until", "gave back", "how_it_went")


def _parts(line: str) -> JSONObject:
    return JSONObject(name=F("responsibility__name"), line=F(line) if line else Value(""))


def _on(request: OrgRequest, found: QuerySet[Any], day: str, what: str, line: str) -> QuerySet[Any, Any]:
    dated = found.annotate(on_day=StartOfDay(request, day))
    return rows(dated, at="on_day", who=Value(""), what=Value(what), parts=_parts(line), is_day=Value(True))


def say(_request: OrgRequest, happening: Happening) -> str:
    """Say it in a sentence, with the line that was written down."""
    said = {"what": happening.parts["name"], "who": happening.who or _("Someone no longer here")}
    sentence = {
        "asked": _("%(who)s asked them to carry “%(what)s”"),
        "took on": _("Took on “%(what)s”"),
        "said no": _("Said not now to “%(what)s”"),
        "gave back": _("Gave back “%(what)s”"),
    }[happening.what] % said
    line = happening.parts["line"]
    return f"{sentence}: {line}" if line else sentence
