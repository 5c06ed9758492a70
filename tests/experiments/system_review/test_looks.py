"""On a set day the team answers three questions beside real figures."""

from datetime import timedelta

import pytest

from experiments.models import SystemReview

pytestmark = pytest.mark.django_db
LOOKS = "/o/north/experiments/looks/"
SAID = {"in_place": "yes", "useful": "partly", "embraced": "no", "useful_words": "Fewer fields"}


def test_look_is_set_answered_and_kept_with_its_figures(sign_in, north):
    client, today = sign_in("organizer"), north.today()
    page = client.post(LOOKS, {"due": today.isoformat()}, follow=True).text
    made = SystemReview.objects.get()
    assert "people can sign in" in page

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
