"""Asking for help: to the person whom the group named, else to the owners."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.recording import action, record
from conversations import notices
from conversations.models import HelpRequest, Notice, Why
from conversations.reader import Reader
from conversations.registry import Line
from members.models import Member
from members.requests import OrgRequest
from organizations.models import Membership, Organization, Role
from organizations.registry import places
from stpnet.in_org import on_public_side

LONGEST_PAGE = 500
ASKED, ANSWERED, PASSED_ON = "help.asked", "help.answered", "help.passed_on"

# What a page is called where it is spoken of: never by the name of whom it shows.
_CALLED: dict[str, str | Promise] = {
    "members:add": gettext_lazy("Adding a person"),
    "members:detail": gettext_lazy("A person’s page"),
    "members:edit": gettext_lazy("Editing a person"),
    "ladders:assess": gettext_lazy("Saying where a person stands"),
    "ladders:void": gettext_lazy("Taking an assessment back"),
    "organizations:who_may": gettext_lazy("Who may do what"),
    "help:help": gettext_lazy("Help"),
    "help:first_week": gettext_lazy("Your first week"),
    "help:director": gettext_lazy("Your first week"),
    "help:how_we_count": gettext_lazy("How we count"),
    "help:why": gettext_lazy("Why we do this"),
}


class AnsweredMeanwhile(Exception):
    """Somebody else was quicker."""


class Receivers(NamedTuple):
    """Where a question goes: the person named, or nobody in particular and so the owners."""

    named: Member | None
    told: list[Member]


def why() -> Why | None:
    """Return the page of this organization, with whom to ask; None until somebody has opened it for writing."""
    return Why.objects.select_related("asked").first()


def receivers(request: OrgRequest) -> Receivers:
    """Find whom a question of this person goes to; nobody asks themselves. Outside transactions only."""
    found = why()
    if found and found.asked and found.asked != request.member:
        return Receivers(found.asked, [found.asked])
    return Receivers(None, [each for each in who_belong(request.organization, Role.OWNER) if each != request.member])


def who_belong(organization: Organization, *roles: Role) -> list[Member]:
    """Return who signs in here today, of these roles or of any. Outside transactions only: it leaves for a moment."""
    with on_public_side():
        found = Membership.objects.current().of_the_group().filter(organization=organization, user__is_active=True)
        found = found.filter(roles__role__in=roles) if roles else found
        users = list(found.values_list("user_id", flat=True))
    return list(Member.objects.filter(user_id__in=users).by_name())


def is_owner(request: OrgRequest) -> bool:
    return Role.OWNER in request.roles


@action
def ask(*, text: str, page: str, to: Receivers, by: Member) -> HelpRequest:
    """Ask, and tell whom it goes to."""
    made: HelpRequest = HelpRequest.objects.create(asker=by, to=to.named, text=text, page=page)
    notices.tell(to=to.told, kind=ASKED, by=by, about=made.pk)
    record("help.ask", of=made, by=by)
    return made


@action
def answer(question: HelpRequest, *, text: str, by: Member) -> None:
    """Answer, and tell who asked. Raises AnsweredMeanwhile."""
    waiting = HelpRequest.objects.filter(pk=question.pk, answered_at=None)
    if not waiting.update(answer=text, answered_by=by, answered_at=Now()):
        raise AnsweredMeanwhile
    notices.tell(to=question.asker, kind=ANSWERED, by=by, about=question.pk)
    record("help.answer", of=question, by=by)


@action
def write_why(*, text: str, asked: Member | None, by: Member) -> Why:
    """Keep the group's own words, and whom to ask."""
    before = Why.objects.first()
    kept, _made = Why.objects.update_or_create(
        is_only=True, defaults={"text": text, "asked": asked, "changed_by": by, "changed_at": Now()}
    )
    fields = [name for name in ("text", "asked") if before is None or getattr(before, name) != getattr(kept, name)]
    record("why.edit", of=kept, by=by, fields=fields)
    return kept


def pass_on(organization: Organization, user_id: UUID) -> None:
    """Whoever leaves is asked no more: the owners are, and are told so."""
    member = Member.objects.filter(user_id=user_id).first()
    n = HelpRequest.objects.filter(to=member, answered_at=None).update(to=None) if member else 0
    if member and Why.objects.filter(asked=member).update(asked=None) + n:
        # After the commit, when it can be looked up who the owners are.
        transaction.on_commit(partial(_tell_owners, organization))


def _tell_owners(organization: Organization) -> None:
    owners = who_belong(organization, Role.OWNER)
    with transaction.atomic():
        notices.tell(to=owners, kind=PASSED_ON, by=None)


def page_of(address: str, *, host: str, slug: str) -> str:
    """Return a page of this organization behind its own address, with its filters; empty for anything else."""
    start = f"/o/{slug}/"
    try:
        parts = urlsplit(address)
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return ""
    if parts.netloc not in ("", host) or not parts.path.startswith(start) or found.view_name == "help:ask":
        return ""
    query = QueryDict(parts.query, mutable=True)
    # What was searched for stays between that person and their session.
    query.pop("search", None)
    page = parts.path.removeprefix(start) + (f"?{urlencode(list(query.items()))}" if query else "")
    return page if len(page) <= LONGEST_PAGE else parts.path.removeprefix(start)[:LONGEST_PAGE]


def called(page: str, *, slug: str) -> str:
    """Say which page it is, without anybody's name."""
    path = f"/o/{slug}/{page.partition('?')[0]}"
    try:
        name = resolve(path).view_name
    except Resolver404:
        return _("A page that is no longer here")
    rooms = {place.url_name.partition(":")[0]: place.label for place in places}
    return str(_CALLED.get(name) or rooms.get(name.partition(":")[0]) or _("A page"))


def say_asked(reader: Reader, told: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say who asks; the question itself stays on the page."""
    lines = {}
    for notice, question in _with_questions(reader, told):
        title = _("%(who)s asks for help") % {"who": notice.who}
        text = called(question.page, slug=reader.organization.slug) if question.page else ""
        lines[notice.pk] = Line(title, text, reader.url("help:question", question.pk), "message-circle")
    return lines


def say_answered(reader: Reader, told: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say that there is an answer."""
    return {
        notice.pk: Line(
            _("%(who)s has answered your question") % {"who": notice.who},
            url=reader.url("help:question", question.pk),
            icon="message-circle",
        )
        for notice, question in _with_questions(reader, told)
    }


def say_passed_on(reader: Reader, told: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say that nobody is named any more."""
    title = _("Questions now come to the owners")
    text = _("The person whom people could ask has left. Name someone else, or answer them yourselves.")
    return {each.pk: Line(title, text, reader.url("help:edit_why"), "message-circle", "warn") for each in told}


def _with_questions(reader: Reader, told: Sequence[Notice]) -> Iterable[tuple[Notice, HelpRequest]]:
    seen = HelpRequest.objects.seen_by(reader.member, is_owner=Role.OWNER in reader.roles)
    found = {each.pk: each for each in seen.filter(pk__in=[notice.about for notice in told])}
    return [(notice, found[notice.about]) for notice in told if notice.about in found]
