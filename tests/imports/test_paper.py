"""A sign-in sheet, typed: each line in at once, changed, taken out, and all of it taken back as a list."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from audit.models import AuditEvent
from imports import actions
from imports.models import ImportBatch, ImportRow, KeptAside
from imports.paper.actions import begin
from imports.paper.columns import offered
from imports.undo import actions as undo_actions
from members.models import Belonging, ContactPoint, Member
from organizations.models import Organization
from organizations.sealing import unseal
from tests.conftest import SignIn
from tests.imports.conftest import url

PART = {"HX-Request": "true", "HX-Target": "line"}


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def sheet(north: Organization, person) -> ImportBatch:
    """A sheet with name, phone, e-mail and home area."""
    return begin(name="Tenant meeting", day=north.today(), columns=offered()[:2], by=person("data_lead"))


@pytest.fixture
def maria(north: Organization) -> Member:
    maria = Member.objects.create(given_name="Maria", family_name="Lopez")
    ContactPoint.objects.create(member=maria, kind="phone", value="+15035550101", normal="+15035550101")
    return maria


def put(client: Client, sheet: ImportBatch, *cells: str, who: object = "new", key: UUID | None = None):
    data = {"key": str(key or uuid4()), "who": str(who), **{f"c{at}": cell for at, cell in enumerate(cells)}}
    return client.post(url("paper_put", sheet.pk), data, headers=PART)


def said(sheet: ImportBatch) -> list[tuple[int, str, str]]:
    rows = sheet.rows.select_related("member").order_by("number")
    return [(row.number, row.fate, str(row.member)) for row in rows]


def phones(member: Member) -> list[str]:
    return list(member.contact_points.filter(kind="phone").order_by("normal").values_list("normal", flat=True))


def test_a_sheet_is_laid_down_with_the_columns_of_the_paper(client: Client, north: Organization):
    page = client.get(url("paper_new"))
    keys = [key for key, _label in page.context["form"].fields["more"].choices]
    told = {"name": "Tenant meeting", "day": str(north.today()), "more": keys, "promised": "Only about repairs"}

    answer = client.post(url("paper_new"), told)

    batch = ImportBatch.objects.get()
    assert answer.url == url("paper", batch.pk) + "#next"
    assert (batch.kind, batch.status, batch.as_of, batch.promised) == (
        "sheet",
        "done",
        north.today(),
        "Only about repairs",
    )
    assert batch.mapping == ["full_name", "phone", *keys]
    assert "Home area" in client.get(answer.url).text


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("day", "2999-01-01"), ("more", "level")])
def test_a_sheet_that_cannot_be_is_said(client: Client, north: Organization, field: str, value: str):
    answer = client.post(url("paper_new"), {"name": "Meeting", "day": str(north.today()), field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_line_brings_somebody_new_at_once(client: Client, sheet: ImportBatch):
    answer = put(client, sheet, "Omar Haddad", "503 555 0142", "omar@example.org", "Elm Court")

    omar = Member.objects.get(family_name="Haddad")
    assert answer.status_code == 200
    assert f"/o/north/people/{omar.pk}/" in answer.text
    assert "<!doctype" not in answer.text
    assert phones(omar) == ["+15035550142"]
    assert Belonging.objects.get(member=omar).unit.name == "Elm Court"
    sheet.refresh_from_db()
    assert (sheet.n_rows, said(sheet)) == (1, [(1, "created", "Omar Haddad")])


def test_who_is_here_is_picked_and_gets_what_is_new(client: Client, sheet: ImportBatch, maria: Member):
    put(client, sheet, "Maria Lopez", "503 555 0199", who=maria.pk)

    assert said(sheet) == [(1, "updated", "Maria Lopez")]
    assert phones(maria) == ["+15035550101", "+15035550199"]
    assert Member.objects.filter(family_name="Lopez").count() == 1


def test_an_exact_phone_with_an_agreeing_name_needs_no_picking(client: Client, sheet: ImportBatch, maria: Member):
    put(client, sheet, "M. Lopez", "(503) 555-0101")

    assert said(sheet) == [(1, "unchanged", "Maria Lopez")]


def test_a_line_sent_twice_is_put_down_once(client: Client, sheet: ImportBatch):
    key = uuid4()

    answers = [put(client, sheet, "Omar Haddad", "", key=key) for _again in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert said(sheet) == [(1, "created", "Omar Haddad")]
    assert AuditEvent.objects.filter(object_id=sheet.pk, fields=["line 1"]).count() == 1


def test_a_changed_line_changes_whom_it_brought_and_keeps_their_address(client: Client, sheet: ImportBatch):
    key = uuid4()
    put(client, sheet, "Omar Hadad", "503 555 0142", key=key)
    before = Member.objects.get(family_name="Hadad").pk

    put(client, sheet, "Omar Haddad", "503 555 0143", key=key)

    omar = Member.objects.get(given_name="Omar")
    assert (omar.pk, omar.family_name, phones(omar)) == (before, "Haddad", ["+15035550143"])
    assert said(sheet) == [(1, "created", "Omar Haddad")]


def test_a_line_that_meant_somebody_else_gives_back_what_it_took(client: Client, sheet: ImportBatch, maria: Member):
    key = uuid4()
    put(client, sheet, "Maria Lopez", "503 555 0199", who=maria.pk, key=key)

    put(client, sheet, "Maria Luz", "503 555 0199", key=key)

    assert phones(maria) == ["+15035550101"]
    assert phones(Member.objects.get(family_name="Luz")) == ["+15035550199"]


def test_a_line_taken_out_takes_whom_it_brought_along(client: Client, sheet: ImportBatch, maria: Member):
    keys = [uuid4(), uuid4()]
    put(client, sheet, "Omar Haddad", "503 555 0142", key=keys[0])
    put(client, sheet, "Maria Lopez", "503 555 0199", who=maria.pk, key=keys[1])

    for key in [*keys, keys[0]]:
        assert client.post(url("paper_take_out", sheet.pk), {"key": str(key)}).status_code == 303

    assert (said(sheet), phones(maria)) == ([], ["+15035550101"])
    assert not Member.objects.filter(family_name="Haddad").exists()
    sheet.refresh_from_db()
    assert sheet.n_rows == 0


def test_whoever_signed_twice_stays_while_one_line_names_them(client: Client, sheet: ImportBatch):
    first = uuid4()
    put(client, sheet, "Omar Haddad", "503 555 0142", key=first)
    put(client, sheet, "Omar Haddad", "503 555 0142", "omar@example.org")
    omar = Member.objects.get(family_name="Haddad").pk

    client.post(url("paper_take_out", sheet.pk), {"key": str(first)})

    assert said(sheet) == [(2, "created", "Omar Haddad")]
    assert Member.objects.get(family_name="Haddad").pk == omar


def test_who_was_worked_with_since_stays_when_their_line_goes_or_changes(client: Client, sheet: ImportBatch, sign_in):
    key = uuid4()
    put(client, sheet, "Omar Haddad", "503 555 0142", key=key)
    omar = Member.objects.get(family_name="Haddad")
    omar.archived_at = omar.created_at
    omar.save(update_fields=["archived_at"])

    put(client, sheet, "Omar Haddad", "503 555 0142", "omar@example.org", key=key)
    assert (Member.objects.filter(family_name="Haddad").count(), omar.contact_points.count()) == (1, 2)
    client.post(url("paper_take_out", sheet.pk), {"key": str(key)})

    assert Member.objects.filter(pk=omar.pk).exists()


def test_who_was_worked_with_stays_one_however_often_the_line_changes(client: Client, sheet: ImportBatch):
    key = uuid4()
    put(client, sheet, "Ana Ruiz", key=key)
    Member.objects.filter(family_name="Ruiz").update(archived_at=sheet.created_at)

    for phone in ("503 555 0142", "503 555 0143", "503 555 0144"):
        put(client, sheet, "Ana Ruiz", phone, key=key)

    assert Member.objects.get(family_name="Ruiz").contact_points.count() == 3


def test_a_line_that_meant_somebody_of_another_line_still_does(client: Client, sheet: ImportBatch):
    first, second, third = uuid4(), uuid4(), uuid4()
    put(client, sheet, "Ana Ruis", key=first)
    ana = Member.objects.get(given_name="Ana").pk
    put(client, sheet, "Ana", "503 555 0142", who=ana, key=second)
    put(client, sheet, "A. R.", who=ana, key=third)

    put(client, sheet, "Ana Ruiz", key=first)
    assert [(each.pk, each.family_name) for each in Member.objects.filter(given_name="Ana")] == [(ana, "Ruiz")]
    client.post(url("paper_take_out", sheet.pk), {"key": str(first)})

    assert set(sheet.rows.values_list("member", "decision")) == {(ana, "same")}


def test_a_number_that_cannot_be_one_stays_on_the_sheet_and_says_so(client: Client, sheet: ImportBatch):
    answer = put(client, sheet, "Omar Haddad", "503 555 01")

    assert "Phone:" in answer.text
    assert phones(Member.objects.get(family_name="Haddad")) == []
    assert 'value="503 555 01"' in client.get(url("paper", sheet.pk)).text


@pytest.mark.parametrize(
    ("cells", "who"),
    [(("", "503"), "new"), (("", ""), "new"), (("Omar",), uuid4()), (("x" * 201,), "new")],
    ids=["half a number", "nothing", "nobody", "too long"],
)
def test_a_line_that_says_nobody_is_refused(client: Client, sheet: ImportBatch, cells: tuple[str, ...], who: object):
    answer = put(client, sheet, *cells, who=who)

    assert answer.status_code == 422
    assert 'class="bad"' in answer.text
    assert said(sheet) == []


def test_without_a_script_the_page_asks_who_is_meant(client: Client, sheet: ImportBatch, maria: Member):
    line = {"key": str(uuid4()), "c0": "Maria", "c1": ""}

    asked = client.post(url("paper_put", sheet.pk), line)
    assert asked.status_code == 422
    assert f'value="{maria.pk}"' in asked.text
    answer = client.post(url("paper_put", sheet.pk), {**line, "who": str(maria.pk)})

    assert answer.url == url("paper", sheet.pk) + "#next"
    assert said(sheet) == [(1, "unchanged", "Maria Lopez")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ma", True), ("lo", True), ("Lopez, M", True), ("0101", True), ("503-555", True), ("m", False), ("01", False),
     ("aria", False), ("", False), ("\0ma", True)],
)  # fmt: skip
def test_two_letters_or_three_digits_find_who_is_here(client: Client, sheet: ImportBatch, maria: Member, typed, found):
    answer = client.post(url("paper_find", sheet.pk), {"q": typed})

    assert (f'data-who="{maria.pk}"' in answer.text) is found
    assert ("(503) 555-0101" in answer.text) is found


def test_a_sheet_is_taken_back_like_any_list(client: Client, sheet: ImportBatch, maria: Member, person):
    put(client, sheet, "Omar Haddad", "503 555 0142")
    put(client, sheet, "Maria Lopez", "503 555 0199", who=maria.pk)
    assert "Go on typing" in client.get(url("detail", sheet.pk)).text

    undo_actions.ask(sheet, by=person("data_lead"))
    undo_actions.agree(actions.work_now(sheet), by=person("data_lead"))
    sheet.refresh_from_db()
    actions.work_now(sheet)

    assert phones(maria) == ["+15035550101"]
    assert not Member.objects.filter(family_name="Haddad").exists()
    assert put(client, sheet, "Too Late").status_code == 422
    assert "Nothing can be typed on this sheet any more" in client.get(url("paper", sheet.pk)).text


def test_who_came_and_what_was_noted_is_kept_aside_and_goes_with_the_line(client: Client, north, person, maria: Member):
    noted = begin(name="Meeting", day=north.today(), columns=offered()[-1:], by=person("data_lead"))
    key = uuid4()
    for _twice in range(2):
        put(client, noted, "Maria Lopez", "", "asked about mold", who=maria.pk, key=key)

    kept = {each.what: unseal(each.sealed) for each in KeptAside.objects.filter(member=maria)}
    came = {"what": "Meeting", "on": str(north.today()), "value": "came"}
    assert kept == {"attendance": [came], "talk_note": [{"what": "Note", "on": "", "value": "asked about mold"}]}
    assert 'value="asked about mold"' in client.get(url("paper", noted.pk)).text
    assert "mold" not in str(ImportRow.objects.values_list("cells", "clean"))
    assert AuditEvent.objects.filter(object_id=noted.pk, fields=["line 1"]).count() == 1

    client.post(url("paper_take_out", noted.pk), {"key": str(key)})
    assert not KeptAside.objects.exists()


def test_a_line_of_another_sheet_is_left_alone(client: Client, sheet: ImportBatch, north, person):
    other = begin(name="Other", day=north.today(), columns=[], by=person("data_lead"))
    key = uuid4()
    put(client, other, "Omar Haddad", key=key)

    assert put(client, sheet, "Omar Haddad", key=key).status_code == 422
    client.post(url("paper_take_out", sheet.pk), {"key": str(key)})

    assert ImportRow.objects.get(pk=key).batch == other


def test_the_script_is_told_whether_a_line_is_gone(client: Client, sheet: ImportBatch):
    key = uuid4()
    put(client, sheet, "Omar Haddad", key=key)

    answers = []
    for status in ("undone", "done"):
        ImportBatch.objects.update(status=status)
        answers.append(client.post(url("paper_take_out", sheet.pk), {"key": str(key)}, headers=PART))

    assert [answer.status_code for answer in answers] == [422, 204]
    assert "Nothing can be typed on this sheet any more" in answers[0].text
