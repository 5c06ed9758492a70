"""The first week of someone new: five steps on a made-up person, and how far they have come."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from conversations import practice
from conversations.models import Practice
from ladders.models import Ladder
from members import normal
from members.models import Member
from members.requests import OrgRequest
from organizations.models import Organization, Role, User
from organizations.registry import Strip
from organizations.requests import OrganizationRequest

N_STEPS = 5


class Step(NamedTuple):
    """One of the five: what to do, on which real page, and whether it shows that it was done."""

    title: str
    text: str
    url: str
    button: str
    is_done: bool
    # Sent as a form, as following it is what is kept.
    by_post: bool = False


def offer(_organization: Organization, user: User, roles: list[Role]) -> None:
    """Offer the first week to a new organizer; who has seen it before finds it under help."""
    if Role.ORGANIZER in roles:
        Member.objects.filter(user_id=user.pk, first_week=None).update(first_week=0)


def strip(request: OrganizationRequest) -> Strip | None:
    """Say how far they have come, until they are done or put it away."""
    member: Member | None = getattr(request, "member", None)
    if member is None or member.first_week is None:
        return None
    slug = request.organization.slug
    n = {"done": member.first_week, "all": N_STEPS}
    text = _("Your first week: %(done)s of %(all)s steps.") % n
    dismiss = reverse("help:dismiss", args=[slug])
    return Strip("footprints", text, reverse("help:first_week", args=[slug]), _("Go on"), dismiss)


def count_again(member: Member) -> None:
    """Keep how many steps are done beside who is signed in, where every page finds it."""
    if member.first_week is not None:
        found = practice.latest(member)
        n = sum(_done(found)) if found else 0
        now = None if found and found.finished_at else n
        # Unless this very request has put it away.
        Member.objects.filter(pk=member.pk, first_week__isnull=False).update(first_week=now)


def put_away(member: Member) -> None:
    """Show no more of it."""
    Member.objects.filter(pk=member.pk).update(first_week=None)


def steps(request: OrgRequest, found: Practice) -> list[Step]:
    """Return the five steps. Each leads to a real page, as somebody real would be met there."""
    ladder = Ladder.objects.filter(is_default=True).first()
    if ladder is None:
        return []
    slug, person = request.organization.slug, found.person
    assess = reverse("ladders:assess", args=[slug, ladder.pk, person.pk])
    opens = _("Open %(name)s’s page") % {"name": person.given_name}
    told = [
        (_("Open their page, and read their path"), _read(person), reverse("help:open", args=[slug]), opens),
        (_("Correct a phone number"), _correct(request, found), reverse("members:edit", args=[slug, person.pk]), _("Edit")),
        (_("Place them on the ladder, with what you saw"), _place(person), assess, _("Assess")),
        (*_doubt(person, ladder), assess, _("Assess again")),
        (_("See what a director sees"), _see(), reverse("help:director", args=[slug]), _("Look")),
    ]  # fmt: skip
    first, *others = [Step(*each, is_done) for each, is_done in zip(told, _done(found), strict=True)]
    return [first._replace(by_post=True), *others]


def next_step(steps: list[Step]) -> tuple[int, Step] | None:
    """Return the first step that is open, with its number."""
    return next(((n, step) for n, step in enumerate(steps, start=1) if not step.is_done), None)


def panel(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Go along on the made-up person's own page; on the pages of people there is nothing to say."""
    if not member.is_made_up:
        return None
    found = practice.latest(request.member)
    if found is None:
        return None
    # By this very page, however they came.
    found.opened_at = found.opened_at or found.started_at
    its = steps(request, found)
    return {"member": member, "next": next_step(its), "n_steps": N_STEPS, "here": request.path}


def _done(found: Practice) -> list[bool]:
    facts: Any = found
    return [
        found.opened_at is not None,
        facts.is_corrected,
        facts.is_placed,
        facts.is_doubted,
        found.finished_at is not None,
    ]


def _read(person: Member) -> str:
    return _(
        "You met %(name)s at the laundromat. Their page says how to reach them, where they stand, and who said so. "
        "The level came with a list; nobody has looked at it yet."
    ) % {"name": person.given_name}


def _correct(request: OrgRequest, found: Practice) -> str:
    number = normal.shown_phone(found.right_phone, request.organization.phone_region)
    return _(
        "%(name)s says: “My number is %(number)s. You have two digits the wrong way round.” Put it right and save."
    ) % {
        "name": found.person.given_name,
        "number": number,
    }


def _place(person: Member) -> str:
    return _(
        "On Tuesday %(name)s brought two neighbors, and stayed to put the chairs away. Choose the level that fits, and "
        "write in one line what you saw: without it a level is only an opinion."
    ) % {"name": person.given_name}


def _doubt(person: Member, ladder: Ladder) -> tuple[str, str]:
    name = {"name": person.given_name}
    if not ladder.has_unsure:
        return _("Say that they have gone quiet"), _(
            "Suppose months go by, and nothing reaches %(name)s. Choose “Gone quiet”: out of the level counts, and not "
            "forgotten."
        ) % name
    return _("Say “not sure yet”"), _(
        "Since then %(name)s has not come back, and nobody knows why. Choose “Not sure yet”, say what is open, and when "
        "you will look again. It is an answer like any other."
    ) % name


def _see() -> str:
    return _("What you said of one person, as the ladder’s figures tell it to those who look at the whole group.")
