"""What a form brings only once: sent twice it is one experiment, and a draft that comes late is not kept; the level too."""

from datetime import date

import pytest
from django.urls import reverse

from experiments.models import Experiment, Unsaved
from experiments.pasting.forms import beside
from experiments.reading import read
from experiments.writing import content as page
from experiments.writing.again import run_again
from ladders.models import Level
from tests.experiments.form.test_form import NEW, posted, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("north")]
OLD = "Cards\n\nHypothesis\nIf we knock, then they call.\n\nLearnings\n- Blue is read\n"


def once(answer):
    return str(answer.context["form"].once)


def test_new_one_sent_twice_is_one_and_its_late_draft_is_not_kept(sign_in):
    client = sign_in("organizer")
    sent = {"title": "Cards", "new_question": "How might we knock?", "once": once(client.get(NEW))}
    first, second = (client.post(NEW, sent) for _n in range(2))
    client.post(f"{NEW}unsaved/", {"title": "Card", "once": sent["once"]})

    assert first.url == second.url == reverse("experiments:experiment", args=["north", Experiment.objects.get().pk])
    assert (Experiment.objects.get().questions.count(), Unsaved.objects.count()) == (1, 0)

    # Back in the browser, and other words: that is another one, and what is typed in a fresh form is kept.
    client.post(NEW, sent | {"title": "Lights"})
    client.post(f"{NEW}unsaved/", {"title": "Fli", "once": once(client.get(NEW))})
    assert {one.title for one in Experiment.objects.all()} == {"Cards", "Lights"}
    assert Unsaved.objects.get().typed["title"] == "Fli"


def test_write_up_sent_twice_is_one(sign_in):
    client = sign_in("organizer")
    paste = client.post(reverse("experiments:paste", args=["north"]), {"text": OLD})
    sent = {"title": "Cards", "once": once(paste), **beside(read(OLD), OLD)}
    for _n in range(2):
        assert client.post(reverse("experiments:paste_keep", args=["north"]), sent).status_code == 303
    made = Experiment.objects.get()
    assert (made.learnings.count(), made.documents.count()) == (1, 1)


def test_draft_that_comes_after_an_edit_is_not_kept(sign_in, wrote):
    lights, client = wrote(), sign_in("organizer")
    key = once(client.get(url("edit", lights)))
    client.post(url("edit", lights), posted(lights, title="A title", once=key))
    client.post(url("keep", lights), posted(lights, title="A tit", once=key))
    assert (Unsaved.objects.count(), str(lights.revisions.first().pk)) == (0, key)


def test_level_is_in_the_form_its_history_and_the_next_run(sign_in, wrote, person):
    lights, client, level = wrote(), sign_in("organizer"), Level.objects.first()
    client.post(url("edit", lights), posted(lights, level=str(level.pk)))
    lights.refresh_from_db()
    assert (lights.level, str(level) in client.get(url("experiment", lights)).text) == (level, True)
    assert ("Level it works on", str(level)) in [
        (title, lines[0].text) for title, lines in client.get(url("history", lights)).context["differences"]
    ]
    assert run_again(lights, starts_on=date(2026, 5, 1), by=person("director")).level == level

    gone = client.post(url("edit", lights), posted(lights, level=str(lights.pk)))
    assert (gone.status_code, "Choose another" in gone.text) == (422, True)
    client.post(reverse("experiments:go_back", args=["north", lights.pk, 1]))
    lights.refresh_from_db()
    assert (lights.level, page.of(lights)["level"]) == (None, "")


def test_history_has_older_pages(sign_in, wrote, person):
    lights = wrote()
    kept = lights.revisions.get().content
    lights.revisions.bulk_create(
        lights.revisions.model(experiment=lights, number=n, content=kept | {"title": f"T{n}"}) for n in range(2, 104)
    )
    Experiment.objects.update(version=103)
    client = sign_in("organizer")
    first = client.get(url("history", lights))
    assert (len(first.context["rows"]), first.context["older"], "?up_to=3" in first.text) == (100, 3, True)
    older = client.get(url("history", lights), {"up_to": "3"}).context
    assert [row["revision"].number for row in older["rows"]] == [3, 2, 1]
    both = client.get(url("history", lights), {"from": "1", "to": "103"}).context
    assert (both["before"].number, both["after"].number) == (1, 103)
    assert client.get(url("history", lights), {"up_to": "0"}).status_code == 404
