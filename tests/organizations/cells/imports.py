"""Lists that are brought in, typed sheets, and sheets that a group leaves."""

from uuid import uuid4

from imports import actions as imports
from imports.leaving import actions as leaving
from imports.models import ImportBatch, ImportMapping, ImportMeaning, Sheet
from imports.paper.actions import begin
from members.models import ContactPoint, Member
from tests.imports.conftest import apply, plan, receive
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number, someone


def new_list(_scene: Scene) -> Made:
    return {"pk": _list().pk}


def typed_sheet(scene: Scene) -> Made:
    return {"pk": begin(name="Sheet", day=scene.organization.today(), columns=[], by=scene.member).pk}


def checked_list(_scene: Scene) -> Made:
    return {"pk": plan(_list()).pk}


def checked_row(scene: Scene) -> Made:
    return checked_list(scene) | {"number": 2}


def checked_move(scene: Scene) -> Made:
    return checked_list(scene) | {"move": uuid4()}


def checked_days(scene: Scene) -> Made:
    return checked_list(scene) | {"what": "years"}


def remembered_word(_scene: Scene) -> Made:
    word = f"word {next(number)}"
    return {"pk": ImportMeaning.objects.create(about="tag", word=word, does="empty", move=uuid4()).pk}


def list_that_is_in(_scene: Scene) -> Made:
    return {"pk": apply(plan(_list())).pk}


def matching(_scene: Scene) -> Made:
    return {"pk": ImportMapping.objects.create(name=f"Matching {next(number)}").pk}


def row_that_waits(_scene: Scene) -> Made:
    phone = f"+1503555{next(number):04}"
    here = Member.objects.create(given_name="Milo", family_name="Reyes")
    ContactPoint.objects.create(member=here, kind="phone", value=phone, normal=phone)
    batch = apply(plan(receive(f"name,phone\nRosa Lund,{phone}\n")))
    return {"pk": batch.pk, "row": batch.rows.get(fate="held_back").pk}


def pair_that_waits(scene: Scene) -> Made:
    return {"pk": row_that_waits(scene)["pk"], "number": "2"}


def sheet(scene: Scene) -> Made:
    return {"pk": _sheet(scene).pk}


def compared_sheet(scene: Scene) -> Made:
    """An upload of a sheet that was compared, so that something can come over."""
    named, lines = _sheet(scene), b"first name,last name,phone\nAda,Berg,503-555-0199\n"
    batch = leaving.upload(named, [lines], name="master.csv", asks_columns=False, by=scene.member)
    return {"pk": plan(imports.work_now(batch)).pk}


def _sheet(scene: Scene) -> Sheet:
    return leaving.name_sheet(name=f"Master list {next(number)}", came_in=None, by=scene.member)


def _list() -> ImportBatch:
    return receive("name\nNia Okafor\n")


SHARED = {
    new_list,
    checked_list,
    list_that_is_in,
    row_that_waits,
    pair_that_waits,
    typed_sheet,
    checked_row,
    checked_move,
    checked_days,
    remembered_word,
}
CELLS = {
    "imports:list": Cell("import.run", GET),
    "imports:find": Cell("import.run", POST),
    "imports:new": Cell("import.run", GET),
    "imports:came_with": Cell("member.view", GET, someone),
    "imports:about": Cell("import.run", BOTH, new_list),
    "imports:paper_new": Cell("import.run", BOTH),
    "imports:paper": Cell("import.run", GET, typed_sheet),
    "imports:paper_put": Cell("import.run", POST, typed_sheet),
    "imports:paper_take_out": Cell("import.run", POST, typed_sheet),
    "imports:paper_find": Cell("import.run", POST, typed_sheet),
    "imports:upload": Cell("import.run", POST),
    "imports:detail": Cell("import.run", GET, new_list),
    "imports:layout": Cell("import.run", POST, new_list),
    "imports:match": Cell("import.run", BOTH, new_list),
    "imports:match_like": Cell("import.run", POST, new_list),
    "imports:match_keep": Cell("import.run", POST, new_list),
    "imports:mappings": Cell("import.run", GET),
    "imports:mapping_rename": Cell("import.run", POST, matching),
    "imports:mapping_delete": Cell("import.run", POST, matching),
    "imports:mapping_back": Cell("import.run", POST, matching),
    "imports:aside": Cell("import.run", GET),
    "imports:aside_hand_over": Cell("import.run", POST),
    "imports:aside_drop": Cell("import.run", POST, list_that_is_in),
    "imports:aside_keep": Cell("import.run", POST, list_that_is_in),
    "imports:confirm": Cell("import.run", POST, checked_list),
    "imports:cancel": Cell("import.run", POST, new_list),
    "imports:modes": Cell("import.run", POST, checked_list),
    "imports:pairs": Cell("import.run", GET, checked_list),
    "imports:pair": Cell("import.run", BOTH, pair_that_waits),
    "imports:recount": Cell("import.run", POST, checked_list),
    "imports:cells": Cell("import.run", GET, checked_list),
    "imports:fix": Cell("import.run", POST, checked_list),
    "imports:every": Cell("import.run", POST, checked_list),
    "imports:days": Cell("import.run", POST, checked_list),
    "imports:days_back": Cell("import.run", POST, checked_days),
    "imports:skip": Cell("import.run", POST, checked_row),
    "imports:put_back": Cell("import.run", POST, checked_move),
    "imports:words": Cell("import.run", BOTH, checked_list),
    "imports:meanings": Cell("import.run", GET),
    "imports:forget": Cell("import.run", POST, remembered_word),
    "imports:decide": Cell("import.run", POST, row_that_waits),
    "imports:decide_all": Cell("import.run", POST, list_that_is_in),
    "imports:left_behind": Cell("import.run", GET, list_that_is_in),
    "imports:undo_ask": Cell("import.undo", POST, list_that_is_in),
    "imports:undo_agree": Cell("import.undo", POST, list_that_is_in),
    "imports:undo_keep": Cell("import.undo", POST, list_that_is_in),
    "imports:again": Cell("import.run", POST, list_that_is_in),
    "imports:sheets": Cell("import.run", GET),
    "imports:sheet_name": Cell("import.run", POST),
    "imports:sheet": Cell("import.run", GET, sheet),
    "imports:sheet_upload": Cell("import.run", POST, sheet),
    "imports:sheet_retire": Cell("import.run", POST, sheet),
    "imports:sheet_in_use": Cell("import.run", POST, sheet),
    "imports:compared": Cell("import.run", GET, compared_sheet),
    "imports:settle": Cell("import.run", POST, compared_sheet),
    "imports:only_here": Cell("member.export", GET, compared_sheet),
}
