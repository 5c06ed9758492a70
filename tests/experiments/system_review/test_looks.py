"""On a set day the team answers three questions beside real figures."""

from datetime import timedelta

import pytest

from conversations import digests
from conversations.reader import Reader
from experiments.models import SystemReview
from organizations.models import Role

pytestmark = pytest.mark.django_db
LOOKS = "/o/north/experiments/looks/"
SAID = {"in_place": "yes", "useful": "partly", "embraced": "no", "useful_words": "Fewer fields"}


def test_look_is_set_answered_and_kept_with_its_figures(sign_in, north):
    client, today = sign_in("organizer"), north.today()
    page = client.post(LOOKS, {"due": today.isoformat()}, follow=True).text
    made = SystemReview.objects.get()
    assert ("people can sign in" in page, '<b class="num">0</b> people were here' in page) == (True, False)

    missing = client.post(f"{LOOKS}{made.pk}/", SAID | {"useful": ""})
    assert (missing.status_code, "“partly” is an answer" in missing.text) == (422, True)
    client.post(f"{LOOKS}{made.pk}/", SAID)
    made.refresh_from_db()
    assert (made.embraced, made.answered_on, made.figures["until"]) == ("no", today, today.isoformat())
    assert client.post(f"{LOOKS}{made.pk}/call-off/", follow=True).text.count("stays") == 1
    assert client.post(LOOKS, {"due": today.isoformat()}).status_code == 422


def test_day_to_come_is_not_answered_yet_and_one_gone_by_not_set(sign_in, north):
    client, later = sign_in("director"), north.today() + timedelta(days=9)
    client.post(LOOKS, {"due": later.isoformat()})
    made = SystemReview.objects.get()

    early = client.post(f"{LOOKS}{made.pk}/", SAID)
    assert (early.status_code, "still to come" in early.text) == (422, True)
    assert client.post(LOOKS, {"due": "2020-01-01"}).status_code == 422
    client.post(f"{LOOKS}{made.pk}/call-off/")
    assert not SystemReview.objects.exists()


def test_on_its_day_it_waits_for_who_may_answer_at_the_bell_and_in_mail(sign_in, person, north):
    """Nobody else hears of it, nobody before its day, and nobody any more once one of them answered."""
    today, says = north.today(), "Today is the day to look at the network."
    SystemReview.objects.create(due=today + timedelta(days=3))
    assert says not in sign_in("organizer").get("/o/north/notices/").text
    made = SystemReview.objects.create(due=today)

    told = {role: says in sign_in(role).get("/o/north/notices/").text for role in ("organizer", "coach", "viewer")}
    assert told == {"organizer": True, "coach": False, "viewer": False}
    reader = Reader(north, person("organizer"), [Role.ORGANIZER], by_mail=True)
    assert (says in digests.write(reader).text, f"{LOOKS}" in digests.write(reader).text) == (True, True)

    sign_in("director").post(f"{LOOKS}{made.pk}/", SAID)
    assert digests.write(reader) is None
