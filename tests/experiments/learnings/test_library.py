"""The library: kept with tags, found again, seen again, said better, and every step taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from experiments.learnings import actions
from experiments.learnings.clearing import clear
from experiments.models import Decision, Learning, Metric
from experiments.writing import saying
from members.models import Member

pytestmark = pytest.mark.django_db
LIST = "/o/north/learnings/"


def url(name, learned, *more):
    return reverse(f"experiments:{name}", args=["north", learned.pk, *more])


@pytest.fixture
def kept(wrote, ask, person, north):
    """A learning and a decision of an experiment in an area, and a learning of none."""
    question, by, on = ask("How might we grow?", area="Base building"), person("organizer"), north.today()
    experiment = wrote(questions=[str(question.pk)], success=[{"id": "", "text": "15 lights"}])
    sign = experiment.signs.get()
    saying.say(sign, verdict=sign.Verdict.MET, words="Counted on Friday", today=on, by=by)
    Metric.objects.create(sign=sign, way=Metric.Way.SHARE)
    lights = actions.add(text="Lights open doors", on=on, tags=["Doors", "doors "], experiment=experiment, by=by)
    stop = saying.decide(experiment, text="No more cards", kind="stop", on=on, by=by)
    alone = actions.add(text="Café talks are slow", on=on, tags=[], experiment=None, by=by)
    return lights, stop, alone


def found(client, **asked):
    page = client.get(LIST, asked).text
    return [one for one in ("Lights", "No more cards", "Café") if f">{one}" in page]


def test_library_is_narrowed_down(sign_in, kept):
    client = sign_in("viewer")

    assert found(client) == ["Lights", "No more cards", "Café"]
    assert found(client, kind="stop") == found(client, kind="stop", area="Base building") == ["No more cards"]
    assert found(client, kind="learning") == ["Lights", "Café"]
    assert found(client, tag="doors") == ["Lights"]
    assert client.get(LIST, {"tag": "none such"}).status_code == 422


def test_words_are_found_without_accents_and_stay_out_of_the_address(sign_in, kept):
    client = sign_in("coach")
    went = client.post(f"{LIST}find/?kind=learning", {"q": "cafe ta"})

    assert (went.status_code, "cafe" in went.url) == (303, False)
    page = client.get(went.url).text
    assert (">Café" in page, ">Lights" in page) == (True, False)


def test_name_that_is_kept_back_is_not_found(sign_in, kept):
    Member.objects.create(given_name="Dolores", family_name="Quispe")
    Learning.objects.filter(pk=kept[2].pk).update(text="Café talks with Dolores are slow")
    shown = {}
    for role in ("organizer", "coach"):
        client = sign_in(role)
        shown[role] = [
            ">Café" in client.get(client.post(f"{LIST}find/", {"q": words}).url).text for words in ("dolo", "slow")
        ]
    assert shown == {"organizer": [True, True], "coach": [False, True]}


def test_learning_cites_its_experiment_and_figures(sign_in, kept):
    page = sign_in("coach").get(url("learning", kept[0])).text

    for words in ("Porch lights", "15 lights", "Met", "Counted on Friday", "In no other experiment yet."):
        assert words in page, words
    assert "It was learned without an experiment." in sign_in("coach").get(url("learning", kept[2])).text


def test_learning_is_kept_without_an_experiment(sign_in, north):
    client, today = sign_in("organizer"), north.today()
    data = {"text": "Rain keeps nobody away", "on": today.isoformat(), "tags": "Weather, house  meetings"}
    done = client.post(f"{LIST}new/", data, follow=True).text
    made = Learning.objects.get()

    assert (made.tags, made.experiment, made.made_by.user_id is None) == (["house meetings", "weather"], None, False)
    client.post(url("learning_remove", made))
    assert url("learning_remove", made) in done
    assert Learning.objects.count() == 0
    late = client.post(f"{LIST}new/", data | {"on": (today + timedelta(1)).isoformat(), "tags": "x" * 41})
    assert (late.status_code, "This day is still to come." in late.text, "too long" in late.text) == (422, True, True)


def test_edit_and_removal_are_taken_back(sign_in, kept):
    client, stop = sign_in("data_lead"), kept[1]
    client.post(
        url("learning_edit", stop), {"text": "Fewer cards", "on": "2026-01-05", "kind": "change", "tags": "cards"}
    )
    said = Decision.objects.values_list("text", "kind", "tags", "on__month")

    assert list(said) == [("Fewer cards", "change", ["cards"], 1)]
    client.post(url("learning_edit_back", stop))
    assert next(iter(said.all()))[:3] == ("No more cards", "stop", [])
    assert "It reads as before already." in client.post(url("learning_edit_back", stop), follow=True).text
    client.post(url("learning_remove", stop))
    assert client.get(url("learning", stop)).status_code == 404
    client.post(url("learning_bring_back", stop))
    assert client.get(url("learning", stop)).status_code == 200


def test_learning_is_seen_again(sign_in, kept, wrote):
    client, lights, soup = sign_in("organizer"), kept[0], wrote("Soup night")
    for _twice in range(2):
        page = client.post(url("learning_see_again", lights), {"experiment": soup.pk}, follow=True).text

    assert "Seen again in: Soup night" in page
    assert lights.again.count() == 1
    own = client.post(url("learning_see_again", lights), {"experiment": lights.experiment_id})
    assert (own.status_code, "It comes from this experiment." in own.text) == (422, True)
    client.post(url("learning_not_seen", lights, soup.pk))
    assert lights.again.count() == 0


def test_figures_are_cited_and_small_ones_kept_back(sign_in, kept, north):
    metric = kept[0].experiment.signs.get().metric
    metric.measurements.create(on=north.today(), value=15, part=3, whole=20)

    assert ">3 of 20<" in sign_in("director").get(url("learning", kept[0])).text
    assert "3 of 20" not in sign_in("coach").get(url("learning", kept[0])).text
    metric.measurements.update(part=12, value=60)
    assert ">12 of 20<" in sign_in("coach").get(url("learning", kept[0])).text


def test_what_was_taken_away_goes_for_good_after_a_month(kept, person):
    for one in kept[:2]:
        actions.remove(one, by=person("organizer"))
    clear()
    assert Learning.everything.count() == 2
    Learning.everything.update(removed_at=timezone.now() - timedelta(31))
    clear()

    assert (Learning.everything.count(), Decision.everything.count()) == (0, 1)


def test_one_taken_away_is_off_its_experiment_too(kept, person):
    actions.remove(kept[0], by=person("organizer"))

    assert list(kept[0].experiment.learnings.all()) == []
