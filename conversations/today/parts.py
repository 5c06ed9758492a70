"""How a section asks for its lines, and reads what came back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Window
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.permissions import row_of

# So many of each kind: a day has no room for more, and the page behind it has all.
SHOWN = 5


def lines(found: Any, **fields: Any) -> ArraySubquery:
    """Return a part of the statement of Today: the first rows as objects of these fields, each with `n`, how many."""
    counted = found.annotate(n_all=Window(Count("pk")))
    return ArraySubquery(counted.values(json=JSONObject(n=F("n_all"), **fields))[:SHOWN])


def n_of(rows: list[dict[str, Any]]) -> int:
    """Read how many there are in all."""
    return rows[0]["n"] if rows else 0


def day(text: str | None) -> date | None:
    """Read a day of such a row."""
    return date.fromisoformat(text) if text else None


def in_reach(request: OrgRequest, action: str = "member.view") -> MemberQuerySet:
    """Return the people whom a right of the reader reaches, whatever page they are on."""
    people: MemberQuerySet = Member.objects.people()
    return people.within(row_of(action).scope(request.roles), request.member)


def page_of(request: OrgRequest, member: UUID | str | None) -> str:
    """Return the address of somebody's page."""
    return reverse("members:detail", args=[request.organization.slug, member]) if member else ""


def short(on: date, today: date) -> str:
    """Write a day as one says it: today, yesterday, Nov 12."""
    if on == today:
        return _("today")
    return date_format(on, "M j" if on.year == today.year else "M j, Y")


def ago(on: date, today: date) -> str:
    """Say how long ago a day was."""
    n = (today - on).days
    if n <= 0:
        return _("today")
    if n == 1:
        return _("yesterday")
    return ngettext("%(n)d day ago", "%(n)d days ago", n) % {"n": n}
