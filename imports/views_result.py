"""After a list was brought in: rows that wait for a person's word, and rows left behind."""

import io
from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from audit import reads
from documents import csv
from imports import actions, deciding, queries
from imports.models import ImportRow
from imports.tasks import nudge
from imports.views import batch_or_404, see
from members.requests import OrgRequest
from organizations import sealing
from organizations.access import allow


@require_POST
@allow("import.run")
def decide(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Take a person's word on one row: the same person as the one it resembles, or someone new."""
    batch = batch_or_404(pk)
    held = get_object_or_404(ImportRow, pk=row, batch=batch)
    said = request.POST.get("who", "")
    if said not in ("same", "new"):
        messages.error(request, _("Say whether this is the same person or someone new."))
        return see(request, batch)
    try:
        nudge(deciding.say(held, said, by=request.member))
    except actions.NotNow as elsewhere:
        messages.info(request, str(elsewhere))
    return see(request, batch)


@require_POST
@allow("import.run")
def decide_all(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take everyone held back for someone new."""
    batch = batch_or_404(pk)
    try:
        n = deciding.say_all_new(batch, by=request.member)
    except actions.NotNow as elsewhere:
        messages.info(request, str(elsewhere))
    else:
        batch.refresh_from_db()
        nudge(batch)
        said = ngettext("%s person comes in as someone new.", "%s people come in as someone new.", n)
        messages.success(request, said % n)
    return see(request, batch)


@require_safe
@allow("import.run")
def left_behind(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hand back the rows that did not come in, each with the reason, as a file that no spreadsheet runs."""
    batch = batch_or_404(pk)
    headings = [header for header, key in zip(batch.headers, batch.mapping, strict=True) if key]
    file = io.StringIO(newline="")
    rows = queries.left_behind(batch).iterator(chunk_size=2000)
    n = csv.write(
        file,
        [_("Row"), *headings, _("Why it stayed behind")],
        ([row.number, *(_stood(row, header) for header in headings), _reason(row)] for row in rows),
    )
    reads.note(request, "import.run", of=batch.pk, n=max(n, 1))
    name = f"{slugify(PurePath(batch.name).stem) or 'list'}-left-behind.csv"
    # The mark lets Excel know that this is UTF-8.
    return HttpResponse(
        "\ufeff" + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _stood(row: ImportRow, header: str) -> str:
    """A cell as it stood in the list; what is kept aside is kept sealed."""
    return str(sealing.unseal(row.cells.get(header, "")) or "")


def _reason(row: ImportRow) -> str:
    if row.fate == ImportRow.Fate.HELD_BACK:
        return _("Waited for a person's word: %s") % row.reason
    if ImportRow.Fate.REFUSED in (row.plan, row.fate):
        return row.reason
    return _("The list was stopped before this row.")
