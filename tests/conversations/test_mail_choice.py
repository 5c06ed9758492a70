"""When mail is due: by each person's own clock, also where that clock is turned."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import AuditEvent
from conversations import mail_choice
from conversations.models import Digest, MailChoice
from tests.seeds import of

MONDAY = datetime.fromisoformat("2026-03-02T15:00+00:00")  # 10 in the morning in New York


def due(after=MONDAY, **chosen):
    chosen = {"every": "day", "time_zone": "America/New_York", **chosen}
    found = mail_choice.next_due(MailChoice(**chosen), of("north"), after=after)
    return found and found.astimezone(ZoneInfo(chosen["time_zone"] or "America/New_York")).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"every": "never"}, None),
        ({"stopped_at": MONDAY}, None),
        ({"hour": 8}, "Tue 03 Mar 08:00"),
        ({"hour": 10}, "Tue 03 Mar 10:00"),
        ({"hour": 11}, "Mon 02 Mar 11:00"),
        ({"hour": 0}, "Tue 03 Mar 00:00"),
        ({"every": "week", "weekday": 1, "hour": 11}, "Mon 02 Mar 11:00"),
        ({"every": "week", "weekday": 1, "hour": 9}, "Mon 09 Mar 09:00"),
        ({"every": "week", "weekday": 7, "hour": 9}, "Sun 08 Mar 09:00"),
        ({"hour": 23, "time_zone": "Pacific/Kiritimati"}, "Tue 03 Mar 23:00"),
        ({"hour": 8, "time_zone": "Asia/Kolkata"}, "Tue 03 Mar 08:00"),
    ],
    ids=str,
)
def test_the_next_one_is_at_the_chosen_hour(north, chosen, said):
    assert due(**chosen) == said


def test_without_a_zone_it_goes_by_the_groups(north):
    assert due(time_zone="", hour=11) == "Mon 02 Mar 11:00"


@pytest.mark.parametrize(
    ("after", "said"),
    [("2026-03-08T05:30+00:00", "Sun 08 Mar 03:00"), ("2026-11-01T04:30+00:00", "Sun 01 Nov 02:00")],
    ids=["spring", "autumn"],
)
def test_there_is_one_each_day_when_the_clock_is_turned(north, after, said):
    """In spring there is no 2 o'clock, so it comes at 3."""
    first = datetime.fromisoformat(after)
    assert due(after=first, hour=2) == said
    second = mail_choice.next_due(MailChoice(every="day", hour=2, time_zone="America/New_York"), north, after=first)
    assert second is not None
    assert due(after=second, hour=2) != said


def chosen_by(member, north, **chosen):
    choice = mail_choice.of(member)
    for name, value in {"every": "day", **chosen}.items():
        setattr(choice, name, value)
    return mail_choice.choose(choice, organization=north, by=member)


def test_what_is_chosen_is_kept_once_and_written_down(north, person):
    owner = person("owner")
    chosen_by(owner, north)
    chosen_by(owner, north, every="week", weekday=3)

    choice = MailChoice.objects.get()
    assert (choice.every, choice.weekday, choice.due_at > timezone.now()) == ("week", 3, True)
    assert [event.action for event in AuditEvent.objects.filter(actor_id=owner.pk)] == ["mail.choose"] * 2


def test_stopping_keeps_what_was_chosen_and_can_be_taken_back(north, person):
    owner = person("owner")
    chosen_by(owner, north, hour=17)
    Digest.objects.create(member=owner, due_at=timezone.now())

    assert mail_choice.stop(owner)
    assert (mail_choice.of(owner).is_wanted, mail_choice.of(owner).due_at) == (False, None)
    assert Digest.objects.get().status == Digest.Status.DROPPED
    assert not mail_choice.stop(owner)
    assert mail_choice.start_again(owner, organization=north)
    assert (mail_choice.of(owner).is_wanted, mail_choice.of(owner).hour) == (True, 17)
    assert not mail_choice.start_again(owner, organization=north)


def test_who_never_chose_has_nothing_to_stop(person):
    assert not mail_choice.stop(person("owner"))


def test_a_token_is_good_for_one_person_of_one_organization(north, south, person):
    token = mail_choice.token(north, person("owner"))

    assert mail_choice.whose(north, token) == person("owner")
    assert mail_choice.whose(south, token) is None
    assert mail_choice.whose(north, token[:-1]) is None
    assert mail_choice.whose(north, f"{person('viewer').pk.hex}:{token.split(':')[1]}") is None


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("every_known", {"every": "month"}),
        ("weekday", {"weekday": 8}),
        ("hour", {"hour": 24}),
        ("due_when_wanted", {"due_at": None}),
        ("due_when_wanted", {"stopped_at": timezone.now()}),
        ("due_when_wanted", {"every": "never"}),
    ],
    ids=["every", "weekday", "hour", "wanted-without-time", "stopped-with-time", "never-with-time"],
)
def test_the_database_refuses_nonsense(north, person, name, changes):
    chosen_by(person("owner"), north)
    with pytest.raises(IntegrityError, match=f"conversations_mailchoice_{name}"), transaction.atomic():
        MailChoice.objects.update(**changes)
