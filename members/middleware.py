"""Who the signed-in person is inside the organization."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from members.models import Member


class MemberMiddleware:
    """Sets `request.member`; someone with a membership but no row here gets the outsider's 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if hasattr(request, "organization"):
            try:
                request.member = Member.objects.get(user_id=request.user.pk)  # type: ignore[attr-defined]
            except Member.DoesNotExist as error:
                raise Http404 from error
        return self.get_response(request)
