"""All the ways a page read, what differs between any two, and going back to one."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments import names
from experiments.models import Experiment, Revision
from experiments.page.one import one
from experiments.page.views import to
from experiments.writing import actions
from experiments.writing.actions import PageRefused
from experiments.writing.form import telling
from members.requests import OrgRequest
from organizations.access import allow

MOST, LONGEST_NUMBER = 100, 10


@require_safe
@allow("experiment.write")
def history(request: OrgRequest, pk: UUID) -> HttpResponse:
    """List how it read, newest first, and show what differs between two."""
    experiment = one(pk)
    newest = _number(request, "up_to", experiment.version)
    # One more than is listed: what its successor changed is told too.
    rows = list(experiment.revisions.select_related("made_by").filter(number__lte=newest)[: MOST + 1])
    if not rows:
        raise Http404
    wanted = _number(request, "to", rows[0].number)
    two = experiment.revisions.filter(number__in=(wanted, _number(request, "from", wanted - 1)))
    by_number = {row.number: row for row in (*rows, *two)}
    after = by_number.get(wanted, rows[0])
    before = by_number.get(_number(request, "from", after.number - 1), after)
    called = telling.names_in([before.content, after.content], lambda member: names.shown(request, member))
    context = {
        "experiment": experiment,
        "rows": list(_lines(rows))[:MOST],
        "newest": newest,
        "older": rows[MOST].number if len(rows) > MOST else 0,
        "before": before,
        "after": after,
        "differences": telling.differences(before.content, after.content, called),
    }
    return render(request, "experiments/history/history.html", context)


def _number(request: OrgRequest, name: str, otherwise: int) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and len(said) < LONGEST_NUMBER else otherwise


def _lines(rows: Sequence[Revision]) -> Iterator[dict[str, Any]]:
    """Each revision with the parts that its writer changed."""
    for row, older in zip(rows, [*rows[1:], None], strict=True):
        changed = actions.changed(older.content, row.content) if older else []
        yield {"revision": row, "parts": [telling.PARTS[part] for part in changed], "is_first": row.number == 1}


@require_POST
@allow("experiment.write")
def go_back(request: OrgRequest, pk: UUID, number: int) -> HttpResponse:
    """Let it read as it did; that can be taken back like every other change."""
    experiment: Experiment = one(pk)
    now = experiment.version
    revision = get_object_or_404(experiment.revisions, number=number)
    try:
        changed = actions.go_back(experiment, to=revision, by=request.member)
    except PageRefused as why:
        messages.error(request, str(why))
        return to(request, experiment)
    if changed:
        undo = reverse("experiments:go_back", args=[request.organization.slug, pk, now])
        messages.success(request, _("It reads again as it did then."), extra_tags=undo)
    else:
        messages.info(request, _("It reads like that already."))
    return to(request, experiment)
