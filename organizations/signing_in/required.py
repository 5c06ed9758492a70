"""A second step that an organization asks of some of its roles."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organizations.models import Membership, User
from organizations.signing_in.mfa import has_second_step

# In the session: the page that someone was on the way to.
_WAITING = "second_step_waiting"


def with_second_step(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Add `second_step`, whether the person has one, in the same statement."""
    return memberships.annotate(second_step=has_second_step("user_id"))


def must_set_up(membership: Membership) -> bool:
    """Whether a role of this membership needs a second step that the person has not; needs `with_second_step()`."""
    needs = any(role in membership.organization.requires_mfa for role in membership.held)
    return needs and not getattr(membership, "second_step", False)


def asking(user: User) -> list[Membership]:
    """The person's memberships that still wait for a second step, by the organization's name."""
    found = Membership.objects.current().with_roles().filter(user=user).select_related("organization")
    return [each for each in with_second_step(found).order_by("organization__name") if must_set_up(each)]


def remember_page(request: HttpRequest) -> None:
    """Keep the page that has to wait for a second step. A form that was sent does not wait."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        request.session[_WAITING] = request.get_full_path()


def go_on(request: HttpRequest) -> HttpResponse:
    """Send on to the page that had to wait, or else to the groups."""
    return redirect(request.session.pop(_WAITING, "") or "organizations:choose")
