"""Every step of an import in the browser's eyes, without JavaScript."""

from django.test import Client

from imports import actions
from imports.models import ImportBatch
from members.models import Member
from tests.conftest import SignIn
from tests.imports.conftest import posted, upload, url

LIST = (
    "First name,Last name,Phone,E-mail,Level,Notes\n"
    "Maria,Lopez,(503) 555-0101,maria@example.org,2,sister\n"
    "Omar,Haddad,503-555-019,omar@example.org,leader!!,\n"
    ",,,,1,\n"
)


def walk(client: Client) -> ImportBatch:
    """From the upload to the last button."""
    batch = upload(client, LIST)
    actions.work_now(batch)
    assert client.post(url("match", batch.pk), posted(batch, client)).status_code == 303
    batch.refresh_from_db()
    actions.work_now(batch)
    assert client.post(url("confirm", batch.pk)).status_code == 303
    batch.refresh_from_db()
    return actions.work_now(batch)


def test_each_step_has_its_page(north, sign_in: SignIn):
    client = sign_in("data_lead")

    batch = upload(client, LIST)
    assert "Waiting to be read" in client.get(url("detail", batch.pk)).text
    actions.work_now(batch)
    page = client.get(url("detail", batch.pk))
    assert "(503) 555-0101" in page.text
    client.post(url("match", batch.pk), posted(batch, client))
    assert "Waiting to be checked" in client.get(url("detail", batch.pk)).text
    batch.refresh_from_db()
    actions.work_now(batch)
    page = client.get(url("detail", batch.pk))
    assert "Bring in 2 people" in page.text
    assert "leader!!" in page.text
    client.post(url("confirm", batch.pk))
    assert "Waiting to be brought in" in client.get(url("detail", batch.pk)).text
    batch.refresh_from_db()
    actions.work_now(batch)
    page = client.get(url("detail", batch.pk), {"show": "created"})

    assert "“list.csv” is in" in page.text
    maria = Member.objects.get(given_name="Maria")
    assert f"/o/north/people/{maria.pk}/" in page.text
    assert "list.csv" in client.get(url("list")).text
