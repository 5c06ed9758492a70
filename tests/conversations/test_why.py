"""Why we do this: the group's own page."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from conversations import asking, starting_text
from conversations.models import Why
from members.models import Member


def address(name):
    return reverse(f"help:{name}", args=["north"])


def test_nobody_has_written_it_yet(sign_in, north):
    assert "Write it" in sign_in("director").get(address("why")).text
    reads = sign_in("organizer").get(address("why")).text
    assert "Nobody has written this yet" in reads
    assert str(starting_text.TEXT)[:40] not in reads


def test_a_director_writes_it_and_everyone_reads_it(sign_in, person):
    sent = {"text": "Because rent.\n\nSee www.example.org <b>now</b>", "asked": str(person("organizer").pk)}

    assert sign_in("director").post(address("edit_why"), sent).status_code == 302

    page = sign_in("viewer").get(address("why")).text
    assert "<p>Because rent.</p>" in page
    assert 'href="https://www.example.org"' in page
    assert "&lt;b&gt;now&lt;/b&gt;" in page
    assert "Questions go to Organizer North River." in page
    assert AuditEvent.objects.get(action="why.edit").fields == ["asked", "text"]


def test_the_text_to_start_from_is_not_theirs_until_they_save_it(sign_in, north):
    page = sign_in("owner").get(address("edit_why"), {"start": "1"})

    assert page.context["form"]["text"].value() == str(starting_text.TEXT)
    assert "It is not saved" in page.text
    assert not Why.objects.exists()


def test_only_someone_who_signs_in_here_can_be_named(sign_in, north):
    ana = Member.objects.create(given_name="Ana")

    page = sign_in("owner").post(address("edit_why"), {"text": "x", "asked": str(ana.pk)})

    assert page.status_code == 422
    assert "Choose someone who signs in here." in page.text


def test_what_was_typed_is_kept_when_it_is_too_long(sign_in, north):
    page = sign_in("owner").post(address("edit_why"), {"text": "y" * 10_001})

    assert page.status_code == 422
    assert "y" * 10_001 in page.text


def test_there_is_one_such_page(person):
    asking.write_why(text="a", asked=None, by=person("owner"))
    asking.write_why(text="b", asked=None, by=person("owner"))
    assert Why.objects.get().text == "b"

    for is_only in (True, False):
        with pytest.raises(IntegrityError), transaction.atomic():
            Why.objects.create(is_only=is_only)


@pytest.mark.parametrize("role", ["organizer", "data_lead", "coach", "viewer"])
def test_others_do_not_write_it(sign_in, north, role):
    assert sign_in(role).get(address("edit_why")).status_code == 403


def test_strangers_are_refused(sign_in, north):
    for name in ("why", "edit_why"):
        assert Client().get(address(name)).status_code == 302
        assert sign_in("owner", "south").get(address(name)).status_code == 404
    assert sign_in("owner").post(address("why")).status_code == 405
