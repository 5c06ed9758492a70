"""After a change by someone in their first week, their steps are counted again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from conversations import first_week
from members.models import Member


class FirstWeekMiddleware:
    """The real forms know nothing of practice, so it looks behind them; others cost it no statement."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        member: Member | None = getattr(request, "member", None)
        if request.method == "POST" and member is not None and member.first_week is not None:
            first_week.count_again(member)
        return response
