"""The pages of a sheet that people leave: named, compared, brought over, retired, and who is only here."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from imports import actions
from imports.models import ImportBatch, Sheet, SheetDifference
from members.models import Member
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.conftest import PersonOf, SignIn
from tests.imports.conftest import bring_in, fates, url
from tests.imports.leaving import HEAD, INES, MARIA, OMAR, compare, edit, living

STATEMENTS = 12
ALL = HEAD + MARIA + OMAR + INES
NEW = "Ada,Berg,503-555-0104,Mill,sings\n"


@pytest.fixture
def keeper(north, person: PersonOf) -> Member:
    return person("data_lead")


@pytest.fixture
def client(north, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def sheet(keeper: Member) -> Sheet:
    return living(keeper)


def upload(client: Client, sheet: Sheet, text: str, **more: str) -> ImportBatch:
    """Upload it as a browser does and let a worker compare it."""
    file = SimpleUploadedFile("master.csv", text.encode())
    answer = client.post(url("sheet_upload", sheet.pk), {"file": file, **more})
    assert answer.status_code == 303, answer.text
    return actions.work_now(ImportBatch.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[-1]))


def shown(client: Client, batch: ImportBatch, show: str = "") -> str:
    return client.get(url("compared", batch.pk), {"show": show} if show else {}).text


def settle(client: Client, batch: ImportBatch, show: str, **said: object) -> ImportBatch | None:
    """Press a button; what came over is brought in as by a worker."""
    answer = client.post(f"{url('settle', batch.pk)}?show={show}", said)
    assert answer.status_code == 303, answer.text
    new = ImportBatch.objects.filter(purpose="carry", status="to_plan").first()
    return actions.work_now(new) if new else None


def test_a_sheet_is_named_with_the_list_by_which_it_came_in(client: Client):
    batch = bring_in(ALL)
    assert "Which spreadsheet do people still keep?" in client.get(url("sheets")).text

    answer = client.post(url("sheet_name"), {"name": "Master list", "came_in": batch.pk})

    assert answer.status_code == 303
    assert "Not uploaded yet" not in client.get(answer.url).text
    page = client.get(url("sheets")).text
    assert "Compare “Master list”" in page
    assert "Still in use" in page
    assert "“Master list” is still in use." in client.get(url("list")).text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "Say what people call it."),
        ({"name": "master LIST"}, "There is a spreadsheet of this name already."),
        ({"name": "Other", "came_in": str(uuid4())}, "Select a valid choice"),
    ],
    ids=["empty", "taken", "foreign"],
)
def test_a_name_that_cannot_be_taken_is_said_at_the_field(client: Client, sheet: Sheet, said, words: str):
    answer = client.post(url("sheet_name"), said)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert Sheet.objects.count() == 1


def test_from_the_upload_to_what_is_brought_over_and_taken_back(client: Client, sheet: Sheet):
    batch = upload(client, sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR.replace("Port", "Depot") + INES + NEW)
    assert client.get(url("detail", batch.pk)).url == url("compared", batch.pk)
    page = shown(client, batch)
    assert "2 values are newer in “Master list” than here." in page
    assert "Bring over all 2 newer values" in page

    new = settle(client, batch, "there", do="all-there")

    assert new is not None
    assert "is in" in client.get(url("detail", new.pk)).text
    assert "Back to the comparison" in client.get(url("detail", new.pk)).text
    assert sorted(Member.objects.filter(family_name__in=["Lopez", "Haddad"]).values_list("employer", flat=True)) == [
        "Depot", "Port",
    ]  # fmt: skip
    page = shown(client, batch, "there")
    assert "Brought over by" in page
    assert 'name="pick"' not in page
    assert "1 row of “Master list” is about somebody not here." in page


def test_one_by_one_and_by_value(client: Client, sheet: Sheet):
    changed = MARIA.replace("Mill", "Port").replace("drives", "drives; cooks")
    batch = upload(client, sheet, HEAD + changed + OMAR.replace("Port", "Depot") + INES)
    omar = SheetDifference.objects.get(number=3)
    settle(client, batch, "there", do="picked-there", pick=omar.pk)
    assert Member.objects.get(given_name="Maria").employer == "Mill"

    employer = sorted(batch.compared["differing"]).index("employer") + 1
    assert "<b>Work</b> 2" in client.get(f"{url('compared', batch.pk)}?show=there&value={employer}").text
    settle(client, batch, f"there&value={employer}", do="all-there")

    maria = Member.objects.get(given_name="Maria")
    assert (maria.employer, maria.member_tags.count()) == ("Port", 1)


def test_both_sides_stand_beside_each_other_and_a_person_decides(client: Client, sheet: Sheet, keeper: Member):
    edit("Omar", keeper, employer="Harbor")
    batch = upload(client, sheet, HEAD + MARIA + OMAR.replace("Port", "Depot") + INES)
    page = shown(client, batch)
    assert all(
        words in page for words in ("Depot", "Harbor", f"{keeper} changed it on", "Changed in the sheet and here")
    )

    settle(client, batch, "ask", do="picked-here", pick=SheetDifference.objects.get().pk)

    assert "Ours stays, says" in shown(client, batch, "ask")
    assert "“Master list” knows nothing that is not here." in shown(client, batch, "ask")
    assert settle(client, batch, "ask", do="all-there") is None


def test_who_is_only_there_comes_in(client: Client, sheet: Sheet):
    batch = upload(client, sheet, ALL + NEW)

    new = settle(client, batch, "person", do="all-there")

    assert new is not None
    assert fates(new) == ["created"]
    assert Member.objects.filter(family_name="Berg").exists()
    assert "Berg" not in shown(client, batch, "only-here")


def test_who_is_only_here_is_listed_and_handed_over_in_the_sheets_columns(client: Client, sheet: Sheet):
    bring_in("first name,last name,mobile,employer,tags\nBo,Only,503-555-0109,=Mill,sings\n")
    batch = upload(client, sheet, ALL)
    assert "Bo Only" in shown(client, batch, "only-here")

    answer = client.get(url("only_here", batch.pk))

    assert answer.status_code == 302  # a person proves first who they are
    assert "reauthenticate" in answer.url or "step" in answer.url


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"do": "picked-there"}, "Tick what you mean"),
        ({"do": "picked-there", "pick": str(uuid4())}, "no longer among what differs"),
        ({"do": "everything"}, "Select a valid choice"),
    ],
    ids=["nothing", "foreign", "unknown"],
)
def test_what_cannot_be_settled_is_said(client: Client, sheet: Sheet, said, words: str):
    batch = upload(client, sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR + INES)

    answer = client.post(f"{url('settle', batch.pk)}?show=there", said)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert Member.objects.get(given_name="Maria").employer == "Mill"


def test_the_columns_can_be_looked_at_first(client: Client, sheet: Sheet):
    batch = upload(client, sheet, ALL, asks_columns="on")

    assert "What is what in" in client.get(url("detail", batch.pk)).text


def test_an_empty_upload_is_said_at_the_field(client: Client, sheet: Sheet):
    assert "Choose the file that has the sheet in it." in client.post(url("sheet_upload", sheet.pk)).text


def test_a_sheet_is_retired_and_taken_out_of_retirement(client: Client, sheet: Sheet, north: Organization):
    today = north.today()
    late = client.post(url("sheet_retire", sheet.pk), {"retired_on": today + timedelta(days=1)})
    assert (late.status_code, "Choose today or a day before." in late.text) == (422, True)

    page = client.post(url("sheet_retire", sheet.pk), {"retired_on": today}, follow=True).text

    assert "is retired." in page
    assert "How we count" in page
    assert "was retired on" in client.get(url("list")).text
    assert "nobody should be working in it" in shown(client, upload(client, sheet, ALL))
    client.post(url("sheet_in_use", sheet.pk))
    assert "Still in use" in client.get(url("sheets")).text
    assert {"retired", "in use again"} <= {
        f for event in AuditEvent.objects.filter(object_id=sheet.pk) for f in event.fields
    }


def test_a_retired_sheet_brought_in_as_any_list_is_told(
    client: Client, sheet: Sheet, north: Organization, keeper: Member
):
    batch = actions.work_now(actions.receive([ALL.encode()], name="x.csv", by=keeper))
    assert "These are the headings of “Master list”" in client.get(url("detail", batch.pk)).text
    client.post(url("sheet_retire", sheet.pk), {"retired_on": north.today()})

    batch = actions.work_now(actions.receive([ALL.encode()], name="x.csv", by=keeper))

    assert "“Master list” was retired on" in client.get(url("detail", batch.pk)).text


def test_pages_take_the_same_statements_for_one_row_and_for_many(client: Client, sheet: Sheet, keeper: Member):
    few = compare(sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR + NEW, keeper)
    tabs = [f"?show={show}" for show in ("there", "person", "only-here")]
    one = [statements(client, url("compared", few.pk) + tab) for tab in tabs]
    people = "".join(f"Given{n},Family{n},503-556-{n:04},Mill,\n" for n in range(1, 9))
    bring_in(HEAD + people.replace("Given", "Other").replace("556", "557"))
    many = compare(sheet, HEAD + MARIA.replace("Mill", "Port") + OMAR.replace("Port", "Depot") + people, keeper)

    assert [statements(client, url("compared", many.pk) + tab) for tab in tabs] == one
    assert max(one) <= STATEMENTS


def test_pages_of_sheets_take_few_statements(client: Client, sheet: Sheet, north: Organization):
    client.post(url("sheet_retire", sheet.pk), {"retired_on": north.today()})
    for address in (url("sheets"), url("sheet", sheet.pk), url("list")):
        assert statements(client, address) <= STATEMENTS


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    skipped = ("SET ", "SAVEPOINT", "RELEASE", "ROLLBACK", 'INSERT INTO "audit_readevent"')
    return len([query for query in caught.captured_queries if not query["sql"].startswith(skipped)])


def test_a_sheet_of_another_organization_is_not_there(client: Client, north: Organization, south: Organization):
    with in_org(south):
        foreign = Sheet.objects.create(name="Theirs")

    assert client.get(url("sheet", foreign.pk)).status_code == 404
    assert [client.post(url(name, foreign.pk)).status_code for name in ("sheet_upload", "sheet_retire")] == [404, 404]
