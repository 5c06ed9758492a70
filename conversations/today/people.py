"""What Today shows of people: not reached for long, their next steps, and what rules propose."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from conversations import recently
from conversations.models import Conversation, Participant
from conversations.today.parts import ago, day, in_reach, lines, n_of, page_of, short
from conversations.today.registry import Item, Press, Section, Shown
from ladders.models import DevelopmentPlan, PlanStep, Proposal
from members.models import ContactPoint, Member
from members.requests import OrgRequest

type Rows = list[dict[str, Any]]
# After so many days without a talk somebody stands here; a list of one's own can ask for any number.
NOT_REACHED = timedelta(days=30)
# Steps of plans are shown so many days before theirs.
AHEAD = timedelta(days=7)


def not_reached_part(request: OrgRequest) -> ArraySubquery:
    """Look for one's own people whom nobody here has talked with for long; those never talked with come last."""
    talks = Participant.objects.filter(member=OuterRef("pk"), conversation__removed_at=None)
    reached = talks.filter(conversation__outcome=Conversation.Outcome.REACHED).order_by("-conversation__on")
    mine = in_reach(request).filter(organizer=request.member, status__in=Member.Status.counted(staff=False))
    phones = ContactPoint.objects.filter(member=OuterRef("pk"), kind="phone", standing="good").exclude(may_call="no")
    found = mine.annotate(
        reached_on=Subquery(reached.values("conversation__on")[:1]),
        tried=recently.last(OuterRef("pk"), tries=True),
        phone=Subquery(phones.order_by("created_at", "pk").values("normal")[:1]),
    ).filter(Q(reached_on=None) | Q(reached_on__lt=request.organization.today() - NOT_REACHED))
    in_order = found.order_by(F("reached_on").asc(nulls_last=True), "sorted_as", "pk")
    return lines(in_order, about=F("pk"), name=F("name"), on=F("reached_on"), tried=F("tried"), phone=F("phone"))


def not_reached(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    items = [_not_reached(request, row) for row in rows]
    return Shown(_("Not reached for a while"), _("Of your own people, the longest first."), items, n_of(rows))


def _not_reached(request: OrgRequest, row: dict[str, Any]) -> Item:
    on, today, url = day(row["on"]), request.organization.today(), page_of(request, row["about"])
    text = _("Last talked with %s.") % ago(on, today) if on else _("Nobody has written down a talk yet.")
    tried = recently.read(row["tried"], request.member)
    if tried and not tried.reached and recently.is_fresh(tried, today):
        text = f"{text} {recently.sentence(tried, today)}"
    call = [Press(_("Call"), f"tel:{row['phone']}", "phone")] if row["phone"] else []
    log = Press(_("Log"), f"{_url(request, 'log:new')}?with={row['about']}")
    return Item(row["name"], text, [*call, log], url)


def steps_part(request: OrgRequest) -> ArraySubquery:
    """Look for plans that the reader looks after, whose next step is near, or which have no step ahead."""
    me = request.member
    ahead = PlanStep.objects.filter(plan=OuterRef("pk"), outcome="").order_by("position")
    plans = DevelopmentPlan.objects.open().filter(member__in=in_reach(request).order_by().values("pk"))
    whose = Q(member__organizer=me) | Q(made_by=me) | Q(Exists(ahead.filter(supporter=me)))
    found = plans.filter(whose).annotate(
        step=Subquery(ahead.values("pk")[:1]),
        what=Subquery(ahead.values("text")[:1]),
        on=Subquery(ahead.values("by_on")[:1]),
    )
    near = found.filter(Q(step=None) | Q(on__lte=request.organization.today() + AHEAD))
    in_order = near.order_by(F("on").asc(nulls_last=True), "member__sorted_as", "pk")
    return lines(in_order, about=F("member_id"), name=F("member__name"), what=F("what"), on=F("on"))


def steps(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    items = [_step(request, row) for row in rows]
    text = _("A step of their plan is near, or the next one is still to be agreed on.")
    return Shown(_("Ready for a next step"), text, items, n_of(rows), _url(request, "plans:mine"))


def _step(request: OrgRequest, row: dict[str, Any]) -> Item:
    on = day(row["on"])
    chip = _("for %s") % short(on, request.organization.today()) if on else ""
    text = row["what"] or _("No step lies ahead. Agree on the next one.")
    press = Press(_("Open the plan"), _url(request, "plans:plan", row["about"]))
    return Item(row["name"], text, [press], page_of(request, row["about"]), chip)


def proposals_part(request: OrgRequest) -> ArraySubquery:
    mine = in_reach(request, "proposal.decide").filter(organizer=request.member).order_by().values("pk")
    found = Proposal.objects.open().filter(member__in=mine, ladder__put_away_at=None)
    in_order = found.order_by(F("level__position").desc(nulls_last=True), "member__sorted_as", "pk")
    of_level = {"level": F("level__name"), "position": F("level__position")}
    return lines(in_order, pk=F("pk"), about=F("member_id"), name=F("member__name"), **of_level)


def proposals(request: OrgRequest, rows: Rows) -> Shown | None:
    if not rows:
        return None
    items = [_proposal(request, row) for row in rows]
    text = _("A rule has seen something. You know them: say yes with what you saw, or why not.")
    return Shown(_("Proposals waiting"), text, items, n_of(rows), _url(request, "ladders:default_proposals"))


def _proposal(request: OrgRequest, row: dict[str, Any]) -> Item:
    level = _("Proposed: %(n)d %(level)s.") % {"n": row["position"], "level": row["level"]} if row["level"] else ""
    text = level or _("Nothing has reached them for long. Gone quiet?")
    presses = [
        Press(_("Look at it"), _url(request, "ladders:accept", row["pk"])),
        Press(_("Not so"), _url(request, "ladders:dismiss", row["pk"])),
    ]
    return Item(row["name"], text, presses, page_of(request, row["about"]))


def _url(request: OrgRequest, name: str, *args: Any) -> str:
    return reverse(name, args=[request.organization.slug, *args])


SECTIONS = (
    Section("not_reached", "conversation.log", 30, not_reached_part, not_reached, is_dated=False),
    Section("steps", "plan.edit", 40, steps_part, steps),
    Section("proposals", "proposal.decide", 50, proposals_part, proposals, is_dated=False),
)
