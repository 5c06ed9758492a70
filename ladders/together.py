"""The page that is turned round to the member: their path, what they said yes to, what comes next, who stands by them.

It names nobody but the member and who supports them, and holds no notes and no evidence: what others wrote down about
somebody is theirs to tell, not for a screen to show.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit import reads
from ladders import path_chart, registry, signs, spans
from ladders.models import LevelChange, PlanStep
from ladders.own_words import actions
from ladders.own_words.forms import ForThemForm
from ladders.paths import levels_of, now, own_words_of, paths_of
from members.models import Member, Relationship
from members.requests import OrgRequest
from organizations.access import allow

# As wide as a phone, so that the whole path is seen at once and can be read.
_NARROW = 300


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.make")
def together(request: OrgRequest, member: UUID) -> HttpResponse:
    """Show somebody their own path, and keep what they say of it."""
    person = get_object_or_404(_with_coaches(request), pk=member)
    ladder = _asked_or_404(request, person)
    sent = request.POST if request.method == "POST" else None
    form = ForThemForm(sent, ladder=ladder, today=request.organization.today())
    if form.is_valid():
        actions.write_down(person, ladder=ladder, by=request.member, **form.cleaned_data)
        messages.success(request, _("Thank you. Your words are kept as you said them."))
        return redirect(request.get_full_path())
    reads.note(request, "member.view", of=person.pk)
    context = _context(request, person, ladder) | {"form": form}
    return render(request, "ladders/together.html", context, status=422 if form.errors else 200)


def _asked_or_404(request: OrgRequest, person: Any) -> Any:
    """Return the ladder that the address names, or the default one, with their path on it."""
    asked = request.GET.get("ladder")
    found = (each for each in paths_of(person) if (str(each.pk) == asked if asked else each.is_default))
    ladder = next(found, None)
    if ladder is None:
        raise Http404
    return ladder


def _with_coaches(request: OrgRequest) -> Any:
    """Return people with who coaches them, and who supports a step of what was planned with them."""
    coaching = Relationship.objects.kept().filter(kind=Relationship.Kind.COACH_OF, other=OuterRef("pk"))
    here = coaching.filter(member__in=Member.objects.people().order_by().values("pk")).order_by("created_at", "pk")
    steps = PlanStep.objects.open().filter(plan__member=OuterRef("pk"), plan__is_shared=True)
    beside = steps.filter(supporter__in=Member.objects.people().order_by().values("pk")).order_by("position", "pk")
    people = Member.objects.opened_by(request).select_related("organizer")
    return people.annotate(
        coaches=ArraySubquery(here.values("member__name")), beside=ArraySubquery(beside.values("supporter__name"))
    )


def _context(request: OrgRequest, person: Any, ladder: Any) -> dict[str, Any]:
    today, levels, last = request.organization.today(), levels_of(ladder), now(ladder)
    # Days on no level are a gap in the line: on this page they have no name.
    climbed: list[LevelChange] = [each for each in ladder.path if each.level]
    times = spans.on_levels(climbed, today)
    return {
        "member": person,
        "called": person.preferred_name or person.given_name or str(person),
        "ladder": ladder,
        "ladders": _on_which(person),
        "n_levels": len(levels),
        "level": last.level if last else None,
        "time_here": next((span.text for span in times if span.is_now), ""),
        "spans": times,
        "chart": path_chart.draw(ladder, climbed, today, width=_NARROW) if climbed else "",
        "ahead": signs.ahead(levels, ladder.path, ladder.said),
        "said_yes": [each for ask in registry.said_yes for each in ask(person)],
        "next_step": next((step for ask in registry.next_steps if (step := ask(person))), None),
        "carried": [each for ask in registry.carried for each in ask(person)],
        "supporters": _supporters(person),
        "own_words": own_words_of(ladder)[:1],
    }


def _on_which(person: Any) -> list[Any]:
    """Return the ladders to choose from: those in use on which they stood, and the default one."""
    return [each for each in paths_of(person) if each.is_default or (each.path and not each.put_away_at)]


def _supporters(person: Any) -> list[str]:
    """Name the organizer, the coaches and who supports a step, each once."""
    organizer = [str(person.organizer)] if person.organizer else []
    return list(dict.fromkeys([*organizer, *person.coaches, *person.beside]))
