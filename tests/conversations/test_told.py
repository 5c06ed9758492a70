"""What other rooms do that somebody hears of, and how it reads to whom."""

import pytest

from conversations.models import Digest, MailChoice, Notice
from conversations.notices import tell
from conversations.shown import happened
from imports import actions as importing
from imports.models import ImportBatch
from ladders.actions import assess, confirm, void
from ladders.models import Ladder, Place
from members.models import Member
from organizations.models import Role
from organizations.people import change_roles, remove
from tests.imports.conftest import apply, plan, receive
from tests.organizations.conftest import membership, user


def said(reader):
    return [told.line.title for told in happened(reader)]


@pytest.fixture
def waiting(north, person):
    """A new level of one of the organizer's people, said by the organizer, that waits for a second person."""
    ladder = Ladder.objects.get(is_default=True)
    ladder.needs_review = True
    ladder.save()
    organizer = person("organizer")
    ana = Member.objects.create(given_name="Ana", family_name="North River", organizer=organizer)
    return assess(
        ana,
        ladder=ladder,
        place=Place.LEVEL,
        level=ladder.levels.first(),
        on=north.today(),
        evidence="Seen",
        by=organizer,
    )


def test_who_assessed_hears_that_somebody_agreed(reader, waiting, person):
    confirm(waiting, by=person("director"))

    (told,) = happened(reader("organizer"))
    assert told.line.title == "Director North River agreed with where you see Ana North River."
    assert told.line.url.endswith(f"/people/{waiting.member_id}/")


def test_who_assessed_hears_that_somebody_took_it_back(reader, waiting, person):
    void(waiting, reason="Not so", by=person("director"))

    assert said(reader("organizer")) == ["Director North River took back where you saw Ana North River."]


def test_taking_back_ones_own_is_no_news(reader, waiting, person):
    void(waiting, reason="Not so", by=person("organizer"))

    assert said(reader("organizer")) == []


def test_a_right_that_is_gone_leaves_neither_name_nor_link(reader, waiting, person):
    confirm(waiting, by=person("director"))
    Member.objects.filter(pk=waiting.member_id).update(organizer=None)

    (told,) = happened(reader("organizer"))
    assert told.line.title == "Director North River agreed with where you see a member."
    assert told.line.url == ""


def test_other_roles_are_told_to_whom_they_were_given(reader):
    change_roles(membership("viewer"), roles=[Role.VIEWER, Role.ORGANIZER], by=user("owner"))

    (told,) = happened(reader("viewer"))
    assert told.line.title == "Owner North River changed what you may do here."
    assert "Viewer" in told.line.text
    assert said(reader("owner")) == []


def test_who_brings_in_a_list_hears_once_that_it_is_in(reader, person):
    batch = apply(plan(receive("first name\nAna\nBea\n", by=person("data_lead"))))

    (told,) = happened(reader("data_lead"))
    assert (told.line.title, told.line.text) == ("Your list is in.", "2 rows were looked at.")
    assert told.line.url.endswith(f"/imports/{batch.pk}/")


def test_rows_that_follow_a_finished_list_are_no_news(person):
    batch = apply(plan(receive("first name\nAna\n", by=person("data_lead"))))
    ImportBatch.objects.update(status="to_apply")

    importing.work(batch.pk, ImportBatch.Status.TO_APPLY)

    assert Notice.objects.count() == 1


def test_who_brings_in_a_list_hears_that_it_failed(reader, person):
    batch = receive("first name\nAna\n", by=person("data_lead"))
    importing.give_up(batch, "We could not read this file.")

    (told,) = happened(reader("data_lead"))
    assert (told.line.title, told.line.text) == (
        "Your list could not be brought in.",
        "We could not read this file.",
    )


def test_who_leaves_keeps_no_notices_and_gets_no_mail(person):
    leaver, stays = person("organizer"), person("viewer")
    tell(to=[leaver, stays], kind="tests.wave", by=None)
    for member in (leaver, stays):
        choice = MailChoice.objects.create(member=member, every="day", due_at="2026-01-01T08:00Z")
        Digest.objects.create(member=member, due_at=choice.due_at)

    remove(membership("organizer"), by=user("owner"))

    assert [each.to for each in Notice.objects.all()] == [stays]
    assert [each.member for each in MailChoice.objects.all()] == [stays]
    assert [each.member for each in Digest.objects.all()] == [stays]
