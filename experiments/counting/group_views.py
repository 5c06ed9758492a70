"""Answers to a question, groups drawn by lot, and how many to ask: what surrounds a comparison."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from experiments import names
from experiments.comparing import ImpossibleFigures, needed, words
from experiments.counting import actions, forms, lots, people, refreshing
from experiments.counting.filters import LETTERS
from experiments.counting.keeping_back import keeps_back
from experiments.counting.people import Gone
from experiments.models import Assigned, Assignment, Experiment, Metric
from experiments.page.one import one
from ladders.small import LEAST
from members.models import Belonging, Member
from members.requests import OrgRequest
from organizations.access import allow, may

BOTH = ["GET", "HEAD", "POST"]
# So many answers stand on a page.
_MOST = 100


@require_http_methods(BOTH)
@allow("experiment.log")
def pulse(request: OrgRequest, pk: UUID, sign: UUID) -> HttpResponse:
    """Write down what those who take part answered: asked in person or on the phone, by whoever knows them."""
    experiment = one(pk)
    metric = get_object_or_404(
        Metric.objects.select_related("sign"), sign=sign, sign__experiment=experiment, way="pulse"
    )
    asked, beyond = _asked(request, experiment)
    said = dict(metric.answers.filter(member__in=asked).values_list("member", "is_yes"))
    if request.method == "POST" and not metric.frozen_on:
        _keep(request, metric, asked, said)
        refreshing.count_one(metric.pk, refreshing.request_of(request.organization))
        messages.success(request, _("The answers are kept."))
        if beyond and "more" in request.POST:
            return HttpResponseRedirect(f"{request.path}?from={beyond}", status=303)
        return redirect("experiments:sign", request.organization.slug, pk, sign)
    words_of = {True: "yes", False: "no"}
    lines = [{"member": each, "said": words_of[said[each.pk]] if each.pk in said else ""} for each in asked]
    context = {"experiment": experiment, "sign": metric.sign, "metric": metric, "lines": lines, "beyond": beyond}
    return render(request, "experiments/signs/pulse.html", context)


def _asked(request: OrgRequest, experiment: Experiment) -> tuple[list[Member], int]:
    """List those who take part and whom this reader sees, a page of them; and say where the next page begins, if any."""
    everybody = refreshing.request_of(request.organization)
    try:
        taking = people.taking_part(experiment, everybody or request)
    except Gone:
        return [], 0
    said = request.GET.get("from", "")
    first = int(said) if said.isdecimal() and len(said) < len("1000000") else 0
    found = list(taking.visible_to(request).order_by("given_name", "family_name", "pk")[first : first + _MOST + 1])
    return found[:_MOST], first + _MOST if len(found) > _MOST else 0


def _keep(request: OrgRequest, metric: Metric, asked: list[Member], said: dict[UUID, bool]) -> None:
    answers = {"yes": True, "no": False, "": None}
    for member in asked:
        word = request.POST.get(f"answer-{member.pk}")
        if word in answers and answers[word] != said.get(member.pk):
            today = request.organization.today()
            actions.answer(metric, member, is_yes=answers[word], today=today, by=request.member)


@require_safe
@allow("experiment.view")
def groups(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the groups that were drawn for an experiment, or how to draw them."""
    may_draw = may(request, "experiment.write")
    return _groups(request, one(pk), forms.DrawForm(None, by=request.member) if may_draw else None)


@require_POST
@allow("experiment.write")
def draw(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Draw the groups, once."""
    experiment = one(pk)
    form = forms.DrawForm(request.POST, by=request.member)
    if form.is_valid() and _draw(request, experiment, form):
        address = reverse("experiments:groups", args=[request.organization.slug, pk])
        return HttpResponseRedirect(address, status=303)
    return _groups(request, experiment, form, status=422)


def _groups(
    request: OrgRequest, experiment: Experiment, form: forms.DrawForm | None, *, status: int = 200
) -> HttpResponse:
    drawn = Assignment.objects.filter(experiment=experiment).first()
    experiment.title, named = names.texts(request, [experiment.title, drawn.named if drawn else ""])
    context = {"experiment": experiment, "drawn": drawn, "form": form}
    if drawn:
        drawn.named = named
        context |= _told(request, drawn)
    return render(request, "experiments/signs/groups.html", context, status=status)


def _draw(request: OrgRequest, experiment: Experiment, form: forms.DrawForm) -> bool:
    counts_as = refreshing.request_of(request.organization) or request
    asked: dict[str, Any] = form.cleaned_data
    try:
        lots.draw(experiment, asked["view"], n_groups=asked["n_groups"], counts_as=counts_as, by=request.member)
    except lots.DrawRefused as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, _("The groups are drawn. They stay as they are."))
    return True


def _told(request: OrgRequest, drawn: Assignment) -> dict[str, Any]:
    """How many are in each group; who they are, for readers with the right to people; and how units are spread."""
    n_in = dict(drawn.people.values_list("group").annotate(n=Count("pk")))
    named: dict[int, list[Member]] = {}
    sees = may(request, "member.view")
    if sees:
        rows = Assigned.objects.filter(assignment=drawn).select_related("member").order_by("member__given_name", "pk")
        seen = set(
            Member.objects.people().visible_to(request).filter(assigned__assignment=drawn).values_list("pk", flat=True)
        )
        for row in rows:
            if row.member_id in seen:
                named.setdefault(row.group, []).append(row.member)
    # Groups are as large as each other: one that is small tells of all.
    is_few = any(n < LEAST for n in n_in.values()) and keeps_back(request)
    people_list = reverse("members:list", args=[request.organization.slug])
    return {
        "groups": [
            {
                "letter": LETTERS[n],
                "n": n_in.get(n, 0),
                "people": named.get(n, []),
                "unseen": n_in.get(n, 0) - len(named.get(n, [])),
                "url": f"{people_list}?drawn-into={drawn.pk}.{n}" if sees else "",
            }
            for n in range(drawn.n_groups)
        ],
        "is_few": is_few,
        "units": _spread(drawn) if sees else [],
        "letters": LETTERS[: drawn.n_groups],
    }


def _spread(drawn: Assignment) -> list[tuple[str, list[int]]]:
    """Say how many of each unit of the default kind are in each group."""
    rows = (
        Belonging.objects.filter(kind__is_default=True, member__assigned__assignment=drawn)
        .values_list("unit__name", "member__assigned__group")
        .annotate(n=Count("pk"))
        .order_by("unit__name")
    )
    spread: dict[str, list[int]] = {}
    for name, group, n in rows:
        spread.setdefault(name, [0] * drawn.n_groups)[group] += n
    return list(spread.items())


@require_safe
@allow("experiment.view")
def sizes(request: OrgRequest) -> HttpResponse:
    """Say how many to ask before starting: enough to see a difference that would matter."""
    form = forms.SizesForm(request.GET if "baseline" in request.GET else None)
    found, warnings = None, []
    if form.is_valid():
        asked = form.cleaned_data
        try:
            found = needed(
                baseline=float(asked["baseline"]) / 100, effect=float(asked["effect"]) / 100, power=asked["power"]
            )
            warnings = words.warnings_of_sizes(found)
        except ImpossibleFigures as why:
            form.add_error(None, str(why))
    context = {"form": form, "found": found, "warnings": warnings, "method": words.method_of_sizes()}
    if found:
        context["target"] = f"{found.target * 100:.3g}"
    return render(
        request, "experiments/signs/sizes.html", context, status=422 if form.is_bound and form.errors else 200
    )
