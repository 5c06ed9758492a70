"""Addresses that only tests have, beside the real ones: `@pytest.mark.urls("tests.probes")`."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from members.models import Member, Tag
from organizations.access import allow
from organizations.permissions import PERMISSIONS
from organizations.requests import OrganizationRequest
from stpnet.urls import handler403, handler500
from stpnet.urls import urlpatterns as real_addresses
from tests import tasks

__all__ = ["handler403", "handler500", "urlpatterns"]


@allow("ladder.view")
def names(request: OrganizationRequest) -> HttpResponse:
    """Say where the request is, by everything that could tell."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        login = cursor.fetchone()[0]
    found = sorted(Member.objects.values_list("family_name", flat=True).distinct())
    return JsonResponse({"slug": request.organization.slug, "login": login, "names": found})


@allow("ladder.view")
def fails(request: OrganizationRequest) -> HttpResponse:
    raise ZeroDivisionError


@allow("ladder.view")
def streams(request: OrganizationRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"late"]))


@csrf_exempt
@allow("ladder.view")
def queues(request: OrganizationRequest) -> HttpResponse:
    """Keep a row and send a message when it is kept."""
    with transaction.atomic():
        Tag.objects.create(name="kept", folded="kept")
        tasks.tag.delay_on_commit(name="from the worker")
    return HttpResponse("kept")


def names_no_right(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never shown")


def guarded() -> Iterable[object]:
    """One address for each right, which tells how far it reaches."""
    for action in PERMISSIONS:

        @allow(action)
        def tell(request: OrganizationRequest) -> HttpResponse:
            return HttpResponse(request.scope.name)

        yield path(f"may/{action}/", tell)


urlpatterns = [
    *real_addresses,
    path(
        "o/<slug:organization>/probe/",
        include(
            [
                path("names/", names),
                path("fails/", fails),
                path("streams/", streams),
                path("queues/", queues),
                path("names-no-right/", names_no_right),
                *guarded(),
            ]
        ),
    ),
]
