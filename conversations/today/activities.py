"""What Today shows of activities: those of today and tomorrow, and who was new lately with nobody to get in touch."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.actions import when
from activities.models import Activity, Participation
from conversations.models import Conversation
from conversations.today.parts import day, in_reach, lines, n_of, page_of, short
from conversations.today.registry import Item, Press, Section, Shown
from members.requests import OrgRequest

type Rows = list[dict[str, Any]]
# Somebody new who has heard from nobody for so long is in other lists by then.
NEW_FOR = timedelta(days=30)


def near_part(request: OrgRequest) -> ArraySubquery:
    today = request.organization.today()
    near = Activity.objects.held().filter(on__gte=today, on__lte=today + timedelta(days=1))
    in_order = near.order_by("on", F("begins").asc(nulls_first=True), "pk")
    return lines(in_order, pk=F("pk"), name=F("name"), on=F("on"), begins=F("begins"), place=F("place"))


def near(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    items, url = [_near(request, row) for row in rows], _url(request, "activities:list")
    return Shown(_("Today and tomorrow"), _("What is planned, and the check-in for the door."), items, n_of(rows), url)


def _near(request: OrgRequest, row: dict[str, Any]) -> Item:
    today, url = request.organization.today(), _url(request, "activities:activity", row["pk"])
    on = day(row["on"]) or today
    said = Activity(name=row["name"], on=on)
    said.begins = Activity._meta.get_field("begins").to_python(row["begins"])  # noqa: SLF001 - as a form reads a time
    text = " · ".join(filter(None, [when(said, today), row["place"]]))
    door = Press(_("Check people in"), _url(request, "activities:door", row["pk"]), "clipboard-check")
    return Item(row["name"], text, [door] if on == today else [Press(_("Open"), url)], url)


def new_part(request: OrgRequest) -> ArraySubquery:
    """Look for those of one's people who came for the first time lately, and were not talked with since.

    Those whom somebody is asked to get in touch with are left out.
    """
    since = request.organization.today() - NEW_FOR
    first = Participation.objects.first_times().filter(
        follow_up_by=None, activity__on__gte=since, member__in=in_reach(request).order_by().values("pk")
    )
    talks = Conversation.objects.kept().reached()
    since_then = talks.filter(participants__member=OuterRef("member"), on__gte=OuterRef("activity__on"))
    first = first.filter(~Exists(since_then))
    in_order = first.order_by("-activity__on", "member__sorted_as", "pk")
    of = {"at": F("activity"), "on": F("activity__on"), "what": F("activity__name")}
    return lines(in_order, pk=F("pk"), about=F("member_id"), name=F("member__name"), **of)


def new(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    items = [_new(request, row) for row in rows]
    return Shown(_("Were there for the first time"), _("Somebody gets in touch soon. Who?"), items, n_of(rows))


def _new(request: OrgRequest, row: dict[str, Any]) -> Item:
    on = day(row["on"])
    said = {"what": row["what"], "on": short(on, request.organization.today()) if on else ""}
    press = Press(_("Who gets in touch?"), _url(request, "activities:follow_up", row["at"], row["pk"]))
    return Item(row["name"], _("At “%(what)s”, %(on)s.") % said, [press], page_of(request, row["about"]))


def _url(request: OrgRequest, name: str, *args: Any) -> str:
    return reverse(name, args=[request.organization.slug, *args])


SECTIONS = (
    Section("near", "activity.check_in", 5, near_part, near),
    Section("new", "activity.edit", 25, new_part, new),
)
