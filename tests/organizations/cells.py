"""Every view of an organization: the right it asks for, the methods it takes, and how to make what it is about.

A new view comes in here: `Cell(right, methods)`, and `make=` when its address names something. Rights reach all or
nothing of what belongs to the organization as a whole, such as a ladder or a list: those makers are in SHARED. What is
one person's alone, such as a notice, is `personal`: no right reaches another's.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db.models.functions import Now

from conversations.models import HelpRequest, Notice
from imports import actions as imports
from imports.leaving import actions as leaving
from imports.models import ImportBatch, ImportMapping, ImportMeaning, Sheet
from imports.paper.actions import begin
from ladders.models import Assessment, Ladder, Level, Place
from members import models
from members.duplicates import verdicts
from members.merging import actions as merging
from members.models import ContactPoint, Member, SavedView, Unit, UnitKind
from organizations.actions import add_person
from organizations.invitations import invite
from organizations.models import Membership, Organization, Role, User
from organizations.permissions import EVERYONE
from stpnet.in_org import on_public_side
from tests.imports.conftest import apply, plan, receive


class Scene(NamedTuple):
    """Where a thing is made, for whom, and whether it is theirs: somebody they organize, a word of their own."""

    organization: Organization
    member: Member
    mine: bool


# A thing is made more than once in a test; its name is not.
_number = count(1)
type Made = dict[str, UUID | str | int]
type Maker = Callable[[Scene], Made]


class Cell(NamedTuple):
    """What one view asks for: a right of the table, its methods, and the arguments of its address."""

    action: str
    methods: str
    make: Maker | None = None
    personal: bool = False


def someone(scene: Scene) -> Made:
    return {"pk": _on_file(scene, mine=scene.mine).pk}


def someone_and_a_ladder(scene: Scene) -> Made:
    return {"pk": _ladder().pk, "member": _on_file(scene, mine=scene.mine).pk}


def word_that_waits(scene: Scene) -> Made:
    """Somebody else's word on a person: nobody can agree to their own."""
    return {"pk": _assessed(_on_file(scene, mine=scene.mine), by=None, waits_for_review=True).pk}


def word_on_their_own(scene: Scene) -> Made:
    """Their own word, or a colleague's, on somebody they organize."""
    return {"pk": _assessed(_on_file(scene, mine=True), by=scene.member if scene.mine else None).pk}


def a_ladder(_scene: Scene) -> Made:
    return {"pk": _ladder().pk}


def ladder_and_key(_scene: Scene) -> Made:
    return {"pk": _ladder().pk, "key": "tenants"}


def level_in_use(_scene: Scene) -> Made:
    level = _ladder().levels.filter(retired_at=None).earliest("position")
    return {"pk": level.ladder_id, "level": level.pk}


def retired_level(scene: Scene) -> Made:
    made = level_in_use(scene)
    Level.objects.filter(pk=made["level"]).update(retired_at=Now())
    return made


def unit_kind(_scene: Scene) -> Made:
    return {"pk": UnitKind.objects.create(name=f"Kind {next(_number)}", plural="Kinds").pk}


def unit(_scene: Scene) -> Made:
    name = f"unit {next(_number)}"
    return {"pk": Unit.objects.create(kind=UnitKind.objects.get(is_default=True), name=name, folded=name).pk}


def new_list(_scene: Scene) -> Made:
    return {"pk": _list().pk}


def typed_sheet(scene: Scene) -> Made:
    return {"pk": begin(name="Sheet", day=scene.organization.today(), columns=[], by=scene.member).pk}


def own_long_work(scene: Scene) -> Made:
    """A list of one's own: everybody may look at what they began themselves, also when the right is gone."""
    return {"pk": receive("name\nNia Okafor\n", by=scene.member).pk}


def checked_list(_scene: Scene) -> Made:
    return {"pk": plan(_list()).pk}


def checked_row(scene: Scene) -> Made:
    return checked_list(scene) | {"number": 2}


def checked_move(scene: Scene) -> Made:
    return checked_list(scene) | {"move": uuid4()}


def remembered_word(_scene: Scene) -> Made:
    word = f"word {next(_number)}"
    return {"pk": ImportMeaning.objects.create(about="tag", word=word, does="empty", move=uuid4()).pk}


def _two() -> list[Member]:
    return [Member.objects.create(given_name="Rosa", family_name=f"Reyes {next(_number)}") for _ in range(2)]


def twice(_scene: Scene) -> Made:
    group = models.DuplicateGroup.objects.create(run=models.DuplicateRun.objects.create(status="done"), kind="same")
    group.entries.bulk_create(group.entries.model(group=group, member=person) for person in _two())
    return {"pk": group.pk}


def two_who_differ(scene: Scene) -> Made:
    people = _two()
    verdicts.say_different(people, by=scene.member)
    return {"pk": models.DifferentPeople.objects.get(low__in=people, high__in=people).pk}


def put_together(scene: Scene) -> Made:
    return {"pk": merging.merge(*_two(), by=scene.member).pk}


def list_that_is_in(_scene: Scene) -> Made:
    return {"pk": apply(plan(_list())).pk}


def matching(_scene: Scene) -> Made:
    return {"pk": ImportMapping.objects.create(name=f"Matching {next(_number)}").pk}


def row_that_waits(_scene: Scene) -> Made:
    phone = f"+1503555{next(_number):04}"
    here = Member.objects.create(given_name="Milo", family_name="Reyes")
    ContactPoint.objects.create(member=here, kind="phone", value=phone, normal=phone)
    batch = apply(plan(receive(f"name,phone\nRosa Lund,{phone}\n")))
    return {"pk": batch.pk, "row": batch.rows.get(fate="held_back").pk}


def pair_that_waits(scene: Scene) -> Made:
    return {"pk": row_that_waits(scene)["pk"], "number": "2"}


def colleague(scene: Scene) -> Made:
    """Themselves, or somebody else with a role here."""
    with on_public_side():
        if scene.mine:
            return {"pk": Membership.objects.get(user=scene.member.user_id, organization=scene.organization).pk}
        return {"pk": _colleague(scene).pk}


def organizer(scene: Scene) -> Made:
    with on_public_side():
        return {"pk": _colleague(scene).pk}


def invitation(scene: Scene) -> Made:
    return {
        "pk": invite(scene.organization, address=f"nia{next(_number)}@example.org", roles=[Role.VIEWER], by=None).pk
    }


def notice(scene: Scene) -> Made:
    """For them, or for a colleague."""
    to = scene.member if scene.mine else _on_file(scene, mine=False)
    return {"pk": Notice.objects.create(to=to, kind="help.asked").pk}


def question(scene: Scene) -> Made:
    """Theirs, or one between two others."""
    one, other = (_on_file(scene, mine=False) for _ in range(2))
    return {"pk": HelpRequest.objects.create(asker=scene.member if scene.mine else one, to=other, text="How?").pk}


def view(scene: Scene) -> Made:
    """Theirs, or a colleague's that is not shared."""
    name, owner = f"view {next(_number)}", scene.member if scene.mine else _on_file(scene, mine=False)
    return {"pk": SavedView.objects.create(owner=owner, name=name, folded=name).pk}


def _on_file(scene: Scene, *, mine: bool) -> Member:
    colleague = Member.objects.create(given_name="Colleague", status="staff")
    return Member.objects.create(given_name="Dolores", organizer=scene.member if mine else colleague)


def _assessed(member: Member, *, by: Member | None, **fields: Any) -> Assessment:
    level, today = _ladder().levels.earliest("position"), "2026-01-05"
    return Assessment.objects.create(
        member=member, ladder=level.ladder, place=Place.LEVEL, level=level, on=today, assessed_by=by, **fields
    )


def _ladder() -> Ladder:
    return Ladder.objects.get(is_default=True)


def _list() -> ImportBatch:
    return receive("name\nNia Okafor\n")


def _colleague(scene: Scene) -> Membership:
    user = User.objects.create_user(f"colleague{next(_number)}@example.org", name="Ray Colleague")
    return add_person(scene.organization, user, roles=[Role.ORGANIZER])


def sheet(scene: Scene) -> Made:
    return {"pk": _sheet(scene).pk}


def compared_sheet(scene: Scene) -> Made:
    """An upload of a sheet that was compared, so that something can come over."""
    named, lines = _sheet(scene), b"first name,last name,phone\nAda,Berg,503-555-0199\n"
    batch = leaving.upload(named, [lines], name="master.csv", asks_columns=False, by=scene.member)
    return {"pk": plan(imports.work_now(batch)).pk}


def _sheet(scene: Scene) -> Sheet:
    return leaving.name_sheet(name=f"Master list {next(_number)}", came_in=None, by=scene.member)


# What belongs to the organization as a whole is nobody's own: these makers do not look at `mine`.
SHARED = {
    a_ladder, ladder_and_key, level_in_use, retired_level, unit_kind, unit, new_list, checked_list, list_that_is_in,
    row_that_waits, pair_that_waits, typed_sheet, organizer, invitation, checked_row, checked_move, remembered_word,
    twice, two_who_differ, put_together,
}  # fmt: skip
GET, POST, BOTH = "get", "post", "get post"
CELLS = {
    "organizations:home": Cell(EVERYONE, GET),
    "organizations:welcome": Cell(EVERYONE, GET),
    "organizations:put_away": Cell("organization.settings", POST),
    "organizations:bring_back": Cell("organization.settings", POST),
    "organizations:notes": Cell("organization.settings", BOTH),
    "organizations:rooms": Cell("organization.settings", BOTH),
    "organizations:propose": Cell("responsibility.edit", BOTH),
    "organizations:settings": Cell("organization.settings", BOTH),
    "organizations:who_may": Cell(EVERYONE, GET),
    "organizations:people": Cell("people.manage", GET),
    "organizations:invite": Cell("people.manage", BOTH),
    "organizations:confirm": Cell("people.manage", POST),
    "organizations:resend": Cell("people.manage", POST, invitation),
    "organizations:withdraw": Cell("people.manage", POST, invitation),
    "organizations:person": Cell("people.manage", BOTH, colleague),
    "organizations:sign_out": Cell("people.manage", POST, colleague),
    "organizations:lost_second_step": Cell("people.manage", BOTH, colleague),
    "organizations:remove": Cell("people.manage", BOTH, colleague),
    "jobs:list": Cell(EVERYONE, GET),
    "jobs:job": Cell(EVERYONE, GET, own_long_work),
    "members:list": Cell("member.view", GET),
    "members:search": Cell("member.view", POST),
    "members:filters": Cell("member.view", GET),
    "members:filter_field": Cell("member.view", GET),
    "members:condition": Cell("member.view", BOTH),
    "members:columns": Cell("member.view", BOTH),
    "members:views": Cell("member.view", GET),
    "members:view_counts": Cell("member.view", GET),
    "members:view_add": Cell("view.save", BOTH),
    "members:view_edit": Cell("view.save", BOTH, view, personal=True),
    "members:view_save": Cell("view.save", POST, view, personal=True),
    "members:view_delete": Cell("view.save", POST, view, personal=True),
    "members:view_back": Cell("view.save", POST, view, personal=True),
    "members:alike": Cell("member.edit", POST),
    "members:duplicates": Cell("member.merge", GET),
    "members:duplicates_progress": Cell("member.merge", GET),
    "members:look_for_duplicates": Cell("member.merge", POST),
    "members:merge_chosen": Cell("member.merge", POST),
    "members:merge": Cell("member.merge", BOTH, twice),
    "members:different": Cell("member.merge", POST, twice),
    "members:take_back_different": Cell("member.merge", POST, two_who_differ),
    "members:apart": Cell("member.merge", POST, put_together),
    "members:add": Cell("member.edit", BOTH),
    "members:detail": Cell("member.view", GET, someone),
    "members:edit": Cell("member.edit", BOTH, someone),
    "members:scope": Cell("people.manage", BOTH, organizer),
    "units:list": Cell("chapter.edit", GET),
    "units:kind_add": Cell("chapter.edit", BOTH),
    "units:kind": Cell("chapter.edit", BOTH, unit_kind),
    "units:add": Cell("chapter.edit", BOTH, unit_kind),
    "units:kind_delete": Cell("chapter.edit", POST, unit_kind),
    "units:edit": Cell("chapter.edit", BOTH, unit),
    "units:delete": Cell("chapter.edit", POST, unit),
    "units:restore": Cell("chapter.edit", POST),
    "ladders:ladder": Cell("ladder.view", GET),
    "ladders:other": Cell("ladder.view", GET, a_ladder),
    "ladders:default_levels": Cell("ladder.edit", GET),
    "ladders:levels": Cell("ladder.edit", GET, a_ladder),
    "ladders:reorder": Cell("ladder.edit", POST, a_ladder),
    "ladders:write": Cell("ladder.edit", BOTH, a_ladder),
    "ladders:add_level": Cell("ladder.edit", BOTH, a_ladder),
    "ladders:ready": Cell("ladder.edit", BOTH, ladder_and_key),
    "ladders:retire": Cell("ladder.edit", BOTH, level_in_use),
    "ladders:restore": Cell("ladder.edit", POST, retired_level),
    "ladders:settings": Cell("ladder.edit", BOTH, a_ladder),
    "ladders:assess": Cell("assessment.make", BOTH, someone_and_a_ladder),
    "ladders:confirm": Cell("assessment.confirm", POST, word_that_waits),
    "ladders:void": Cell("assessment.void", BOTH, word_on_their_own),
    "notices:list": Cell(EVERYONE, GET),
    "notices:mail": Cell(EVERYONE, BOTH),
    "notices:read": Cell(EVERYONE, POST, notice, personal=True),
    "notices:read_all": Cell(EVERYONE, POST),
    "notices:take_back": Cell(EVERYONE, POST),
    "help:help": Cell(EVERYONE, GET),
    "help:keys": Cell(EVERYONE, POST),
    "help:how_we_count": Cell(EVERYONE, GET),
    "help:first_week": Cell(EVERYONE, GET),
    "help:open": Cell("assessment.make", POST),
    "help:start": Cell("assessment.make", POST),
    "help:throw_away": Cell("assessment.make", POST),
    "help:director": Cell("assessment.make", GET),
    "help:finish": Cell("assessment.make", POST),
    "help:dismiss": Cell(EVERYONE, POST),
    "help:why": Cell(EVERYONE, GET),
    "help:edit_why": Cell("prompt.edit", BOTH),
    "help:ask": Cell(EVERYONE, BOTH),
    "help:questions": Cell(EVERYONE, GET),
    "help:question": Cell(EVERYONE, BOTH, question, personal=True),
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
