"""The page that is taken into a meeting: figures, what may be quoted there, and chosen sentences without names."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit import reads
from conversations.themes import sheet as on_paper
from conversations.themes.periods import asked
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("note.view.organizers")
def sheet(request: OrgRequest) -> HttpResponse:
    """Show what goes on paper; themes and sentences are chosen in a form that is not printed."""
    context = on_paper.of(request, asked(request))
    reads.note(request, "note.view.organizers", n=sum(len(part.offered) for part in context["parts"]))
    return render(request, "conversations/themes/sheet.html", context)
