"""Somebody made up for practice: on file for who practices, and for nobody else."""

import pytest
from django.db import IntegrityError, transaction

from members.models import Member
from tests.members.conftest import opened, tag, url


@pytest.fixture
def rosa(person):
    return Member.objects.create(kind="practice", made_up_for=person("organizer"), given_name="Rosa")


def test_who_practices_opens_their_page_and_nobody_else_does(sign_in, rosa):
    codes = {role: sign_in(role).get(url("detail", rosa)).status_code for role in ("organizer", "owner", "director")}

    assert codes == {"organizer": 200, "owner": 404, "director": 404}


def test_they_are_no_people(rosa):
    assert rosa not in Member.objects.people()
    assert rosa not in Member.objects.counted(staff=True)


@pytest.mark.parametrize("role", ["organizer", "owner"])
def test_the_list_and_its_figures_leave_them_out(sign_in, rosa, role):
    page = sign_in(role).get(url("list"))

    assert "Rosa" not in page.text
    assert page.context["n"]["total"] == Member.objects.people().count()


def test_they_are_corrected_by_the_real_form(sign_in, rosa):
    client = sign_in("organizer")
    sent = {**opened(client, rosa), "pronouns": "she/her"}

    assert client.post(url("edit", rosa), sent).status_code == 303
    rosa.refresh_from_db()
    assert rosa.pronouns == "she/her"


def test_nothing_about_them_reaches_what_others_see(sign_in, rosa, eastside, person):
    """An organizer, a unit or a tag would put them, or a new tag, beside real people."""
    tag("Choir")
    client = sign_in("organizer")
    unit = f"unit_{eastside.kind_id.hex}"
    sent = {**opened(client, rosa), "organizer": str(person("owner").pk), "tags": "Choir", unit: str(eastside.pk)}

    assert client.post(url("edit", rosa), sent).status_code == 303
    rosa.refresh_from_db()
    assert rosa.organizer is None
    assert not rosa.member_tags.exists()
    assert not rosa.belongings.exists()


@pytest.mark.parametrize(
    "columns", [{"kind": "practice"}, {"kind": "person", "mine": True}, {"kind": "practice", "mine": True, "theirs": 1}]
)
def test_practice_belongs_to_one_person_and_to_no_other(person, columns):
    made_up_for = person("organizer") if columns.pop("mine", None) else None
    organizer = person("owner") if columns.pop("theirs", None) else None

    with pytest.raises(IntegrityError, match="practice_is_apart"), transaction.atomic():
        Member.objects.create(made_up_for=made_up_for, organizer=organizer, **columns)
