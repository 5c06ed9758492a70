"""A second step that an organization asks of some of its roles."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organizations.models import Membership, Organization, User
from organizations.signing_in.mfa import has_second_step

# In the session: the page that someone was on the way to.
_WAITING = "second_step_waiting"


def with_second_step(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Add `second_step`, whether the person has one, in the same statement."""
    return memberships.annotate(second_step=has_second_step("user_id"))


def asks(membership: Membership) -> bool:
    """Whether a role of this membership needs a second step; support needs one everywhere."""
    return membership.support_id is not None or any(
        role in membership.organization.requires_mfa for role in membership.held
    )


def must_set_up(membership: Membership) -> bool:
    """Whether the person has not the second step that a role needs; needs `with_second_step()`."""
    return asks(membership) and not getattr(membership, "second_step", False)


def asked_by(user: User) -> list[Organization]:
    """The person's organizations that ask them for a second step, by name, whether they have one or not."""
    return [each.organization for each in _memberships(user) if asks(each)]


def asking(user: User) -> list[Membership]:
    """The person's memberships that still wait for a second step, by the organization's name."""
    return [each for each in with_second_step(_memberships(user)) if must_set_up(each)]


def _memberships(user: User) -> QuerySet[Membership]:
    found: QuerySet[Membership] = Membership.objects.current().with_roles().filter(user=user)
    return found.select_related("organization").order_by("organization__name", "pk")


def remember_page(request: HttpRequest) -> None:
    """Keep the page that has to wait for a second step. A form that was sent does not wait."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        request.session[_WAITING] = request.get_full_path()


def go_on(request: HttpRequest) -> HttpResponse:
    """Send on to the page that had to wait, or else to the groups."""
    return redirect(request.session.pop(_WAITING, "") or "organizations:choose")
