"""An experiment on one page: on the screen, and as the PDF that a worker writes."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from experiments.models import Experiment, Printout
from experiments.story import printing
from experiments.writing import saying
from members.exporting import files
from members.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("north")]


def url(name, experiment, *more):
    return reverse(f"experiments:{name}", args=["north", experiment.pk, *more])


@pytest.fixture
def lights(wrote, ask, person):
    made = wrote(
        hypothesis="If we knock, then they come, #read(…) and $x$ stay words.",
        questions=[str(ask("How might we knock?", ask("How might we grow?")).pk)],
        steps=[{"id": "", "text": "Ask forty doors", "who": "Pairs", "children": [{"id": "", "text": "Alder Street"}]}],
        success=[{"id": "", "text": "15 lights"}],
        team=[{"id": "", "member": str(person("director").pk), "part": "cards"}],
    )
    saying.say(made.signs.get(), verdict="met", words="17 lights", today="2026-03-06", by=made.made_by)
    saying.learn(text="Cards beat texts", on="2026-03-06", by=made.made_by, experiment=made)
    saying.decide(made, text="Keep the cards", kind="keep", on="2026-03-06", by=made.made_by)
    saying.leave_open(made, text="And night shifts?", by=made.made_by)
    return made


WORDS = (
    "How might we grow? › How might we knock?", "#read(…) and $x$", "Ask forty doors", "Alder Street", "Pairs", "Met",
    "17 lights", "Cards beat texts", "Keep doing it", "And night shifts?", "What stays open",
)  # fmt: skip


def test_story_says_what_came_of_it_first(sign_in, lights):
    page = sign_in("viewer").get(url("story", lights))
    assert [part["title"] for part in page.context["told"]["parts"]][1:3] == ["Success looks like", "What we learned"]
    for words in WORDS:
        assert words in page.text or words == "Pairs", words


def test_story_hides_names_in_words_from_who_may_not_see_people(sign_in, lights):
    Member.objects.create(given_name="Marisela")
    lights.team.create(name="Marisela")
    lights.steps.update(text="Ask Marisela first")
    lights.questions.update(text="How might we hear Marisela?")
    Experiment.objects.update(title="Lights of Marisela")
    shown = ["Marisela" in sign_in(role).get(url("story", lights)).text for role in ("organizer", "coach", "viewer")]
    assert shown == [True, False, False]


def test_statements_do_not_grow(sign_in, lights, wrote):
    client, counted = sign_in("organizer"), []
    for experiment in (wrote("Bare"), lights):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("story", experiment)).status_code == 200
        counted.append(sum(query["sql"].startswith("SELECT") for query in captured))
    assert counted[0] == counted[1] <= 12


def test_paper_can_be_read_without_an_account(sign_in, lights, django_capture_on_commit_callbacks):
    client = sign_in("organizer")
    asked = client.post(url("printout", lights, "plan"))
    made = Printout.objects.get()
    assert "It is being written" in client.get(asked.url).text
    assert client.get(url("printed_file", lights, made.pk)).status_code == 404

    printing.work(made.pk)

    answer = client.get(url("printed_file", lights, made.pk))
    reader = PdfReader(BytesIO(answer.content))
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    assert [words for words in (*WORDS, "Porch lights", "Done", "To do") if re.sub(r"\s", "", words) not in text] == [
        "Done"
    ]
    assert (answer["Content-Type"], reader.metadata.title, "/MarkInfo" in reader.root_object) == (
        "application/pdf", "Porch lights", True,
    )  # fmt: skip
    # Somebody else's is not theirs to open; asked for again, or a day later, it is thrown away.
    assert sign_in("director").get(url("printed", lights, made.pk)).status_code == 404
    place = files.path(Printout.objects.get().stored_as)
    Printout.objects.update(created_at="2026-01-01T00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        printing.clear()
    assert (Printout.objects.exists(), place.exists()) == (False, False)


def test_who_left_prints_no_more(lights):
    gone = Member.objects.create(given_name="Gone", status="former")
    made = Printout.objects.create(experiment=lights, kind="story", asked_by=gone)
    printing.work(made.pk)
    made.refresh_from_db()
    assert (made.status, made.trouble) == ("failed", "Whoever asked for it may not read experiments any more.")
