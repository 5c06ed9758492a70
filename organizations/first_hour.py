"""The first hour of a new group: its steps, which of them are done, and the strip that leads back to them."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.access import may
from organizations.models import Organization
from organizations.registry import FirstStep, Strip, first_steps
from organizations.requests import OrganizationRequest
from stpnet.in_org import on_public_side


class Line(NamedTuple):
    """A step as the welcome page shows it."""

    step: FirstStep
    url: str
    done: bool


def lines(request: OrganizationRequest) -> list[Line]:
    """List the steps of this person; those that are open are asked about, as a list may just have come in."""
    known = request.organization.first_steps_done
    return [
        Line(step, _address(step, request.organization), step.key in known or step.done(request))
        for step in _steps(request)
    ]


def look(request: OrganizationRequest) -> None:
    """After a change, remember which steps it has done. Nothing is asked once the first hour is over."""
    organization = request.organization
    if organization.first_hour_over_at:
        return
    still_open = [step for step in _steps(request) if step.key not in organization.first_steps_done]
    if done := [step.key for step in still_open if step.done(request)]:
        with on_public_side():
            organization.remember("first_steps_done", done)


def strip(request: OrganizationRequest) -> Strip | None:
    """Say to owners how far the group is, by what is remembered: no statement."""
    if not leads(request):
        return None
    steps = _steps(request)
    still_open = [step for step in steps if not _known_as_done(step, request)]
    text = _("First hour: %(done)d of %(all)d done. Next: %(title)s.")
    return Strip(
        icon="list-checks",
        text=text % {"done": len(steps) - len(still_open), "all": len(steps), "title": still_open[0].title},
        url=reverse("organizations:welcome", args=[request.organization.slug]),
        button=_("Go on"),
        dismiss_url=reverse("organizations:put_away", args=[request.organization.slug]),
    )


def leads(request: OrganizationRequest) -> bool:
    """Whether this person is to be led through it: an owner, until all is done or it is put away."""
    if request.organization.first_hour_over_at or not may(request, "organization.settings"):
        return False
    return not all(_known_as_done(step, request) for step in _steps(request))


def _steps(request: OrganizationRequest) -> list[FirstStep]:
    theirs = [step for step in first_steps if may(request, step.action) and step.for_whom(request)]
    return sorted(theirs, key=lambda step: step.order)


def _known_as_done(step: FirstStep, request: OrganizationRequest) -> bool:
    return step.key in request.organization.first_steps_done or (step.is_at_hand and step.done(request))


def _address(step: FirstStep, organization: Organization) -> str:
    return reverse(step.url_name, args=[] if step.is_public else [organization.slug])
