"""What the script of the list needs besides the page, asked for when somebody begins to work in it."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from members import state
from members.changing.actions import MOST_CELLS
from members.changing.reading import Reader
from members.listing import Listing
from members.pages import import_url
from members.requests import OrgRequest


def desk_of(request: OrgRequest) -> dict[str, Any]:
    """Return where changes go, what can be chosen in the cells of the columns shown, and the words."""
    listing, reader, slug = Listing(request), Reader(request), request.organization.slug
    asked = state.query(request, listing.state)
    fields = {column.edits for column in listing.columns if column.edits}
    return {
        "save": f"{reverse('members:cells_save', args=[slug])}?{asked}",
        "style": static("css/grid.css"),
        "most": MOST_CELLS,
        "options": {field: options for field in fields if (options := reader.options(field))},
        # Several of these stand in one cell, with commas between them.
        "several": [field for field in fields if reader.takes_several(field)],
        "imports": import_url(request),
        "words": words(),
    }


def words() -> dict[str, str]:
    """Return what the script says; marks in braces are filled in there."""
    return {
        "name": _("A name has parts. Show the columns Given name and Family name to change it here."),
        "locked": _("This cannot be changed in the list."),
        "pick": _("Select {name}"),
        "picked": _("Selected: {n}"),
        "range": _("{cells} cells, {rows} rows"),
        "copied": _("{cells} cells copied"),
        "saving": _("Saving …"),
        "saved": _("Saved"),
        "save": _("Save"),
        "hint": _("Enter saves, Esc puts it back"),
        "theirs": _("Keep theirs"),
        "mine": _("Use mine: {value}"),
        "empty": _("empty"),
        "offline": _(
            "There is no connection, so nothing was saved and everything is back as it was. Please try again."
        ),
        "out": _("You are signed out, or may not do this any more. Nothing was saved. Open the page again to go on."),
        "failed": _("Something went wrong here, so nothing was saved. Please try again."),
        "many": _("At most {n} cells can be changed at once, so nothing was saved."),
        "left_out": _("{n} lines did not fit below the last person, so they were left out. Bring them in as a list."),
        "lost": _("The next people could not be loaded, so {n} lines were left out. Please paste those again."),
        "gone": _("This person is not yours to see any more."),
        "left": _("{name}: {why}"),
        "nothing": _("There is nothing to undo."),
    }
