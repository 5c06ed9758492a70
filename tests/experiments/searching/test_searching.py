"""Everything is searched, by words in different places; and what is near to a new one is found while it is written."""

import pytest
from django.utils import timezone

from experiments import names
from experiments.learnings import actions as learnings
from experiments.models import Experiment, LogPost
from experiments.searching import everything, nearest
from experiments.writing import saying
from members.acting import request_as
from members.models import Member

pytestmark = pytest.mark.django_db
SEARCH, TRIED = "/o/north/experiments/search/", "/o/north/experiments/tried-before/"


@pytest.fixture
def find(person):
    """`find("soup", "coach")`: search as somebody with this role."""
    return lambda words, role="organizer": everything.search(request_as(person(role), "experiment.view"), words)


@pytest.fixture
def soup(wrote, ask, person, north):
    by = person("organizer")
    made = wrote(
        "Soup night at Northgate",
        hypothesis="If we cook together in winter, then people stay, because a kitchen is warm.",
        questions=[str(ask("How might we keep people through the winter?").pk)],
        steps=[{"id": "", "text": "Borrow the café kettle", "children": []}],
        success=[{"id": "", "text": "Thirty bowls", "how": "Counted at the door"}],
    )
    saying.leave_open(made, text="Who washes up?", by=by)
    saying.learn(text="Ladles go missing", on=north.today(), by=by, experiment=made)
    learnings.add(text="Winters are long", on=north.today(), tags=[], experiment=None, by=by)
    wrote(
        "Porch lights", hypothesis="If we leave a light on, then neighbors knock, because it looks like somebody is in."
    )
    return made


@pytest.mark.parametrize(
    "words", ["soup", "SOUP north", "cafe", "bowl", "door kettle", "wash", "ladles night", "kitchen warm"]
)
def test_experiment_is_found_by_any_words_about_it(soup, find, words):
    assert [one.row for one in find(words).experiments] == [soup]


def test_search_names_the_place_and_sets_the_words_off(soup, find):
    found = find("kettle winter")
    label, pieces = found.experiments[0].lines[-1]

    assert [piece.text for _label, line in found.experiments[0].lines for piece in line if piece.is_hit]
    assert (label, "kettle" in [piece.text for piece in pieces if piece.is_hit]) in [("Step", True), ("", False)]
    assert [one.row.text for one in find("winter").questions] == ["How might we keep people through the winter?"]
    assert [one.text for one in find("winter").learnings] == ["Winters are long"]
    assert find("!?").n == find("soup porch").n == 0


def test_words_typed_stay_out_of_the_address(sign_in, soup):
    client = sign_in("viewer")
    went = client.post(SEARCH, {"q": "Soup"})

    assert (went.status_code, "soup" in went.url.lower()) == (303, False)
    assert "<b>Soup</b>" in client.get(went.url).text or "Soup night at Northgate" in client.get(went.url).text
    assert "Nothing like this yet" in client.get(client.post(SEARCH, {"q": "zebra"}).url).text


def test_what_was_tried_before_is_said_while_one_writes(sign_in, soup):
    client, swap = sign_in("organizer"), {"HX-Request": "true", "HX-Target": "tried"}
    data = {"title": "Soup on Fridays", "hypothesis": "If we cook together, then people stay in winter."}
    part = client.post(TRIED, data, headers=swap).text

    assert "Soup night at Northgate" in part
    assert "Porch lights" not in part
    assert "<html" not in part
    assert "Soup night at Northgate" not in client.post(TRIED, data | {"but": str(soup.pk)}, headers=swap).text
    assert "Nothing near to this" in client.post(TRIED, {"title": "Zebra crossings"}).text


def test_words_that_stand_in_every_hunch_are_near_to_nothing(soup, wrote):
    for n in range(8):
        wrote(f"Number {n}", hypothesis="If people come, then they stay, because they want to.")

    assert nearest.experiments("", "Because people come") == []
    assert nearest.experiments("Sopu night at Nortgate", "") == [soup]
    assert nearest.experiments("", "") == []
    assert Experiment.objects.count() == 10


def test_log_is_searched_and_names_kept_back_are_not_found(soup, find, person, north):
    Member.objects.create(given_name="Dolores", family_name="Quispe")
    text = names.mark("We cooked with Dolores Quispe and sang")[0]
    soup.posts.create(text=text, on=north.today(), author=person("organizer"))
    gone = soup.posts.create(text="Nobody danced", on=north.today(), removed_at=timezone.now())

    assert [one.row for one in find("quispe sang").experiments] == [soup]
    assert [one.row for one in find("sang", "coach").experiments] == [soup]
    assert find("dolores", "coach").n == find("quis", "viewer").n == find("danced").n == 0
    assert LogPost.objects.filter(pk=gone.pk).exists()


def test_search_says_when_more_fits(soup, find, monkeypatch):
    assert not find("o").is_cut
    monkeypatch.setattr(everything, "MOST", 1)
    assert (find("i").is_cut, len(find("i").experiments)) == (True, 1)
