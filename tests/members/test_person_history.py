"""All that happened to somebody, told in plain words; what the reader may not see is not told."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.recording import action
from ladders import actions as ladders
from ladders.models import Ladder, Place
from members import past
from members.actions import add_member, edit_member
from members.archiving import actions as archiving
from members.changing import actions as changing
from members.changing.cells import Change
from members.merging.actions import merge
from members.models import CellChange, ChangeSet, Field, FieldValue, Member
from tests.imports.conftest import bring_in
from tests.members.conftest import tag, url


def told(client, member, **asked):
    return [line.text for line in client.get(url("history", member), asked).context["lines"]]


def cells(member, by, **changed):
    """A set of changes as the list and bulk work leave it behind; `field` and what stood before and stands after."""
    made = ChangeSet.objects.create(by=by, n_people=2)
    for field, (before, after) in changed.items():
        CellChange.objects.create(
            change_set=made, member=member, field=field.replace("__", ":"), before=before, after=after
        )
    return made


def test_every_room_tells_its_part(sign_in, north, person):
    director, ladder = person("director"), Ladder.objects.get(is_default=True)
    member = add_member(by=director, columns={"given_name": "Ana", "family_name": "Cruz"})
    edit_member(member, by=director, seen_at=member.changed_at, columns={"pronouns": "she/her"})
    level = ladder.levels.get(position=2)
    made = ladders.assess(
        member, ladder=ladder, place=Place.LEVEL, level=level, on=date(2026, 3, 1), evidence="Led it", by=director
    )
    ladders.void(made, reason="Somebody else", by=director)
    merge(member, Member.objects.create(given_name="Anna"), by=director)
    archiving.archive(member, by=director)

    lines = told(sign_in("director"), member)

    assert lines == [
        "Director North River archived this person",
        "Director North River put two rows of this person together",
        f"Director North River took back where they stood on {ladder.name}: Somebody else",
        f"Director North River placed them at “2 {level.name}” on {ladder.name}, as of Mar 1, 2026",
        "Director North River changed pronouns",
        "Director North River added this person",
    ]


def test_a_list_is_named(sign_in, north, person):
    bring_in("name,phone\nMaria Lopez,503-555-0101\n", name="Meetings.csv")
    member = Member.objects.get(given_name="Maria")

    assert any("with “Meetings.csv”" in line for line in told(sign_in("director"), member))


def test_cells_are_told_from_what_to_what(sign_in, dolores, eastside, person):
    director, choir = person("director"), tag("Choir")
    cells(
        dolores, director, status=("contact", "member"), organizer=("", str(director.pk)), tags=([], [str(choir.pk)]),
        **{f"unit__{eastside.kind_id}": (str(eastside.pk), "")},
    )  # fmt: skip

    assert told(sign_in("director"), dolores)[0] == (
        "Director North River changed organizer to “Director North River”, status from “Contact” to “Member”, "
        "tags to “Choir” and Home area, which was “Eastside”"
    )


def test_contact_and_what_was_taken_back_are_told(sign_in, dolores, person):
    phone = {"kind": "phone", "normal": "+15035550142", "value": "+15035550142"}
    made = cells(dolores, person("director"), contact__x=(None, phone))
    ChangeSet.objects.filter(pk=made.pk).update(undone_at=timezone.now(), undone_by=person("owner"))
    made.cells.update(is_back=True)

    line = told(sign_in("director"), dolores)[0]

    assert "a contact to “(503) 555-0142”; taken back by Owner North River on" in line


def test_what_an_undo_left_alone_is_not_told_as_taken_back(sign_in, dolores, person):
    director, other = person("director"), Member.objects.create(given_name="Bo")
    rows = {dolores.pk: dolores, other.pk: other}
    made = ChangeSet.objects.create(by=director)
    changes = [Change(pk, field, "", "x") for pk in rows for field in ("pronouns", "employer")]
    action(changing.put_in)(made, changes, rows, by=director)
    edit_member(dolores, by=director, seen_at=dolores.changed_at, columns={"pronouns": "she"})
    Member.objects.filter(pk=other.pk).update(pronouns="they", employer="Mill")

    changing.undo(made, by=director)

    lines = [told(sign_in("director"), each)[-1] for each in (dolores, other)]
    assert "pronouns to “x”; of that work was taken back by Director North River on" in lines[0]
    assert lines[1] == "Director North River changed work to “x” and pronouns to “x”"
    changing.redo(made, by=director)
    assert "taken back" not in told(sign_in("director"), dolores)[-1]


def test_cells_of_a_row_that_was_put_in_are_told_once_of_who_stays(sign_in, dolores, person):
    twin = Member.objects.create(given_name="Dolly", family_name="Ankrah")
    made, now = ChangeSet.objects.create(by=person("director")), Change(twin.pk, "pronouns", "", "she/her")
    action(changing.put_in)(made, [now], {twin.pk: twin}, by=person("director"))
    merge(dolores, twin, by=person("director"))

    changed = [line for line in told(sign_in("director"), dolores) if "pronouns" in line]

    assert changed == ["Director North River changed pronouns to “she/her”"]


def test_a_field_that_not_everybody_sees_is_not_told(sign_in, dolores, person):
    secret = Field.objects.create(name="Status card", folded="status card", readers=Field.Readers.LEADS)
    FieldValue.objects.create(member=dolores, field=secret, value="green")
    cells(dolores, person("director"), **{f"field__{secret.pk}": ("green", "blue")})

    assert "Status card from “green” to “blue”" in told(sign_in("director"), dolores)[0]
    page = sign_in("data_lead").get(url("history", dolores)).text
    assert "something that not everybody sees" in page
    assert "green" not in page
    assert "Status card" not in page


def test_what_is_forgotten_is_named_without_values(sign_in, dolores, person):
    cells(dolores, person("director"), pronouns=(None, None))

    assert told(sign_in("director"), dolores)[0] == "Director North River changed pronouns"


def test_pages_go_back_to_the_first(sign_in, north, monkeypatch):
    monkeypatch.setattr(past, "PER_PAGE", 2)
    member = add_member(by=None, columns={"given_name": "Ana"})
    for n in range(4):
        now = Member.objects.get(pk=member.pk).changed_at
        edit_member(member, by=None, seen_at=now, columns={"employer": f"Mill {n}"})
    client = sign_in("director")

    pages = [told(client, member, page=n) for n in ("", 2, 3)]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert pages[2] == ["Added from a terminal"]
    assert "Here since" in client.get(url("history", member), {"page": 3}).text
    assert told(client, member, page="x") == pages[0]


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("role", "most"), [("director", 8), ("organizer", 9)])
def test_page_takes_the_same_statements_for_one_and_three(sign_in, dolores, eastside, person, role, most, n):
    Member.objects.filter(pk=dolores.pk).update(organizer=person("organizer"))
    for _each in range(n):
        cells(dolores, person("director"), organizer=("", str(person("organizer").pk)), status=("contact", "member"))
    client = sign_in(role)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url("history", dolores)).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == most


def test_twice_told_is_told_once(sign_in, dolores, person):
    made = cells(dolores, person("director"), pronouns=("", "she/her"))
    says = {"cells": 1, "fields": ["pronouns"]}
    ChangeSet.objects.filter(pk=made.pk).update(n_people=1, says=says, created_at=timezone.now() - timedelta(seconds=1))
    edit_member(dolores, by=person("director"), seen_at=dolores.changed_at, columns={"pronouns": "she/her"})

    assert told(sign_in("director"), dolores) == ["Director North River changed pronouns to “she/her”"]


def test_an_edit_of_other_fields_moments_after_a_cell_is_told_too(sign_in, dolores, person):
    made = cells(dolores, person("director"), pronouns=("", "she/her"))
    ChangeSet.objects.filter(pk=made.pk).update(n_people=1, says={"cells": 1, "fields": ["pronouns"]})
    edit_member(dolores, by=person("director"), seen_at=dolores.changed_at, columns={"employer": "Mill"})

    assert sorted(told(sign_in("director"), dolores)) == [
        "Director North River changed pronouns to “she/her”", "Director North River changed work"
    ]  # fmt: skip


def test_the_old_name_of_a_field_that_was_closed_is_not_told(sign_in, dolores, person):
    field = Field.objects.create(name="Status card", folded="status card")
    edit_member(dolores, by=person("director"), seen_at=dolores.changed_at, columns={}, values={field: "green"})
    assert "changed Status card" in told(sign_in("data_lead"), dolores)[0]
    Field.objects.update(name="Papers", folded="papers", readers=Field.Readers.LEADS)

    assert told(sign_in("data_lead"), dolores)[0].endswith("changed something that not everybody sees")
