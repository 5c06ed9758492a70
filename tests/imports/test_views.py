"""Every step of an import in the browser's eyes, without JavaScript."""

from datetime import timedelta

from django.db.models.functions import Now
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


def test_a_second_press_of_the_button_is_harmless(north, sign_in: SignIn):
    client = sign_in("data_lead")
    batch = walk(client)

    assert client.post(url("confirm", batch.pk)).status_code == 303

    batch.refresh_from_db()
    assert batch.status == "done"
    assert Member.objects.filter(family_name__in=["Lopez", "Haddad"]).count() == 2


def test_a_press_at_another_step_shows_where_the_list_stands(north, sign_in: SignIn):
    client = sign_in("data_lead")
    batch = upload(client, LIST)

    answers = [client.post(url(name, batch.pk), follow=True) for name in ("confirm", "match", "layout", "decide_all")]

    assert {answer.status_code for answer in answers} == {200}
    assert "gone on to another step" in answers[0].text
    batch.refresh_from_db()
    assert batch.status == "to_read"


def test_the_progress_is_swapped_alone_until_the_step_is_over(north, sign_in: SignIn):
    client = sign_in("data_lead")
    batch = upload(client, LIST)
    asked = {"HX-Request": "true", "HX-Target": "progress"}

    page, part = client.get(url("detail", batch.pk)).text, client.get(url("detail", batch.pk), headers=asked).text
    assert "load delay:600ms, every 2s" in page
    assert part.strip() in page.replace("load delay:600ms, ", "")
    assert 'hx-trigger="every 2s"' in part
    restored = client.get(url("detail", batch.pk), headers={**asked, "HX-History-Restore-Request": "true"})
    assert "<!doctype" in restored.text

    actions.work_now(batch)
    over = client.get(url("detail", batch.pk), headers=asked)
    assert (over.status_code, over["HX-Redirect"]) == (204, url("detail", batch.pk))
    assert "HX-Target" in over["Vary"]


def test_progress_is_told_by_rows(north, sign_in: SignIn):
    batch = upload(sign_in("data_lead"), LIST)
    ImportBatch.objects.update(status="applying", n_rows=10_000, n_done=4_000, heartbeat_at=Now())

    page = sign_in("data_lead").get(url("detail", batch.pk)).text

    assert "4,000 of 10,000 rows" in page
    assert "Nothing is lost" not in page


def test_a_worker_that_does_not_come_is_said_plainly(north, sign_in: SignIn):
    batch = upload(sign_in("data_lead"), LIST)
    ImportBatch.objects.update(queued_at=Now() - timedelta(seconds=30))

    page = sign_in("data_lead").get(url("detail", batch.pk)).text

    assert "Nothing is lost. It goes on as soon as the worker is back." in page


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(north, sign_in: SignIn):
    client = sign_in("data_lead")
    batch = actions.work_now(upload(client, b"%PDF-1.7 ..."))

    page = client.get(url("detail", batch.pk)).text

    assert "could not come in" in page
    assert "This is a PDF, not a table." in page
    assert "Upload it again when you are ready." in page


def test_stopping_on_the_way_keeps_what_is_in(north, sign_in: SignIn):
    client = sign_in("data_lead")
    batch = actions.work_now(upload(client, LIST))

    client.post(url("cancel", batch.pk))

    batch.refresh_from_db()
    assert (batch.status, batch.stored_as) == ("cancelled", "")
    assert "was stopped" in client.get(url("detail", batch.pk)).text


def test_the_list_of_imports_when_there_is_none(north, sign_in: SignIn):
    assert "No list yet" in sign_in("data_lead").get(url("list")).text
