"""What the list is told after a change: each row anew, as a fresh page would show it, and why cells were refused."""

from collections.abc import Collection
from typing import Any, Literal
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import state
from members.changing import meanwhile
from members.changing.actions import Outcome
from members.changing.cells import cell_of
from members.changing.steps import Steps
from members.listing import Listing, shown_with
from members.models import Member
from members.requests import OrgRequest

# "save" is what was typed; "undo" and "redo" say which way a set was turned.
type Way = Literal["save", "undo", "redo"]


def answer(request: OrgRequest, outcome: Outcome, steps: Steps, way: Way) -> dict[str, Any]:
    """Return what the script of the list shows and says."""
    late = {each.member for each in outcome.refused if each.is_late}
    shown = {change.member for change in outcome.saved} | late
    rows = rows_of(request, shown)
    said = meanwhile.sentences(late, request.roles) if way == "save" and late else {}
    return {
        "says": says(outcome, way),
        "rows": rows,
        # Given to somebody else: whoever did so does not see them any more.
        "gone": [str(pk) for pk in shown if str(pk) not in rows],
        "saved": [[str(change.member), cell_of(change)] for change in outcome.saved],
        "refused": [
            {
                "id": str(cell.member),
                "field": cell.field,
                "why": said.get(cell.member) or cell.why,
                "late": cell.is_late,
            }
            for cell in outcome.refused
        ],
        "names": _names(request, outcome) if way != "save" else {},
        "bar": bar(request, steps),
    }


def says(outcome: Outcome, way: Way) -> str:
    """Say in one line what came of it; it names nobody."""
    n, refused = len(outcome.saved), len(outcome.refused)
    if not n and not refused:
        return _("Nothing was different, so nothing was saved.") if way == "save" else _("That was done already.")
    done = {
        "save": ngettext("%d cell saved", "%d cells saved", n),
        "undo": ngettext("Undone: %d cell", "Undone: %d cells", n),
        "redo": ngettext("Done again: %d cell", "Done again: %d cells", n),
    }[way] % n
    if not refused:
        return f"{done}."
    left = ngettext("%d refused", "%d refused", refused) if way == "save" else ngettext("%d left", "%d left", refused)
    return f"{done}, {left % refused}."


def rows_of(request: OrgRequest, members: Collection[UUID]) -> dict[str, str]:
    """Render rows of the list, with the columns that its address asks for."""
    if not members:
        return {}
    listing = Listing(request)
    people = shown_with(Member.objects.people().visible_to(request).filter(pk__in=members)).order_by("pk")
    more = {"may_edit": True, "picking": True}
    return {
        str(row["member"].pk): render_to_string("members/rows.html", {"rows": [row], **more}, request)
        for row in listing.rows(list(people))
    }


def bar(request: OrgRequest, steps: Steps) -> str:
    """Render the buttons that take back and do again."""
    asked = state.query(request, Listing(request).state)
    return render_to_string("members/typed.html", {"typed": steps, "asked": asked}, request)


def _names(request: OrgRequest, outcome: Outcome) -> dict[str, str]:
    """Name those whose cells were left, where one may see them: their rows may stand on another page."""
    left = {each.member for each in outcome.refused}
    people = Member.objects.people().visible_to(request).filter(pk__in=left) if left else ()
    return {str(member.pk): str(member) for member in people}
