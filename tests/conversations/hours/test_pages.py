"""Pages of data hours: booked, come to, gone through, closed, read again."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from conversations.models import DataHour, HourGuest, HourTurn, Notice
from conversations.notices import told_to
from conversations.registry import kinds

LIST = "/o/north/conversations/hours/"


@pytest.fixture
def client(sign_in, north):
    return sign_in("organizer")


def address(hour, name="hour"):
    return reverse(f"hours:{name}", args=["north", hour.pk])


def words(response):
    return [str(each) for each in get_messages(response.wsgi_request)]


def booked(client, **said):
    day = timezone.localtime() + timedelta(days=2)
    return client.post(f"{LIST}new/", {"day": f"{day:%Y-%m-%d}", "time": "17:30", "minutes": "60", **said})


def test_an_hour_is_booked_and_who_is_asked_reads_it(client, person, reader):
    director = person("director")
    response = booked(client, guests=[str(director.pk)], place="Kitchen")
    hour = DataHour.objects.get()

    assert response.url == address(hour)
    assert hour.ends_at - hour.begins_at == timedelta(hours=1)
    assert timezone.localtime(hour.begins_at, reader("director").organization.zone).strftime("%H:%M") == "17:30"
    assert set(hour.guests.values_list("member", "answer")) == {(person("organizer").pk, "yes"), (director.pk, "asked")}
    told = told_to(reader("director"))
    line = kinds["hours.called"].say(reader("director"), list(told))[Notice.objects.get().pk]
    assert line.title.startswith("Organizer North River asks you to a data hour on ")
    assert line.url == address(hour)


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"day": "2020-01-01"}, "day", "Choose a time from now on, within a year."),
        ({"day": "soon"}, "day", "Choose a day, as 2026-03-14."),
        ({"time": "noon"}, "time", "Choose a time, as 17:30."),
        ({"guests": "01a204bf-e3bd-706b-9f08-0f149b8c0de1"}, "guests", "Select a valid choice"),
    ],
)
def test_what_cannot_be_booked_says_why(client, said, field, sentence):
    response = booked(client, **said)

    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(sentence)
    assert not DataHour.objects.exists()


def test_two_hours_at_one_time_are_one(client):
    booked(client)
    again = booked(client)

    assert again.status_code == 422
    assert "Come to that one." in again.text
    assert DataHour.objects.count() == 1


def test_coming_and_not_coming_can_be_said_by_anyone(client, sign_in, at, person):
    hour = at(60)
    director = sign_in("director")
    director.post(address(hour, "answer"), {"comes": "no"})
    client.post(address(hour, "answer"), {"comes": "no"})
    director.post(address(hour, "answer"), {"comes": "yes"})

    found = dict(HourGuest.objects.values_list("member", "answer"))
    assert found == {person("organizer").pk: "no", person("director").pk: "yes"}
    assert "I cannot come" in director.get(address(hour)).text


def test_who_came_to_an_hour_that_is_over_is_not_said_later(client, sign_in, at, person):
    hour = at(-90)
    said = sign_in("director").post(address(hour, "answer"), {"comes": "yes"})
    assert words(said) == ["This hour is over. What it brought is counted already."]
    assert not HourGuest.objects.filter(member=person("director")).exists()


def test_it_begins_at_once_and_is_gone_through_one_by_one(client, at, someone, heard, person):
    ana, ben, hour = someone("Ana Delgado"), someone("Ben Delgado"), at(60)
    client.post(address(hour, "begin"))
    assert "2 of your people wait." in client.get(address(hour)).text
    client.post(address(hour, "take"))
    page = client.get(address(hour))

    assert page.context["person"] == ana
    assert f"{reverse('log:new', args=['north'])}?with={ana.pk}" in page.text
    heard(person("organizer"), ana)
    assert "1 of your people waits." in client.get(address(hour)).text
    client.post(address(hour, "take"))
    client.post(address(hour, "later"))
    assert HourTurn.objects.get(member=ben).outcome == "later"
    assert "Nobody waits" in client.get(address(hour)).text


def test_an_organizer_gets_their_own_people_alone(client, at, someone, person):
    someone("Ana Delgado", organizer=person("director"))
    hour = at(-1)

    said = client.post(address(hour, "take"))

    assert words(said) == ["Nobody of your people waits any more. Well done, all of you."]
    assert not HourTurn.objects.exists()


def test_how_far_all_are_comes_by_itself_until_it_is_over(client, at, someone, heard, person):
    hour = at(-1)
    heard(person("organizer"), someone("Ana Delgado"))
    asked = {"HX-Request": "true", "HX-Target": "progress"}
    part = client.get(address(hour), headers=asked).text

    assert "every 15s" in part
    assert "60 minutes left" in part.replace("<b>", "").replace("</b>", "") or "59" in part
    assert "<h1>" not in part
    client.post(address(hour, "close"))
    over = client.get(address(hour), headers=asked).text
    assert "every 15s" not in over
    assert "See what it brought" in over


def test_what_it_brought_is_read_later_too(client, at, someone, heard, person):
    hour = at(-1)
    heard(person("organizer"), someone("Ana Delgado"))
    client.post(address(hour, "close"))
    client.post(address(hour, "close"))

    assert "1 conversation, 1 person reached, 0 follow-ups" in client.get(LIST).text
    page = client.get(address(hour)).text
    assert "What the hour brought" in page
    assert "Take the next person" not in page
    assert "Close the hour" not in page


def test_an_hour_to_come_is_called_off_and_one_that_goes_on_is_not(client, at):
    going, ahead = at(-1), at(120)
    client.post(address(going, "call_off"))
    gone = client.post(address(ahead, "call_off"))

    assert gone.url == LIST
    assert list(DataHour.objects.all()) == [going]
    assert client.get(address(ahead)).status_code == 404


def test_beginning_waits_for_the_one_that_goes_on(client, at):
    at(-1)
    later = at(120)

    said = client.post(address(later, "begin"))

    assert words(said) == ["Another data hour would go on at the same time. Close or call off that one."]


def test_pages_take_the_same_statements_for_few_and_for_many(client, at, someone, heard, person, statements):
    hour, _past = at(-1), at(-200)
    someone("Ana Delgado")
    client.post(address(hour, "take"))
    few = [statements(client, each) for each in (LIST, address(hour))]
    for n in range(4):
        heard(person("organizer"), someone(f"Person Number{n}"), someone(f"Other Number{n}"))
        at(-300 - n * 70)

    assert [statements(client, each) for each in (LIST, address(hour))] == few
    assert max(few) <= 12
