"""The mail that gathers notices: who gets it, once, and what stands in it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from conversations import digests, mail_choice
from conversations.models import Digest, MailChoice, Notice
from conversations.notices import tell
from members.models import Member
from organizations import outbox
from organizations.models import OutgoingMail, Role, User
from organizations.people import remove
from stpnet.in_org import on_public_side
from tests.mail_server import at, mail_server
from tests.organizations.conftest import membership, user

Status = Digest.Status


@pytest.fixture
def wanted(north, person):
    """`wanted("owner")`: they want mail every day, and it is due."""

    def choose(role, **chosen):
        member = person(role)
        choice = mail_choice.of(member)
        for name, value in {"every": "day", **chosen}.items():
            setattr(choice, name, value)
        mail_choice.choose(choice, organization=north, by=member)
        make_due()
        return member

    return choose


def make_due():
    MailChoice.objects.exclude(due_at=None).update(due_at=timezone.now() - timedelta(minutes=1))


def told(member, **how):
    return tell(to=member, kind="tests.wave", by=None, **how)


def run(north):
    digests.begin(north)
    digests.write_waiting(north)
    return [digest.status for digest in Digest.objects.order_by("due_at", "pk")]


def test_it_says_what_happened_and_names_nobody(north, wanted, person):
    ana = Member.objects.create(given_name="Ana", family_name="Reyes", organizer=person("organizer"))
    tell(to=wanted("organizer"), kind="tests.wave", by=person("director"), member=ana)

    assert run(north) == [Status.MAILED]

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["organizer@north.example.org"], "News from North River")
    assert "Someone waved at a member" in letter.body
    (html,) = [each.content for each in letter.alternatives]
    assert "Someone waved at a member" in html
    assert not [name for name in ("Ana", "Reyes", "Director") if name in letter.body + html]


def test_it_can_be_stopped_by_mail_programs_and_by_people(north, wanted):
    owner = wanted("owner")
    told(owner)
    run(north)

    (letter,) = mail.outbox
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith(f"http://localhost:8000/mail/stop/{north.pk}/{owner.pk.hex}")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in letter.body


def test_nothing_to_say_is_no_mail(north, wanted):
    wanted("owner")

    assert run(north) == [Status.EMPTY]
    assert mail.outbox == []


def test_who_chose_nothing_gets_nothing(north, person):
    told(person("owner"))

    assert run(north) == []


def test_the_next_one_begins_where_the_last_one_ended(north, wanted):
    owner = wanted("owner")
    told(owner)
    run(north)
    Notice.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    make_due()

    assert run(north) == [Status.MAILED, Status.EMPTY]


def test_what_was_read_is_not_mailed(north, wanted):
    told(wanted("owner"))
    Notice.objects.update(read_at=timezone.now())

    assert run(north) == [Status.EMPTY]


def test_times_that_went_by_are_one_mail(north, wanted):
    told(wanted("owner"))
    MailChoice.objects.update(due_at=timezone.now() - timedelta(days=5))

    assert run(north) == [Status.MAILED]
    assert MailChoice.objects.get().due_at > timezone.now()


def test_a_repeated_message_sends_nothing_more(north, wanted):
    told(wanted("owner"))

    assert [run(north), run(north)] == [[Status.MAILED]] * 2
    assert len(mail.outbox) == 1


def test_a_digest_is_claimed_once(north, wanted):
    wanted("owner")
    digests.begin(north)
    pk = Digest.objects.get().pk

    assert Digest.objects.claim(pk)
    assert Digest.objects.claim(pk) is None


def test_a_worker_that_died_after_handing_it_over_doubles_nothing(north, wanted, settings):
    """The outbox knows the digest by its key, so the second worker's mail is the first one's."""
    settings.MAILERS = at(1)
    told(wanted("owner"))
    run(north)
    Digest.objects.update(status=Status.WRITING, finished_at=None, claimed_at=timezone.now() - timedelta(hours=1))

    assert run(north) == [Status.MAILED]
    with on_public_side():
        assert OutgoingMail.objects.count() == 1


def test_a_worker_that_died_before_leaves_it_to_another(north, wanted):
    told(wanted("owner"))
    digests.begin(north)
    Digest.objects.update(status=Status.WRITING, claimed_at=timezone.now() - timedelta(hours=1))

    assert run(north) == [Status.MAILED]


def test_who_left_meanwhile_gets_none(north, wanted):
    told(wanted("organizer"))
    digests.begin(north)
    queued = Digest.objects.get()
    remove(membership("organizer"), by=user("owner"))

    assert not Digest.objects.filter(pk=queued.pk).exists()
    Digest.objects.create(member=Member.objects.get(pk=queued.member_id), due_at=queued.due_at)
    assert run(north) == [Status.DROPPED]


def test_who_was_shut_out_gets_none(north, wanted):
    told(wanted("organizer"))
    with on_public_side():
        User.objects.filter(email="organizer@north.example.org").update(is_active=False)

    assert run(north) == [Status.DROPPED]


@pytest.mark.parametrize("role", Role.values)
def test_every_role_may_have_it(north, wanted, role):
    told(wanted(role))

    assert run(north) == [Status.MAILED]


def test_real_mail_has_both_forms_and_the_headers(north, wanted, settings):
    with mail_server() as server:
        settings.MAILERS = at(server.port)
        told(wanted("owner"))
        run(north)
        with on_public_side():
            outbox.send_waiting()

    (letter,) = server.mails
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.get_body(("plain",)).get_content().startswith("This happened:")
    assert "prefers-color-scheme: dark" in letter.get_body(("html",)).get_content()


def test_the_command_sends_what_is_not_due(north, wanted, capsys):
    told(wanted("owner"))
    MailChoice.objects.update(due_at=timezone.now() + timedelta(days=1))
    with on_public_side():
        call_command("send_digests", "--organization", "north")
        call_command("send_digests", "--organization", "north", "--now")
        with pytest.raises(CommandError, match="no organization"):
            call_command("send_digests", "--organization", "nowhere")

    assert capsys.readouterr().out == "0 written.\n1 written.\n"


def test_old_rows_are_forgotten(north, wanted):
    owner = wanted("owner")
    told(owner)
    run(north)
    long_ago = timezone.now() - timedelta(days=100)
    Digest.objects.update(finished_at=long_ago)
    Notice.objects.update(read_at=long_ago)

    digests.begin(north)

    assert not Digest.objects.exists()
    assert not Notice.objects.exists()


def test_the_database_refuses_a_second_one_for_the_same_time(north, wanted):
    wanted("owner")
    digests.begin(north)
    digest = Digest.objects.get()
    with pytest.raises(IntegrityError, match="conversations_digest_once"), transaction.atomic():
        Digest.objects.create(member=digest.member, due_at=digest.due_at)
    with pytest.raises(IntegrityError, match="conversations_digest_status_and_times"), transaction.atomic():
        Digest.objects.update(status=Status.MAILED)
