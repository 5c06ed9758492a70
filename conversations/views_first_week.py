"""The first week: practice on somebody made up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conversations import asking, first_week, practice
from ladders import page
from ladders.finding import find
from ladders.models import Assessment, Ladder
from members.requests import OrgRequest
from organizations.access import allow, may
from organizations.permissions import EVERYONE, Scope

_RIGHT = "assessment.make"


@require_safe
@allow(EVERYONE)
def show(request: OrgRequest) -> HttpResponse:
    """Show the steps with what was done, why the group does this, and whom to ask."""
    found = practice.latest(request.member) if may(request, _RIGHT) else None
    its = first_week.steps(request, found) if found else []
    context = {
        "practice": found,
        "steps": its,
        "n_done": sum(step.is_done for step in its),
        "next": first_week.next_step(its),
        "page": reverse("members:detail", args=[request.organization.slug, found.person_id]) if found else "",
        "days_left": practice.days_left(found) if found else 0,
        "may_practice": may(request, _RIGHT),
        "why": asking.why(),
    }
    return render(request, "help/first_week.html", context)


@require_POST
@allow(_RIGHT)
def start(request: OrgRequest) -> HttpResponse:
    """Make somebody up, and show the first step."""
    practice.start(by=request.member, today=request.organization.today())
    messages.success(request, _("Somebody is made up. Only you see them; nothing you do to them counts anywhere."))
    return redirect("help:first_week", request.organization.slug)


@require_POST
@allow(_RIGHT)
def open_page(request: OrgRequest) -> HttpResponse:
    """Go to the made-up person's page; that is the first step."""
    if (found := practice.open_page(by=request.member)) is None:
        return redirect("help:first_week", request.organization.slug)
    return redirect("members:detail", request.organization.slug, found.person_id)


@require_POST
@allow(_RIGHT)
def throw_away(request: OrgRequest) -> HttpResponse:
    """Take the made-up person away."""
    practice.throw_away(by=request.member)
    messages.success(request, _("Thrown away, with everything that was said of them. You can start again at any time."))
    return redirect("help:first_week", request.organization.slug)


@require_safe
@allow(_RIGHT)
def director(request: OrgRequest) -> HttpResponse:
    """Show the ladder as a director would see it, if the made-up person were the whole group."""
    found = practice.latest(request.member)
    ladder = Ladder.objects.prefetch_related("levels").filter(is_default=True).first()
    if found is None or ladder is None:
        return redirect("help:first_week", request.organization.slug)
    everyone = practice.counted_alone(ladder, found.person)
    # No right to people: the figures lead nowhere, as no list knows this person.
    reader = page.Reader(request, Scope.NO)
    said = Assessment.objects.filter(member=found.person, assessed_by=request.member).select_related("level")
    context = {
        "practice": found,
        "table": page.table(ladder, reader, everyone, None),
        "finding": find(everyone),
        "distribution": everyone,
        "n_levels": len(everyone.levels),
        "said": said.exclude(evidence="").filter(voided_at=None).latest_first()[:3],
    }
    return render(request, "help/director.html", context)


@require_POST
@allow(_RIGHT)
def finish(request: OrgRequest) -> HttpResponse:
    """They have seen it: the last step is done."""
    practice.finish(by=request.member)
    messages.success(request, _("That was the last look. You find practice under Help whenever you want it again."))
    return redirect("help:first_week", request.organization.slug)


@require_POST
@allow(EVERYONE)
def dismiss(request: OrgRequest) -> HttpResponse:
    """Put the strip away; everything stays under help."""
    first_week.put_away(request.member)
    messages.success(request, _("Put away. Your first week stays under Help, in the menu with your name."))
    return redirect("organizations:home", request.organization.slug)
