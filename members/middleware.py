"""Who the signed-in person is inside the organization."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from members.models import Member
from stpnet.db.compiled import Placeholder, compiled

_USER = Placeholder()


class MemberMiddleware:
    """Sets `request.member`; someone with a membership but no row here gets the outsider's 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if hasattr(request, "organization"):
            found = _members().rows({_USER: request.user.pk})  # type: ignore[dict-item]
            if not found:
                raise Http404
            request.member = found[0]  # type: ignore[attr-defined]
        return self.get_response(request)


@compiled
def _members() -> QuerySet[Member]:
    found: QuerySet[Member] = Member.objects.filter(user_id=_USER)
    return found
