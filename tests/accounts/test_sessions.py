"""How long a sign-in lasts, where one is signed in, and ending it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.signing_in import sessions
from organizations.signing_in.sessions import SEEN_EVERY_SECONDS, device
from tests.accounts.signing import NEXT_PASSWORD, WHO, is_in, set_up_app, signed_in, type_password
from tests.seeds import PASSWORD

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"}
LIST, END = reverse("usersessions_list"), reverse("end_session")


def lasts(client):
    """How long from now the session can still be used."""
    return Session.objects.get(pk=client.session.session_key).expire_date - timezone.now()


def near(duration, wanted):
    return abs(duration - wanted) < timedelta(minutes=1)


def on_phone(email=WHO):
    client = Client(headers=PHONE)
    type_password(client, email)
    return client


@pytest.mark.parametrize(("more", "wanted"), [({}, timedelta(hours=12)), ({"remember": "on"}, timedelta(days=30))])
def test_sign_in_lasts_as_long_as_was_chosen(more, wanted):
    client = Client()
    response = type_password(client, **more)

    assert near(lasts(client), wanted)
    assert near(timedelta(seconds=response.cookies["session"]["max-age"]), wanted)


def test_length_chosen_with_the_password_holds_through_the_second_step():
    from tests.accounts.signing import app_code

    secret, client = set_up_app(signed_in()), Client()
    type_password(client, remember="on")
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})

    assert near(lasts(client), timedelta(days=30))


def age(client, **by):
    """Let time go by since the sign-in was last used."""
    session = client.session
    session["seen"] -= timedelta(**by).total_seconds()
    session.save()
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(**by))


def test_using_it_does_not_make_it_longer():
    client = Client()
    type_password(client)
    session = client.session
    session.set_expiry(timezone.now() + timedelta(minutes=30))
    session.save()
    age(client, hours=1)
    client.get("/")

    assert near(lasts(client), timedelta(minutes=30))


def test_last_use_is_noted_and_seldom():
    client = Client()
    type_password(client)
    age(client, seconds=SEEN_EVERY_SECONDS - 60)
    client.get("/")
    assert UserSession.objects.get().last_seen_at < timezone.now() - timedelta(seconds=60)

    age(client, seconds=120)
    client.get("/o/north/")
    assert near(timezone.now() - UserSession.objects.get().last_seen_at, timedelta(0))


def test_list_names_devices_and_hides_the_place():
    client = signed_in()
    type_password(Client(headers=PHONE, REMOTE_ADDR="192.0.2.77"))
    page = client.get(LIST).text

    assert "Safari on iPhone" in page
    assert "This device" in page
    assert "192.0.2.77" not in page


def test_more_sign_ins_than_one_person_may_have_end_the_oldest(monkeypatch):
    monkeypatch.setattr(sessions, "MOST", 2)
    other, devices = on_phone("owner@north.example.org"), [on_phone() for _ in range(3)]

    assert [is_in(each) for each in (other, *devices)] == [True, False, True, True]


def test_one_session_is_ended_at_once():
    client, phone, tablet = signed_in(), on_phone(), on_phone()
    page = client.post(END, {"session": UserSession.objects.get(session_key=phone.session.session_key).pk}, follow=True)

    assert "Signed out: Safari on iPhone." in page.text
    assert [is_in(each) for each in (client, phone, tablet)] == [True, False, True]


def test_all_others_are_ended():
    client, phone, tablet = signed_in(), on_phone(), on_phone()
    client.post(END)

    assert [is_in(each) for each in (client, phone, tablet)] == [True, False, False]


def test_ending_asks_who_it_is_and_then_does_it():
    """What was asked for is done after the password, without asking for it again."""
    client, phone = Client(), on_phone()
    type_password(client)
    asked = client.post(END)
    assert is_in(phone)
    client.post(asked.url, {"password": PASSWORD})

    assert is_in(client)
    assert not is_in(phone)


@pytest.mark.parametrize("session", ["x", "-1", "9" * 30, "²"])
def test_no_session_of_this_number_is_no_trouble(session):
    assert signed_in().post(END, {"session": session}).status_code in (302, 404)


def test_session_of_another_person_cannot_be_ended():
    phone, client = on_phone("owner@north.example.org"), signed_in()
    response = client.post(END, {"session": UserSession.objects.get(user__email="owner@north.example.org").pk})

    assert response.status_code == 404
    assert is_in(phone)


def test_own_session_is_ended_too():
    client = signed_in()
    client.post(END, {"session": UserSession.objects.get().pk})

    assert not is_in(client)


def test_new_password_signs_other_devices_out_and_is_told_by_mail():
    client, phone = signed_in(), on_phone()
    form = {"oldpassword": PASSWORD, "password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD}
    client.post(reverse("account_change_password"), form)

    assert not is_in(phone)
    assert [(message.to, message.subject) for message in mail.outbox] == [([WHO], "Your password was changed")]
    assert type_password(Client(), password=NEXT_PASSWORD).status_code == 302


def test_password_set_by_mail_signs_every_device_out():
    import re

    phone, client = on_phone(), Client()
    client.post(reverse("account_reset_password"), {"email": WHO})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)[0]
    client.post(client.get(link).url, {"password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD})

    assert not is_in(phone)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("user_agent", "named"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1", "Safari on Mac"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/27.0 Chrome/125.0", "Samsung Internet on Android"),
        ("curl/8", "An unknown device"),
        ("", "An unknown device"),
    ],
)
def test_device_is_named_in_words(user_agent, named):
    assert device(user_agent) == named
