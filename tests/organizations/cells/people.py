"""People and long work."""

from members import models
from members.duplicates import verdicts
from members.merging import actions as merging
from members.models import Member, SavedView
from organizations.permissions import EVERYONE
from stpnet.in_org import on_public_side
from tests.imports.conftest import receive
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, a_colleague, number, on_file, someone


def own_long_work(scene: Scene) -> Made:
    """A list of one's own: everybody may look at what they began themselves, also when the right is gone."""
    return {"pk": receive("name\nNia Okafor\n", by=scene.member).pk}


def _two() -> list[Member]:
    return [Member.objects.create(given_name="Rosa", family_name=f"Reyes {next(number)}") for _ in range(2)]


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


def view(scene: Scene) -> Made:
    """Theirs, or a colleague's that is not shared."""
    name, owner = f"view {next(number)}", scene.member if scene.mine else on_file(scene, mine=False)
    return {"pk": SavedView.objects.create(owner=owner, name=name, folded=name).pk}


def a_contact(scene: Scene) -> Made:
    member = on_file(scene, mine=scene.mine)
    phone = f"+1503555{next(number):04}"
    point = models.ContactPoint.objects.create(member=member, kind="phone", value=phone, normal=phone)
    return {"pk": member.pk, "point": point.pk}


def a_relationship(scene: Scene) -> Made:
    one, two = on_file(scene, mine=scene.mine), on_file(scene, mine=scene.mine)
    made = models.Relationship.objects.create(member=one, other=two, kind="family")
    return {"pk": one.pk, "relationship": made.pk}


def own_change(scene: Scene) -> Made:
    by = scene.member if scene.mine else on_file(scene, mine=False)
    says, asked = {"doing": "status"}, {"doing": "status", "field": "status", "value": "member"}
    return {"pk": models.ChangeSet.objects.create(by=by, kind="bulk", says=says, asked=asked).pk}


def own_file(scene: Scene) -> Made:
    asked_by = scene.member if scene.mine else on_file(scene, mine=False)
    return {"pk": models.Export.objects.create(asked_by=asked_by, reason="To call everyone", n_asked=1).pk}


def own_rights_file(scene: Scene) -> Made:
    asked_by = scene.member if scene.mine else on_file(scene, mine=False)
    about = on_file(scene, mine=True)
    return {"pk": models.RightsFile.objects.create(asked_by=asked_by, member=about).pk}


def a_correction(scene: Scene) -> Made:
    about = on_file(scene, mine=scene.mine)
    return {"pk": models.Correction.objects.create(member=about, what="name", wrong="Doloris").pk}


def typed(scene: Scene) -> Made:
    """What they typed into the list, or a colleague did."""
    by = scene.member if scene.mine else on_file(scene, mine=False)
    return {"pk": models.ChangeSet.objects.create(by=by).pk}


def organizer(scene: Scene) -> Made:
    with on_public_side():
        return {"pk": a_colleague(scene).pk}


SHARED = {organizer, twice, two_who_differ, put_together}
CELLS = {
    "jobs:list": Cell(EVERYONE, GET),
    "jobs:job": Cell(EVERYONE, GET, own_long_work),
    "members:list": Cell("member.view", GET),
    "members:search": Cell("member.view", POST),
    "members:filters": Cell("member.view", GET),
    "members:filter_field": Cell("member.view", GET),
    "members:condition": Cell("member.view", BOTH),
    "members:columns": Cell("member.view", BOTH),
    "members:cells": Cell("member.edit", GET),
    "members:cells_save": Cell("member.edit", POST),
    "members:cells_undo": Cell("member.edit", POST, typed, personal=True),
    "members:cells_redo": Cell("member.edit", POST, typed, personal=True),
    "members:views": Cell("member.view", GET),
    "members:view_counts": Cell("member.view", GET),
    "members:view_add": Cell("view.save", BOTH),
    "members:view_edit": Cell("view.save", BOTH, view, personal=True),
    "members:view_save": Cell("view.save", POST, view, personal=True),
    "members:view_delete": Cell("view.save", POST, view, personal=True),
    "members:view_back": Cell("view.save", POST, view, personal=True),
    "members:bulk_bar": Cell("member.bulk_edit", GET),
    "members:bulk": Cell("member.bulk_edit", BOTH),
    "members:bulk_done": Cell("member.bulk_edit", GET, own_change, personal=True),
    "members:bulk_stop": Cell("member.bulk_edit", POST, own_change, personal=True),
    "members:bulk_undo": Cell("member.bulk_edit", POST, own_change, personal=True),
    "members:export_new": Cell("member.export", BOTH),
    "members:export": Cell("member.view", GET, own_file, personal=True),
    "members:export_file": Cell("member.export", GET, own_file, personal=True),
    "members:export_stop": Cell("member.view", POST, own_file, personal=True),
    "members:alike": Cell("member.edit", POST),
    "members:duplicates": Cell("member.merge", GET),
    "members:duplicates_progress": Cell("member.merge", GET),
    "members:look_for_duplicates": Cell("member.merge", POST),
    "members:merge_picked": Cell("member.merge", POST),
    "members:merge_chosen": Cell("member.merge", POST),
    "members:merge": Cell("member.merge", BOTH, twice),
    "members:different": Cell("member.merge", POST, twice),
    "members:take_back_different": Cell("member.merge", POST, two_who_differ),
    "members:apart": Cell("member.merge", POST, put_together),
    "members:add": Cell("member.edit", BOTH),
    "members:detail": Cell("member.view", GET, someone),
    "members:edit": Cell("member.edit", BOTH, someone),
    "members:contacts": Cell("member.contact.view", GET, someone),
    "members:contact_add": Cell("member.edit", BOTH, someone),
    "members:contact": Cell("member.edit", BOTH, a_contact),
    "members:contact_take_off": Cell("member.edit", POST, a_contact),
    "members:contact_back": Cell("member.edit", POST, a_contact),
    "members:history": Cell("member.view", GET, someone),
    "members:relationships": Cell("member.edit", BOTH, someone),
    "members:relationship_find": Cell("member.edit", POST, someone),
    "members:relationship_away": Cell("member.edit", POST, a_relationship),
    "members:relationship_back": Cell("member.edit", POST, a_relationship),
    "members:archive": Cell("member.archive", BOTH, someone),
    "members:bring_back": Cell("member.archive", POST, someone),
    "members:archived": Cell("member.archive", BOTH),
    "members:bring_back_chosen": Cell("member.archive", POST),
    "members:everything": Cell("member.rights_file", GET, someone),
    "members:everything_ask": Cell("member.rights_file", POST, someone),
    "members:everything_file": Cell("member.rights_file", POST, own_rights_file, personal=True),
    "members:everything_stop": Cell("member.rights_file", POST, own_rights_file, personal=True),
    "members:wrong": Cell("member.view", BOTH, someone),
    "members:to_correct": Cell("member.merge", GET),
    "members:correction": Cell("member.merge", POST, a_correction),
    "members:scope": Cell("people.manage", BOTH, organizer),
}
