"""From the slug in the address into the organization, and out again.

The organization comes from the address only. Anonymous visitors get the same answer for every slug; outsiders,
former members and unknown slugs get the same 404.
"""

import re
from collections.abc import Callable
from time import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.handlers.exception import response_for_exception
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_cache_control

from organizations import crowding, errors, first_hour, handed_over, rooms, settings_of
from organizations.ending import closed
from organizations.helping import bar as helping
from organizations.models import Membership
from organizations.signing_in import kept, required, step_up, typists
from stpnet.db.compiled import Placeholder, TextPlaceholder, compiled
from stpnet.db.errors import OrganizationBehind, OrganizationClosed
from stpnet.db.wrapper import current
from stpnet.in_org import in_org

_USER, _SLUG = Placeholder(), TextPlaceholder()
# The letters that the addresses' own <slug:organization> takes: what it does not take is found by nobody.
_INSIDE = re.compile(r"^/o/(?P<slug>[-a-zA-Z0-9_]+)/")


class OrganizationMiddleware:
    """Enters the organization around the rest of the request; denies by default."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (inside := _INSIDE.match(request.path_info)):
            response = self.get_response(request)
            handed_over.boxed(response)
            return response
        try:
            response = self._answer(request, inside["slug"].lower())
        except OrganizationBehind:
            response = errors.being_updated(request)
        except Http404 as outsider:
            former = settings_of.lead_on(request, inside["slug"].lower())
            response = former or response_for_exception(request, outsider)
        except crowding.Crowded:
            response = errors.too_crowded()
        # For a page, a 404 and the way to sign in alike: what a browser keeps, the next person at it can read.
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        handed_over.boxed(response)
        return response

    def _answer(self, request: HttpRequest, slug: str) -> HttpResponse:
        # Here user and session are loaded for good: under the organization's role they could not be read.
        if not request.user.is_authenticated:
            return kept.sign_in_first(request)
        membership = self._membership(request, slug)
        if membership.organization.is_closed and not closed.lets_in(request, membership):
            return closed.page(request, membership)
        if required.must_set_up(membership):
            required.remember_page(request)
            return kept.go(request, reverse("second_step"))
        if _is_too_old(request, membership.organization.session_hours):
            return step_up.ask(request)
        request.organization = membership.organization  # type: ignore[attr-defined]
        request.roles = membership.held  # type: ignore[attr-defined]
        request.is_support = membership.support_id is not None  # type: ignore[attr-defined]
        request.helper = helping.seen(membership)  # type: ignore[attr-defined]
        organization = membership.organization
        with (
            crowding.place(organization.schema_name),
            in_org(organization, though_closed=True),
            timezone.override(organization.zone),
            translation.override(organization.language),
        ):
            response = self.get_response(request)
            if response.streaming:
                raise RuntimeError("a streamed answer would be read after its organization has been left")
            if request.method == "POST" and response.status_code in (302, 303):
                _notice_change(request)
        typists.mark(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Take the slug out of the view's arguments, and hide a view that names no right."""
        if not _INSIDE.match(request.path_info):
            return
        kwargs.pop("organization", None)
        if not hasattr(view, "action"):
            raise Http404
        if request.method == "POST":
            kept.is_sent(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say on public pages too, such as a report that is shown outside, that a group is being updated.

        Outside, one that is closed is not there.
        """
        if isinstance(error, OrganizationClosed):
            return response_for_exception(request, Http404())
        return errors.being_updated(request) if isinstance(error, OrganizationBehind) else None

    def _membership(self, request: HttpRequest, slug: str) -> Membership:
        found = _memberships().rows({_USER: request.user.pk, _SLUG: slug})  # type: ignore[dict-item]
        if not found or not found[0].held:
            raise Http404
        return found[0]


@compiled
def _memberships() -> QuerySet[Membership]:
    found = helping.with_helper(required.with_second_step(Membership.objects.current().with_roles()))
    return found.select_related("organization").filter(user_id=_USER, organization__slug=_SLUG)


def _notice_change(request: Any) -> None:
    """Let the beginnings of a group see what was just done: a step of the first hour, a room used for the first time."""
    first_hour.look(request)
    rooms.note_use(request)


def _is_too_old(request: HttpRequest, hours: int | None) -> bool:
    """Whether the person last proved who they are longer ago than the organization allows."""
    if hours is None:
        return False
    proofs = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return time() - max((proof["at"] for proof in proofs), default=0) > hours * 3600


def back_to_public(**_kwargs: object) -> None:
    """Leave whatever organization the connection was in: a second net below the middleware's own."""
    if not current().in_atomic_block:
        current().set_schema_to_public()
