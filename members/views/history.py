"""Change history: all that happened to somebody, in plain words."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit import reads
from members import past
from members.about import read_or_404
from members.person_page import around
from members.requests import OrgRequest
from organizations.access import allow

# Behind it nobody looks, and the database would count through everything.
_LAST_PAGE = 1000


@require_safe
@allow("member.view")
def history(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Tell who changed what, and when; values as far as they are kept and the reader may see them."""
    about, number = read_or_404(request, pk), _page_number(request)
    lines, has_older = past.page(request, about.member, number)
    reads.note(request, "member.view", of=pk)
    context: dict[str, Any] = {
        "lines": lines,
        "newer": number - 1,
        "older": number + 1 if has_older else 0,
        **around(request, about, "members:history", panels=()),
    }
    return render(request, "members/history.html", context)


def _page_number(request: OrgRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), _LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1  # noqa: PLR2004 - digits
