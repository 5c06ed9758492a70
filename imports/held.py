"""What becomes of each column of this room when a person it is about is erased, and which rows tell of one: see keeping.py."""

from django.utils.translation import gettext_lazy as _

from imports import of_lists
from organizations.keeping import Held, LeftOut, Tell, Tells

HELD: Held = {
    "imports.importmapping": {
        "keep": "id name folded columns ladder date_order modes made_by made_at used_at deleted_at",
    },
    "imports.importbatch": {
        "keep": (
            "id name kind keep_until stored_as started_by status claim heartbeat_at n_attempts trouble "
            "layout headers notes n_rows mapping date_order date_years ladder as_of holds_back "
            "keeps_all_rows is_baseline modes is_to_recount keeps_aside like n_archived n_looked_at n_done "
            "created_at queued_at started_at finished_at came_from n_weighed undo undone_by undone_at "
            "again_of sheet purpose compared"
        ),
        "erase": "samples spellings",
        "anonymise": "whose promised",
    },
    "imports.keptaside": {"erase": "id batch member what sealed dropped_at"},
    "imports.importchange": {"keep": "id batch about at seen", "erase": "steps"},
    "imports.importkept": {"keep": "id batch why is_whole fields member word by at elsewhere"},
    "imports.importfix": {"erase": "id batch number column target value move before by at"},
    "imports.importmeaning": {"erase": "id about word does means move before by at"},
    "imports.importrow": {
        "keep": "id batch number plan fate decision member candidate candidate_row not_these decided_by",
        "erase": "cells clean problems offers notes reason likely choices changes",
    },
    "imports.sheet": {"keep": "id name named_by created_at retired_on retired_by"},
    "imports.sheetline": {"erase": "id batch member said"},
    "imports.sheetdifference": {
        "erase": (
            "id batch number member what newer why there here changed_at changed_by changed_in choice "
            "chosen_by chosen_at carried_in"
        ),
    },
}
# What the file of all that is held about somebody says of this room.
CALLED = _("Lists that named them")
TELLS: Tells = {
    "imports.importrow": Tell(_("Rows of lists that named them"), rows=of_lists.rows),
    "imports.importfix": Tell(_("Cells of these rows that were put right"), rows=of_lists.fixes),
    "imports.importchange": Tell(_("What lists changed about them"), "about"),
    "imports.importkept": Tell(_("What stayed when a list was taken back"), "member"),
    "imports.importmeaning": Tell(_("Words in lists that mean them"), "means"),
    "imports.keptaside": Tell(_("What lists said that has no room here yet"), "member", opens="sealed"),
    "imports.sheetline": Tell(_("Lines of sheets that are kept elsewhere as well"), "member"),
    "imports.sheetdifference": Tell(_("Where such a sheet says something else"), "member"),
}
LEFT_OUT: LeftOut = {
    "imports.importbatch.samples": "First rows of a list, of several people: what they say of this one stands in its row.",
    "imports.importbatch.spellings": "Words of a list, of several people: what they say of this one stands in its row.",
}
