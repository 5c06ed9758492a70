"""`@allow`: the right that a view inside an organization asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Protocol, cast

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from organizations.permissions import Row, Scope, row_of
from organizations.requests import OrganizationRequest
from organizations.signing_in import step_up
from stpnet.in_org import on_public_side


class Allowed(Protocol):
    """A view that says which right it asks for."""

    action: str
    though_closed: bool

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse: ...


def allow[R: OrganizationRequest, **P](
    action: str, *, though_closed: bool = False
) -> Callable[[Callable[Concatenate[R, P], HttpResponse]], Callable[Concatenate[R, P], HttpResponse]]:
    """Refuse the view to members without this right: 403 that names who may. Sets `request.scope`.

    A view under /o/ without it fails a system check and answers 404. An action outside the table fails at import.
    `though_closed`: owners may use it after they closed the organization.
    """
    permission = row_of(action)

    def decorate(view: Callable[Concatenate[R, P], HttpResponse]) -> Callable[Concatenate[R, P], HttpResponse]:
        @wraps(view)
        def guarded(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request.scope = permission.scope(request.roles)
            if request.scope is Scope.NO:
                raise PermissionDenied(who_may(permission))
            if permission.not_for_support and request.is_support:
                raise PermissionDenied(_("Support cannot do this. Somebody of the group can."))
            if permission.step_up and not _signed_in_just_now(request):
                return step_up.ask(request)
            return view(request, *args, **kwargs)

        cast("Allowed", guarded).action = action
        cast("Allowed", guarded).though_closed = though_closed
        return guarded  # type: ignore[return-value]

    return decorate


def _signed_in_just_now(request: OrganizationRequest) -> bool:
    # Whether there is a second factor stands in a public table.
    with on_public_side():
        return bool(did_recently_reauthenticate(request))


def who_may(permission: Row) -> str:
    """Say in a sentence which roles have the right."""
    return _("This page is for: %(roles)s. Ask an owner of your organization if you need it.") % {
        "roles": ", ".join(permission.who_may())
    }


def may(request: OrganizationRequest, action: str) -> bool:
    """Whether the signed-in person has the right at all; for what a page offers, not for what it guards."""
    permission = row_of(action)
    if permission.not_for_support and getattr(request, "is_support", False):
        return False
    return permission.scope(request.roles) is not Scope.NO
