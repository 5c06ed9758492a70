"""The story of an experiment is shown by a link: it names nobody, keeps small figures back, and closes like any other."""

import re

import pytest

from dashboards.models import ShareLink
from dashboards.sharing import actions
from experiments.models import Experiment, Measurement, Metric
from experiments.writing import actions as writing
from experiments.writing import content, saying
from members.models import Member
from organizations.people import Refused
from stpnet.in_org import in_org
from tests.dashboards.sharing.test_sharing import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def lights(north, person):
    """Over, with somebody of the team, somebody without an account, and a figure of three in its words."""
    team = person("organizer")
    zoe = Member.objects.create(given_name="Zo\u00eb", family_name="Quillfeather")
    says = f"Zo\u00eb Quillfeather and {team} knock"
    told = {
        "title": "Porch lights", "hypothesis": says, "success": [{"id": "", "text": "Ten lights"}],
        "steps": [{"id": "", "text": "Knock", "owner": str(team.pk), "who": "", "due": "", "children": []}],
        "team": [{"id": "", "member": str(team.pk), "part": "cards"}, {"id": "", "member": str(zoe.pk), "part": ""}],
    }  # fmt: skip
    made = writing.write(content.empty() | told, by=team)
    saying.learn(text=f"{team} beats texts", on=north.today(), by=team, experiment=made)
    metric = Metric.objects.create(sign=made.signs.get(), way="view", goal=10)
    Measurement.objects.create(metric=metric, on=north.today(), value=3)
    Experiment.objects.filter(pk=made.pk).update(status="finished", starts_on=north.today(), accountable=team)
    return Experiment.objects.get(pk=made.pk)


@pytest.fixture
def path(sign_in, lights, north):
    here, client = f"/o/north/reports/stories/{lights.pk}/links/", sign_in("director")
    assert here in client.get(f"/o/north/experiments/{lights.pk}/story/").text
    assert client.post(here, {"whom": "A union near by", "days": "7"}).url == here
    return re.search(r"<code>https?://[^/]+(/s/[^<]+)</code>", client.get(here).text)[1]


def test_it_tells_the_story_and_names_nobody(path, lights, person, north, sign_in):
    answer = opened(path)
    page = answer.text
    assert answer.status_code == 200
    assert {
        words: words in page for words in ("Porch lights", "Ten lights", "a member", "beats texts", "Knock")
    } == dict.fromkeys(("Porch lights", "Ten lights", "a member", "beats texts", "Knock"), True)
    named = ("Zo\u00eb", "Quillfeather", str(person("organizer")), "cards", "Behind")
    assert [words for words in named if words in page] == []
    # Who makes no links is not led there.
    assert "stories/" not in sign_in("organizer").get(f"/o/north/experiments/{lights.pk}/story/").text
    assert "Story: Porch lights" in " ".join(sign_in("owner").get("/o/north/reports/links/").text.split())


def test_it_closes_when_it_is_taken_back_or_taken_up_again(path, lights, sign_in, north):
    with in_org(north):
        Experiment.objects.filter(pk=lights.pk).update(status="running")
    again = opened(path)
    assert (again.status_code, "This link is closed" in again.text, "Porch" in again.text) == (410, True, False)
    with in_org(north):
        Experiment.objects.filter(pk=lights.pk).update(status="finished")
        link = ShareLink.objects.get()
    assert opened(path).status_code == 200
    sign_in("director").post(f"/o/north/reports/links/{link.pk}/revoke/")
    assert opened(path).status_code == 410


def test_what_is_not_over_yet_gets_no_link(lights, person):
    Experiment.objects.filter(pk=lights.pk).update(status="running")
    with pytest.raises(Refused, match="Finish it first"):
        actions.make(Experiment.objects.get(pk=lights.pk), whom="A union", days=7, by=person("director"))
