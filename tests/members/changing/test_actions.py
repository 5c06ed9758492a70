"""Cells changed together: what is stored and recorded, what is refused, and what undo and redo put back."""

import pytest

from audit.models import AuditEvent
from members.changing.actions import redo, undo
from members.fields import actions as fields
from members.models import CellChange, ChangeSet, Field, Member, Tag
from tests.members.conftest import reach, tag


def whys(outcome):
    return [each.why for each in outcome.refused]


def someone(given_name="Ana", **columns):
    return Member.objects.create(given_name=given_name, family_name="Ruiz", **columns)


def test_cells_of_every_kind_are_stored_with_what_stood_there(change, person, dolores, eastside):
    field, marisol = Field.objects.create(name="Shirts", folded="shirts", kind="number"), person("organizer")

    outcome = change(
        (dolores, "given_name", "Dolóres"), (dolores, "status", "Member"), (dolores, "organizer", str(marisol)),
        (dolores, f"unit:{eastside.kind.pk}", "eastside"), (dolores, "tags", "Choir"),
        (dolores, f"field:{field.pk}", "1,200"), (dolores, "contact:phone", "(503) 555-0199"),
    )  # fmt: skip

    dolores.refresh_from_db()
    assert (outcome.refused, len(outcome.saved)) == ([], 7)
    assert (dolores.given_name, dolores.status, dolores.organizer) == ("Dolóres", "member", marisol)
    assert dolores.folded == "dolores ankrah"
    assert dolores.belongings.get().unit == eastside
    assert dolores.member_tags.get().tag.name == "Choir"
    assert dolores.field_values.get().value == "1200"
    point = dolores.contact_points.get()
    assert (point.normal, point.label, point.may_text) == ("+15035550199", "mobile", "yes")


def test_set_of_one_person_is_an_edit_like_any_other(change, dolores, eastside):
    outcome = change((dolores, "status", "member"), (dolores, f"unit:{eastside.kind.pk}", "Eastside"))

    event = AuditEvent.objects.get(object_id=dolores.pk)
    assert (event.action, event.fields) == ("member.edit", ["status", f"unit:{eastside.kind.name}"])
    assert (outcome.made.n_people, outcome.made.says["fields"]) == (1, event.fields)


def test_set_of_several_is_one_event_with_how_many(change, dolores):
    outcome = change((dolores, "status", "member"), (someone(), "status", "member"))

    assert list(AuditEvent.objects.values_list("action", "object_id", "fields")) == [
        ("member.change_set", outcome.made.pk, ["people:2", "status"])
    ]


def test_what_stands_there_already_changes_nothing(change, dolores):
    outcome = change((dolores, "given_name", " Dolores "), (dolores, "contact:phone", "503-555-0142"))

    assert (outcome.made, outcome.same, ChangeSet.objects.count()) == (None, 2, 0)


REFUSED = [
    ("status", "boss", "Choose contact, member, staff or former."),
    ("status", "", "Choose contact, member, staff or former."),
    ("organizer", "Nobody Such", "Choose an organizer from the list."),
    ("contact:phone", "12", "This is not a complete phone number. Write it with its area code."),
    ("contact:email", "ana@", "This is not a complete e-mail address, as ana@example.org."),
    ("suffix", "x" * 21, "Ensure this value has at most 20 characters (it has 21)."),
    ("folded", "x", "This cannot be changed in the list."),
    ("unit:nonsense", "x", "This cannot be changed in the list."),
    ("kind", "guest", "This cannot be changed in the list."),
]


@pytest.mark.parametrize(("field", "text", "why"), REFUSED, ids=[f"{field} {text:.12}" for field, text, _ in REFUSED])
def test_cell_that_means_nothing_is_refused_and_the_others_saved(change, dolores, field, text, why):
    outcome = change((dolores, field, text), (dolores, "pronouns", "she/her"))

    dolores.refresh_from_db()
    assert (whys(outcome), dolores.pronouns) == ([why], "she/her")


def test_organizer_of_two_of_the_same_name_has_to_be_chosen(change, person, dolores):
    one, two = person("organizer"), person("director")
    Member.objects.filter(pk__in=[one.pk, two.pk]).update(given_name="Sam", family_name="Roe")

    assert whys(change((dolores, "organizer", "sam roe"))) == [
        "Several are called “sam roe”. Choose one from the list."
    ]
    assert change((dolores, "organizer", str(two.pk))).refused == []


def test_nobody_is_their_own_organizer(change, person):
    marisol = person("organizer")

    assert whys(change((marisol, "organizer", str(marisol.pk)))) == ["Someone else has to be this person's organizer."]


def test_nobody_is_left_without_a_name_and_a_contact(change, dolores):
    ana = someone()

    outcome = change(*((who, name, "") for who in (ana, dolores) for name in ("given_name", "family_name")))

    ana.refresh_from_db()
    assert ({each.member for each in outcome.refused}, str(ana)) == ({ana.pk}, "Ana Ruiz")
    assert {change.member for change in outcome.saved} == {dolores.pk}


def test_contact_that_someone_has_already_is_refused(change, dolores):
    reach(dolores, "phone", "+15035550177", standing="wrong")

    assert "has this contact already" in whys(change((dolores, "contact:phone", "503 555 0177")))[0]


def test_new_tag_takes_the_right_to_make_one(change, person):
    ana = someone(organizer=person("organizer"))

    refused = change((ana, "tags", "Choir"), by="organizer")
    tag("Choir")

    assert whys(refused) == ["There is no tag “Choir”. Ask a data lead to add it."]
    assert change((ana, "tags", "choir"), by="organizer").refused == []


def test_organizer_changes_their_own_people_only(change, person):
    ana, ben = someone(organizer=person("organizer")), someone("Ben")

    outcome = change((ana, "status", "member"), (ben, "status", "member"), by="organizer")

    assert whys(outcome) == ["This person is not in the list any more, or is not yours to change."]
    assert [change.member for change in outcome.saved] == [ana.pk]


def test_row_that_was_changed_meanwhile_is_left_alone(change, dolores):
    outcome = change((dolores, "status", "member"), (dolores, "pronouns", "she/her"), version="older")

    dolores.refresh_from_db()
    assert ([each.is_late for each in outcome.refused], dolores.status) == ([True, True], "contact")


def test_undo_and_redo_put_back_every_kind(change, person, dolores, eastside):
    field = Field.objects.create(name="Shirt", folded="shirt")
    cells = {"status": "member", "tags": "Choir, Kitchen", f"field:{field.pk}": "XL", "contact:phone": "",
             f"unit:{eastside.kind.pk}": "Elm Court", "contact:email": "d@example.org", "organizer": ""}  # fmt: skip
    director, before = person("director"), contents(dolores)
    made = change(*((dolores, name, text) for name, text in cells.items())).made
    after = contents(dolores)

    assert undo(made, by=director).refused == []
    assert contents(dolores) == before
    assert redo(made, by=director).refused == []
    assert contents(dolores) == after
    assert ChangeSet.objects.get().undone_at is None


def contents(member):
    """All that cells can hold of someone, but when it was changed."""
    row = Member.objects.filter(pk=member.pk).values("given_name", "status", "organizer", "folded").get()
    return row, *(
        sorted(map(str, getattr(member, name).values_list(*columns)))
        for name, columns in {
            "contact_points": ("pk", "kind", "value", "may_text", "created_at"), "belongings": ("unit",),
            "member_tags": ("tag__name",), "field_values": ("value",),
        }.items()
    )  # fmt: skip


def test_undo_leaves_what_somebody_changed_since(change, person, dolores):
    made = change((dolores, "status", "member"), (dolores, "pronouns", "she/her")).made
    change((dolores, "pronouns", "they/them"), by="data_lead")

    outcome = undo(made, by=person("director"))

    dolores.refresh_from_db()
    assert (dolores.status, dolores.pronouns) == ("contact", "they/them")
    assert [(each.field, each.is_late) for each in outcome.refused] == [("pronouns", True)]


def test_undo_passes_over_what_is_not_there_any_more(change, person, dolores, eastside):
    choir, ana = tag("Choir"), someone()
    change((dolores, "tags", "Choir"), (dolores, f"unit:{eastside.kind.pk}", "Elm Court"))
    made = change((dolores, "tags", ""), (dolores, f"unit:{eastside.kind.pk}", ""), (ana, "status", "member")).made
    Tag.objects.filter(pk=choir.pk).delete()
    eastside.children.all().delete()
    Member.objects.filter(pk=ana.pk).update(archived_at="2026-11-01T00:00Z")

    outcome = undo(made, by=person("director"))

    assert [each.field for each in outcome.refused] == [f"unit:{eastside.kind.pk}", "status"]
    assert dolores.member_tags.count() == 0


def test_undo_twice_does_nothing_more(change, person, dolores):
    made = change((dolores, "status", "member")).made
    undo(made, by=person("director"))
    change((dolores, "status", "staff"))

    again = undo(made, by=person("director"))

    assert (again.saved, again.refused, CellChange.objects.count()) == ([], [], 2)


@pytest.mark.parametrize(
    ("kind", "now", "was"), [("link", "https://example.org/", "javascript:alert(1)"), ("number", "7", "a few")]
)
def test_undo_leaves_a_value_that_the_field_takes_no_more(change, person, dolores, kind, now, was):
    field = Field.objects.create(name="Page", folded="page")
    dolores.field_values.create(field=field, value=was)
    made = change((dolores, f"field:{field.pk}", now)).made
    fields.edit_field(field, kind=kind, by=person("director"))

    assert "of another kind now" in whys(undo(made, by=person("director")))[0]
    assert dolores.field_values.get().value == now


def test_undo_puts_back_a_choice_of_before_as_the_words_it_is_now(change, person, dolores):
    field = Field.objects.create(name="Shift", folded="shift", kind="one_of")
    early = field.options.create(label="Early", folded="early")
    dolores.field_values.create(field=field, value=str(early.pk))
    made = change((dolores, f"field:{field.pk}", "")).made
    fields.edit_field(field, kind="text", by=person("director"))

    assert whys(undo(made, by=person("director"))) == []
    assert dolores.field_values.get().value == "Early"
