"""Mail waits until a real mail server has it: what is refused, what is kept how long, and what is said of it."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations import outbox
from organizations.mail import Letter
from organizations.models import OutgoingMail
from tests.mail_server import at

WHO = "lena@example.org"
Status = OutgoingMail.Status


def put(subject="Hello", **how):
    Letter(subject, "A line.\n\nhttps://example.org/secret/", to=WHO, **how).send()
    return OutgoingMail.objects.latest("created_at")


def row():
    return OutgoingMail.objects.get()


def make_due():
    OutgoingMail.objects.update(next_try_at=timezone.now())


def age(**how):
    OutgoingMail.objects.update(**{name: timezone.now() - by for name, by in how.items()})


def test_a_mail_arrives_as_text_and_html(server):
    put()

    assert outbox.send_waiting() == 1
    (mail,) = server.mails
    assert (mail["To"], mail["Subject"]) == (WHO, "Hello")
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_what_is_in_a_mail_is_closed_while_it_waits_and_gone_when_it_is_sent(server):
    put()
    assert b"secret" not in row().sealed
    assert WHO.encode() not in row().sealed

    outbox.send_waiting()

    assert (row().status, row().sealed) == (Status.SENT, None)


def test_nothing_is_sent_twice(server):
    put()

    assert [outbox.send_waiting(), outbox.send_waiting()] == [1, 0]
    assert server.subjects() == ["Hello"]


def test_a_mail_with_the_same_key_goes_once(server):
    put(key="digest 1")
    outbox.send_waiting()
    put(key="digest 1")
    put(key="digest 2")

    assert outbox.send_waiting() == 1
    assert len(server.mails) == 2


def test_a_server_that_is_away_is_tried_again_with_growing_pauses(server, settings):
    settings.MAILERS = at(1)
    put()
    pauses = []
    for _ in outbox.PAUSES:
        outbox.send_waiting()
        pauses.append(round((row().next_try_at - timezone.now()).total_seconds() / 60))
        make_due()

    assert pauses == [1, 5, 15, 60, 120, 240, 480]
    assert (row().status, row().trouble) == (Status.WAITING, outbox.AWAY)
    outbox.send_waiting()
    assert (row().status, row().trouble, row().sealed) == (Status.FAILED, outbox.TOO_LATE, None)


def test_while_the_server_is_away_only_one_mail_is_tried(server, settings):
    settings.MAILERS = at(1)
    put("One")
    put("Two")
    outbox.send_waiting()

    assert sorted(OutgoingMail.objects.values_list("n_tries", flat=True)) == [0, 1]


@pytest.mark.parametrize(
    ("word", "answer", "status", "trouble"),
    [
        ("RCPT", "550 no such person", Status.FAILED, outbox.NO_SUCH),
        ("RCPT", "450 later", Status.WAITING, outbox.NOT_NOW),
        ("DATA", "554 spam", Status.FAILED, outbox.REFUSED),
        ("DATA", "451 later", Status.WAITING, outbox.NOT_NOW),
        ("MAIL", "530 who are you", Status.WAITING, outbox.NOT_NOW),
        ("DATA", "hang up", Status.WAITING, outbox.NOT_NOW),
    ],
    ids=["nobody", "later", "spam", "not-now", "stranger", "hung-up"],
)
def test_what_the_server_says_decides(server, word, answer, status, trouble):
    server.answers = {word: answer}
    put()

    assert outbox.send_waiting() == 0
    assert (row().status, row().trouble) == (status, trouble)
    assert (row().sealed is None) == (status == Status.FAILED)


def test_a_server_that_refuses_one_takes_the_next(server):
    Letter("Bad", "x", to="nobody at all").send()
    put("Good")

    assert outbox.send_waiting() == 1
    assert server.subjects() == ["Good"]


def test_a_secret_is_not_kept_longer_than_a_day(server):
    put()
    age(created_at=timedelta(hours=25))

    assert outbox.send_waiting() == 0
    assert (row().status, row().sealed, row().trouble) == (Status.FAILED, None, outbox.TOO_LATE)


def test_a_worker_that_died_over_a_mail_does_not_send_it_again(server):
    mail = put()
    assert OutgoingMail.objects.claim(mail.pk)
    assert OutgoingMail.objects.claim(mail.pk) is None
    age(claimed_at=timedelta(hours=1))

    assert outbox.send_waiting() == 0
    assert (row().status, row().trouble) == (Status.FAILED, outbox.UNKNOWN)


def test_a_mail_closed_with_keys_that_are_gone_is_given_up(server, settings):
    put()
    settings.MFA_KEYS = ["another key"]

    outbox.send_waiting()

    assert (row().status, row().trouble) == (Status.FAILED, outbox.UNREADABLE)


def test_finished_rows_are_forgotten_after_a_month(server):
    put()
    outbox.send_waiting()
    age(finished_at=timedelta(days=31))

    outbox.send_waiting()

    assert not OutgoingMail.objects.exists()


def test_logs_name_no_address(server, caplog):
    server.answers = {"RCPT": f"550 {WHO} is nobody"}
    put()

    outbox.send_waiting()

    assert "was given up" in caplog.text
    assert WHO not in caplog.text


def test_attachments_and_copies_are_refused(db):
    with pytest.raises(ValueError, match="neither attachments nor copies"):
        outbox.keep(EmailMessage("Hello", "x", None, [WHO], cc=["other@example.org"]))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("kept_while_needed", {"status": "sent"}),
        ("kept_while_needed", {"sealed": None}),
        ("failure_is_told", {"status": "failed", "sealed": None, "finished_at": timezone.now()}),
    ],
    ids=["sent-and-kept", "waiting-and-empty", "failed-and-silent"],
)
def test_the_database_refuses_nonsense(server, name, changes):
    put()
    with pytest.raises(IntegrityError, match=f"organizations_outgoingmail_{name}"), transaction.atomic():
        OutgoingMail.objects.update(**changes)
