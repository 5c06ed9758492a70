"""Everything heard from one person: a tab of their page, and their story on paper."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audit import reads
from conversations.heard.lines import lines
from conversations.heard.one import answers_of
from conversations.heard.paging import Cut
from conversations.models import LONGEST_STORY, Conversation, Participant
from members.about import read_or_404
from members.models import Member
from members.person_page import around
from members.requests import OrgRequest
from organizations.access import allow, may

# On paper so many of the latest; a life has more, and nobody reads that at once.
ON_PAPER = 200


@require_safe
@allow("member.view")
def of_person(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show who talked with somebody and when, with the words that the reader may know."""
    about, cut = read_or_404(request, pk), Cut.asked(request.GET.get("page", ""))
    shown = lines(request, of(request, pk)[cut.rows])
    reads.note(request, "member.view", of=pk)
    context = {**cut.context(shown), "on_paper": may(request, "note.view.organizers")}
    context |= around(request, about, "heard:person")
    return render(request, "conversations/of_person.html", context)


@require_safe
@allow("note.view.organizers")
def on_paper(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show somebody's story as a page to print: the first talk first, with whole words."""
    member = get_object_or_404(Member.objects.read_by(request), pk=pk)
    found = of(request, pk).filter(is_readable=True)[:ON_PAPER]
    told = lines(request, found, most=LONGEST_STORY)
    reads.note(request, "note.view.organizers", of=pk)
    answers = answers_of([line.pk for line in told])
    with_answers = [(line, answers.get(line.pk, [])) for line in told[::-1]]
    context = {"member": member, "lines": with_answers, "is_all": len(told) < ON_PAPER}
    return render(request, "conversations/on_paper.html", context)


def of(request: OrgRequest, pk: UUID) -> QuerySet[Any]:
    """Return the conversations with somebody that the reader may know of, the latest first."""
    here = Participant.objects.filter(member=pk).values("conversation")
    seen: QuerySet[Any] = Conversation.objects.seen_by(request.roles, request.member).filter(pk__in=here)
    return seen.order_by("-on", "-created_at", "-pk")
