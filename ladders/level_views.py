"""Pages on which owners and directors order a ladder's levels, and take them out of use and back."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from ladders import levels as actions
from ladders import pointing, recount
from ladders.level_forms import RetireForm
from ladders.levels import FEWEST, MOST, LevelsRefused
from ladders.models import Assessment, Ladder, Level, LevelSign
from ladders.ready import READY
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment

PAGE = "ladders:levels"


@require_safe
@allow("ladder.edit")
def default_levels(request: OrgRequest) -> HttpResponse:
    """Lead to the levels of the default ladder, for links that know no id."""
    return redirect(PAGE, request.organization.slug, get_object_or_404(Ladder, is_default=True).pk)


@require_safe
@allow("ladder.edit")
@vary_on_headers("HX-Request", "HX-Target")
def levels(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the levels and what can be done with them. An order tried out stands in the address; nothing is saved."""
    ladder, active = load(pk)
    try:
        order = recount.order_of(active, asked) if (asked := request.GET.get("order")) else active
    except ValueError:
        return redirect(PAGE, request.organization.slug, pk)
    rows = recount.rows(order, recount.people_on(ladder))
    renumbered = [row for row in rows if row.is_renumbered]
    context = {
        "ladder": ladder,
        "rows": rows,
        "n_levels": len(active),
        "order": asked if renumbered else "",
        "n_renumbered": len(renumbered),
        "n_people": sum(row.people for row in renumbered),
        "retired": [level for level in ladder.levels.all() if level.retired_at],
        "may_add": len(active) < MOST,
        "may_retire": len(active) > FEWEST,
        "ready": [] if _is_bound(ladder) else READY.values(),
    }
    return render(request, fragment(request, "ladders/levels.html", "order"), context)


@require_POST
@allow("ladder.edit")
def reorder(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Save the order that was tried out."""
    ladder, active = load(pk)
    try:
        order = [level.pk for level in recount.order_of(active, request.POST.get("order", ""))]
        n = actions.reorder(ladder, seen=int(request.POST.get("version", "")), order=order, by=request.member)
    except LevelsRefused as refusal:
        messages.error(request, _("%s Nothing was saved: look at the order that there is now.") % refusal)
    except ValueError:
        messages.error(request, _("This order does not fit the levels any more. Nothing was saved."))
    else:
        said = ngettext(
            "The order is saved: %(n)d level has a new number.", "The order is saved: %(n)d levels have new numbers.", n
        )
        messages.success(request, said % {"n": n})
    return redirect(PAGE, request.organization.slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
def retire(request: OrgRequest, pk: UUID, level: UUID) -> HttpResponse:
    """Say who stands on a level, ask where they go, and take it out of use."""
    ladder, active = load(pk)
    found = next((each for each in active if each.pk == level), None)
    if found is None:
        raise Http404
    others = [each for each in active if each != found]
    form = RetireForm(request.POST if request.method == "POST" else None, others=others[::-1])
    if form.is_valid():
        to = form.level()
        try:
            n = actions.retire(found, **form.seen(), to=to, by=request.member)
        except LevelsRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _retired(found, to, n))
            return redirect(PAGE, request.organization.slug, pk)
    context = {"ladder": ladder, "level": found, "form": form, "n_levels": len(active)}
    context |= recount.retiring(found, others, recount.people_on(ladder), chosen=str(form["to"].value() or ""))
    context |= {"may_retire": len(active) > FEWEST}
    return render(request, "ladders/level_retire.html", context, status=422 if form.errors else 200)


@require_POST
@allow("ladder.edit")
def restore(request: OrgRequest, pk: UUID, level: UUID) -> HttpResponse:
    """Take a retired level back into use."""
    ladder, _active = load(pk)
    retired = Level.objects.exclude(retired_at=None).select_related("ladder")
    found = get_object_or_404(retired, ladder=ladder, pk=level)
    try:
        back = actions.restore(found, seen=ladder.version, by=request.member)
    except LevelsRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(name)s” is in use again.") % {"name": back.name})
    return redirect(PAGE, request.organization.slug, pk)


def load(pk: UUID) -> tuple[Ladder, list[Level]]:
    """Load a ladder with its levels in use, from the bottom."""
    signs = Prefetch("levels__signs", LevelSign.objects.select_related("skill"))
    ladder = get_object_or_404(Ladder.objects.prefetch_related(signs), pk=pk)
    return ladder, [level for level in ladder.levels.all() if not level.retired_at]


def _is_bound(ladder: Ladder) -> bool:
    """Whether other levels in the place of these would move people, or what names them."""
    return Assessment.objects.in_earnest().filter(ladder=ladder).exists() or bool(pointing.why_bound(ladder))


def _retired(level: Level, to: Level | None, n: int) -> str:
    if to is None or not n:
        return _("“%(old)s” is retired.") % {"old": level.name}
    said = ngettext(
        "“%(old)s” is retired; %(n)d person went to “%(new)s”.",
        "“%(old)s” is retired; %(n)d people went to “%(new)s”.",
        n,
    )
    return said % {"old": level.name, "new": to.name, "n": n}
