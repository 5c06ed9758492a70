"""Who is matched, what is stored, and what a list never overwrites."""

import pytest

from imports.models import ImportChange
from ladders.models import Assessment
from members.models import Belonging, ContactPoint, ExternalId, FieldValue, Member, Tag, Unit, UnitKind
from tests.conftest import PersonOf
from tests.imports.conftest import Bring, fates, receive, row
from tests.imports.conftest import apply as press
from tests.imports.conftest import plan as look_at


def by_name(given: str) -> Member:
    return Member.objects.get(given_name=given)


def test_someone_new_comes_in_whole(bring: Bring):
    batch = bring(
        "First name,Last name,Mobile,E-mail,Street,City,Home area,Tags,Favorite song,VAN ID\n"
        "Maria,Lopez,503.555.0101,Maria@Example.org,12 Elm St,Salem,Elm Court,phones;drives,Cielito,V1\n"
    )

    maria = by_name("Maria")
    assert fates(batch) == ["created"]
    assert (maria.status, maria.kind, maria.folded) == ("contact", "person", "maria lopez")
    assert list(maria.contact_points.order_by("kind").values_list("kind", "label", "value")) == [
        ("address", "home", "12 Elm St, Salem"), ("email", "other", "Maria@example.org"), ("phone", "mobile", "+15035550101"),
    ]  # fmt: skip
    assert Belonging.objects.get(member=maria).unit.name == "Elm Court"
    assert set(Tag.objects.values_list("name", flat=True)) == {"phones", "drives"}
    assert FieldValue.objects.get(member=maria).field.name == "Favorite song"
    assert list(ExternalId.objects.values_list("system", "value")) == [("van", "V1")]


def test_a_second_time_nothing_is_new(bring: Bring):
    text = "name,phone,level,tags,Home area,Shoe size\nMaria Lopez,503-555-0101,2,drives,Elm,38\nO. Haddad,503-555-0102,3,,,\n"
    bring(text)

    batch = bring(text)

    assert fates(batch, "plan") == fates(batch) == ["unchanged", "unchanged"]
    assert ImportChange.objects.filter(batch=batch).count() == 0


def test_a_phone_with_an_agreeing_name_is_the_same_person_and_only_what_is_new_is_added(bring: Bring):
    bring("name,phone\nDeshawn Pruitt,503-555-0129\n")

    batch = bring("first name,last name,phone,e-mail,employer\nD.,Pruitt,(503) 555-0129,dp@example.org,Mill\n")

    assert fates(batch, "plan") == fates(batch) == ["updated"]
    one = by_name("Deshawn")
    assert (one.family_name, one.employer, one.contact_points.count()) == ("Pruitt", "Mill", 2)
    steps = ImportChange.objects.get(batch=batch, about=one.pk).steps
    assert steps[0] == [["members.member"], {"employer": ""}, {"employer": "Mill"}]
    assert [(of[0], before) for of, before, _after in steps[1:]] == [("members.contactpoint", None)]


def test_an_id_of_theirs_matches_under_any_name_and_may_change_it(bring: Bring):
    bring("VAN ID,name,phone\nV1,Maria Lopez,503-555-0101\n")

    batch = bring("VAN ID,first name,last name\nV1,Maria,Ruiz\n")

    assert fates(batch) == ["updated"]
    assert by_name("Maria").family_name == "Ruiz"


def test_an_id_of_another_system_says_nothing(bring: Bring):
    bring("VAN ID,name,phone\n1,Maria Lopez,503-555-0101\n")

    assert fates(bring("AK ID,name,phone\n1,Omar Haddad,503-555-0102\n")) == ["created"]


@pytest.mark.parametrize(
    ("line", "fate"),
    [
        ("Ana Lopez,503-555-0101,", "created"),  # a household: same family, another given name
        ("Omar Haddad,503-555-0101,", "held_back"),
        ("Omar Haddad,,maria@example.org", "held_back"),
        ("María López,503-555-0199,MARIA@example.org", "updated"),
        (",503-555-0101,", "unchanged"),
    ],
)
def test_a_shared_phone_or_email_needs_an_agreeing_name(bring: Bring, line: str, fate: str):
    bring("name,phone,email\nMaria Lopez,503-555-0101,maria@example.org\n")

    batch = bring(f"name,phone,email\n{line}\n")

    assert fates(batch, "plan") == fates(batch) == [fate]


def test_a_row_held_back_names_whom_it_resembles_and_keeps_no_name_in_its_reason(bring: Bring):
    bring("name,phone\nMaria Lopez,503-555-0101\n")

    held = row(bring("name,phone\nOmar Haddad,503-555-0101\n"), 2)

    assert held.candidate == by_name("Maria")
    assert "Lopez" not in held.reason
    assert Member.objects.filter(given_name="Omar").count() == 0


def test_one_person_twice_in_a_list_becomes_one(bring: Bring):
    batch = bring(
        "name,phone,email\n"
        "Maria Lopez,503-555-0101,\n"
        "Maria Lopez,503-555-0101,maria@example.org\n"
        "M. Lopez,,maria@example.org\n"
        "Maria Lopez,503-555-0101,\n"
    )

    assert fates(batch, "plan") == fates(batch) == ["created", "updated", "unchanged", "unchanged"]
    assert row(batch, 3).reason == "Same person as row 2."
    assert len({each.member_id for each in batch.rows.all()}) == 1
    assert by_name("Maria").contact_points.count() == 2


def test_keeping_all_rows_matches_nothing_within_the_list(bring: Bring):
    text = "name,phone\nMaria Lopez,503-555-0101\nMaria Lopez,503-555-0101\n"

    batch = bring(text, keeps_all_rows=True, holds_back=False)

    assert fates(batch, "plan") == fates(batch) == ["created", "created"]


def test_two_of_one_list_who_share_a_phone_are_not_asked_about(bring: Bring):
    batch = bring("name,phone\nMaria Lopez,503-555-0101\nOmar Haddad,503-555-0101\n")

    assert fates(batch, "plan") == fates(batch) == ["created", "created"]


def test_a_no_is_never_overwritten(bring: Bring):
    bring("name,phone,Do not call\nMaria Lopez,503-555-0101,yes\n")

    batch = bring("name,phone,Can call\nMaria Lopez,503-555-0101,yes\n")

    assert fates(batch) == ["unchanged"]
    assert ContactPoint.objects.get(normal="+15035550101").may_call == "no"


def test_someone_who_signs_in_keeps_their_status(bring: Bring, person: PersonOf):
    ann = person("organizer")
    ContactPoint.objects.create(member=ann, kind="email", value="ann@example.org", normal="ann@example.org")

    batch = bring(f"name,email,status,employer\n{ann.name},ann@example.org,former,Mill\n")

    ann.refresh_from_db()
    assert fates(batch) == ["updated"]
    assert (ann.status, ann.employer) == ("staff", "Mill")


def test_a_unit_is_found_under_any_spelling_of_its_name_and_replaces_the_one_before(bring: Bring):
    kind = UnitKind.objects.get(is_default=True)
    Unit.objects.create(kind=kind, name="Harbor Flats", folded="harbor flats")
    bring("name,phone,Home area\nMaria Lopez,503-555-0101,HARBOR  flats\n")

    bring("name,phone,Home area\nMaria Lopez,503-555-0101,Elm\n")

    assert Belonging.objects.get().unit.name == "Elm"
    assert set(Unit.objects.values_list("name", flat=True)) == {"Harbor Flats", "Elm"}


def test_columns_left_out_are_never_stored(bring: Bring):
    batch = bring("name,phone,Notes\nMaria Lopez,503-555-0101,secret\n", {"Notes": None})

    assert row(batch, 2).cells == {"name": "Maria Lopez", "phone": "503-555-0101"}
    assert "secret" not in str(list(batch.rows.values())) + str(list(batch.changes.values()))


def test_every_created_row_stands_in_the_record_of_changes(bring: Bring):
    batch = bring("name,phone,level,Tags\nMaria Lopez,503-555-0101,2,drives\n")

    steps = {change.about is None: change.steps for change in batch.changes.all()}
    assert [of[0] for of, _before, _after in steps[True]] == ["members.tag"]
    assert [(of[0], before) for of, before, _after in steps[False]] == [
        ("members.member", None), ("members.contactpoint", None), ("members.membertag", None),
    ]  # fmt: skip
    assert Assessment.objects.get().import_id == batch.pk


def test_a_list_in_two_chunks_knows_the_same_people(bring: Bring, monkeypatch: pytest.MonkeyPatch):
    """What a row says of someone met in an earlier chunk, planned and done alike."""
    from imports import applying, planning

    monkeypatch.setattr(planning, "CHUNK", 2)
    monkeypatch.setattr(applying, "CHUNK", 2)
    bring("name,phone\nOmar Haddad,503-555-0102\n")
    lines = [
        "Maria Lopez,503-555-0101,", "Omar Haddad,503-555-0102,omar@example.org", "M. Lopez,503-555-0101,maria@example.org",
        "Omar Haddad,,omar@example.org", "Maria Lopez,,maria@example.org", "Haddad,503-555-0101,", "Ines Ruiz,503-555-0101,",
    ]  # fmt: skip

    batch = bring("name,phone,email\n" + "\n".join(lines) + "\n")

    assert fates(batch, "plan") == fates(batch)
    assert fates(batch)[:5] == ["created", "updated", "updated", "unchanged", "unchanged"]


def test_whoever_came_in_between_plan_and_button_is_found(bring: Bring):
    batch = look_at(receive("name,phone\nMaria Lopez,503-555-0101\n"))
    bring("name,phone\nMaria Lopez,503-555-0101\n")

    press(batch)

    assert fates(batch, "plan") == ["created"]
    assert fates(batch) == ["unchanged"]


def test_new_contact_makes_an_open_edit_form_late(bring: Bring):
    bring("First,Last,Email\nAna,Diaz,ana@example.org\n")
    before = by_name("Ana").changed_at

    bring("First,Last,Email,Phone\nAna,Diaz,ana@example.org,(503) 555-0142\n")

    assert by_name("Ana").changed_at > before


def test_of_two_rows_about_one_person_the_later_wins_whatever_else_they_change(bring: Bring):
    bring("VAN ID,First,Last,employer\nV1,Ana,Diaz,Mill\nV2,Bo,Ek,Mill\n")

    bring("VAN ID,First,Last,employer\nV1,Anna,Diaz,Port\nV2,Bo,Ek,Port\nV2,Bob,Ek,Mill\n")

    assert Member.objects.get(external_ids__value="V2").employer == "Mill"
