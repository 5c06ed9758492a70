"""Writing an experiment in the form: rows, refusals, what is kept, and two people at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experiments.models import Experiment, Unsaved
from experiments.writing import actions
from experiments.writing import content as page
from experiments.writing.form import typed as typing
from members.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("north")]
NEW = "/o/north/experiments/new/"
STEPS = {
    "steps-id": ["", "", ""], "steps-depth": ["0", "1", "0"], "steps-text": ["Ask forty doors", "Alder Street", ""],
    "steps-owner": ["", "", ""], "steps-who": ["Buddy pairs", "", ""], "steps-due": ["2026-03-05", "", ""],
}  # fmt: skip
SIGNS = {"success-id": [""], "success-text": ["15 lights"], "success-how": ["Counted on Fridays"]}


def url(name, experiment):
    return reverse(f"experiments:{name}", args=["north", experiment.pk])


def posted(experiment, **more):
    """What a browser sends that changed nothing."""
    typed = typing.from_content(page.of(experiment))
    data = {name: typed[name] for name in typing.FIELDS} | {"since": experiment.version}
    for name, columns in typing.COLUMNS.items():
        for column in columns:
            data[f"{name}-{column}"] = [row[column] for row in typed[name]]
    return data | more


def test_everything_is_written_down(sign_in, ask, person):
    top, director = ask("How might we grow?"), str(person("director").pk)
    sent = {
        "title": "Porch lights", "hypothesis": "If we knock, then they come.", "starts_on": "2026-03-01",
        "ends_on": "2026-04-01", "accountable": director, "questions-question": [str(top.pk)],
        "new_question": "How might we knock?", "new_question_under": str(top.pk), "team-id": ["", ""],
        "team-member": [director, ""], "team-name": ["", "two interns"], "team-part": ["cards", ""],
        "documents-id": [""], "documents-name": [""], "documents-url": ["example.org/plan"],
    }  # fmt: skip
    assert sign_in("organizer").post(NEW, sent | STEPS | SIGNS).status_code == 303

    found = Experiment.objects.get(title="Porch lights")
    content = page.of(found)
    assert [(step["text"], [below["text"] for below in step["children"]]) for step in content["steps"]] == [
        ("Ask forty doors", ["Alder Street"])
    ]
    assert {one.text: str(one.parent or "") for one in found.questions.all()} == {
        "How might we grow?": "", "How might we knock?": "How might we grow?",
    }  # fmt: skip
    assert [(one["member"], one["name"]) for one in content["team"]] == [(director, ""), ("", "two interns")]
    assert (content["documents"][0]["url"], found.signs.get().how) == ("https://example.org/plan", "Counted on Fridays")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": " "}, "Give it a title people will know it by."),
        ({"ends_on": "2026-02-01"}, "The last day comes before the first one."),
        ({"steps-text": ["", "", ""]}, "Write what the step is."),
        ({"success-text": [""]}, "Write what one would see."),
        ({"accountable": "0195a000-0000-7000-8000-000000000000"}, "This is gone. Choose another."),
        ({"documents-url": ["javascript:alert(1)"]}, "One begins with https://."),
        ({"team-name": [""]}, "Choose somebody, or write a name."),
        ({"starts_on": "9999-12-31"}, "Look at the year once more."),
        ({name: values * 67 for name, values in STEPS.items()}, "A list has 200 rows at most."),
    ],
)
def test_what_cannot_stay_so_is_said_and_nothing_is_lost(sign_in, sent, sentence):
    said = {
        "title": "Porch lights", "starts_on": "2026-03-01", "hypothesis": "Kept hunch", "team-id": [""],
        "team-member": [""], "team-name": ["Kept name"], "team-part": ["kept part"], "documents-id": [""],
        "documents-name": ["Kept document"], "documents-url": [""],
    }  # fmt: skip
    page = sign_in("organizer").post(NEW, said | STEPS | SIGNS | sent)

    assert (page.status_code, sentence in page.text) == (422, True)
    for words in ("Kept hunch", "kept part", "Kept document", "Buddy pairs", "Counted on Fridays"):
        assert words in page.text
    assert not Experiment.objects.exists()


def test_whoever_has_no_account_is_not_taken_on_by_a_made_up_key(sign_in):
    member = Member.objects.create(given_name="Marisela")
    page = sign_in("organizer").post(NEW, {"title": "Lights", "accountable": str(member.pk)})
    assert (page.status_code, "Marisela" in page.text) == (422, False)


def test_buttons_of_rows_work_without_a_script(sign_in):
    client = sign_in("organizer")
    sent = {"title": "Lights"} | STEPS
    rows = lambda page: [(row.initial["text"], row.initial["depth"]) for row in page.context["form"].lists["steps"]]  # noqa: E731

    assert rows(client.post(NEW, sent | {"row": "steps-1-up"}))[0] == ("Alder Street", "1")
    assert rows(client.post(NEW, sent | {"row": "steps-1-out"}))[1] == ("Alder Street", "0")
    assert rows(client.post(NEW, sent | {"row": "steps-0-remove"})) == [("Alder Street", "1"), ("", "0")]
    assert len(rows(client.post(NEW, sent | {"row": "steps-more"}))) == 4
    assert rows(client.post(NEW, sent | {"row": "nonsense-9-up"}))[0] == ("Ask forty doors", "0")
    assert not Experiment.objects.exists()


def test_rows_that_stay_keep_what_is_said_of_them(sign_in, wrote, person):
    lights = wrote(steps=[{"id": "", "text": "Knock"}], documents=[{"id": "", "name": "Plan", "file": "k image/png 9"}])
    step = lights.steps.get()
    lights.steps.update(done_on="2026-03-02", done_by=person("director"))

    sign_in("organizer").post(url("edit", lights), posted(lights, **{"steps-text": ["Knock twice"]}))

    step.refresh_from_db()
    assert (step.text, step.done_by, lights.documents.get().stored_as) == ("Knock twice", person("director"), "k")


def test_two_at_once_choose_for_each_part_and_lose_nothing(sign_in, wrote, person):
    lights = wrote(hypothesis="At first", success=[{"id": "", "text": "15 lights"}])
    mine = posted(lights, title="My title", hypothesis="My hunch")
    theirs = page.of(lights) | {"hypothesis": "Their hunch", "success": [{"id": "", "text": "20 lights"}]}
    actions.edit(lights, theirs, since=1, by=person("director"))
    client = sign_in("organizer")

    both = client.post(url("edit", lights), mine)

    assert both.status_code == 409
    assert [(one["mine"], one["theirs"]) for one in both.context["torn"]] == [(["My hunch"], ["Their hunch"])]
    assert "20 lights" in both.text
    lights.refresh_from_db()
    again = posted(lights, title="My title", hypothesis="My hunch") | {"choose-hypothesis": "theirs"}
    client.post(url("edit", lights), again)
    lights.refresh_from_db()
    assert (lights.title, lights.hypothesis, lights.signs.get().text) == ("My title", "Their hunch", "20 lights")


def test_what_does_not_go_together_with_what_another_saved_is_said(sign_in, wrote, person):
    lights, client = wrote(starts_on="2026-03-01", ends_on="2026-04-01"), sign_in("organizer")
    mine = posted(lights, ends_on="2026-03-10")
    actions.edit(lights, page.of(lights) | {"starts_on": "2026-03-20"}, since=1, by=person("director"))
    Experiment.objects.update(status="running")

    for sent, sentence in ((mine, "comes before the first one"), ({"starts_on": ""}, "Say on which day it started")):
        answer = client.post(url("edit", lights), posted(lights) | sent)
        assert (answer.status_code, sentence in answer.text) == (422, True)
    assert lights.revisions.count() == 2


def test_two_on_the_team_change_places(sign_in, wrote, person):
    first, second = (str(person(role).pk) for role in ("director", "organizer"))
    lights = wrote(team=[{"id": "", "member": first, "part": "cards"}, {"id": "", "member": second, "part": "texts"}])
    sent = posted(lights, **{"team-member": [second, first]})
    assert sign_in("organizer").post(url("edit", lights), sent).status_code == 303
    assert [(str(one.member_id), one.part) for one in lights.team.all()] == [(second, "cards"), (first, "texts")]


def test_what_is_typed_is_kept_for_its_writer_alone(sign_in, wrote):
    lights, client = wrote(), sign_in("organizer")
    assert client.post(url("keep", lights), posted(lights, title="Half a ti")).status_code == 204
    client.post(f"{NEW}unsaved/", {"title": "Something new"})

    assert "Half a ti" in client.get(url("edit", lights)).text
    assert "Something new" in client.get(NEW).text
    assert "Half a ti" not in sign_in("director").get(url("edit", lights)).text
    client.post(url("edit", lights), posted(lights, title="A title"))
    client.post(f"{NEW}unsaved/throw-away/")
    assert not Unsaved.objects.exists()


def test_statements_of_the_form_do_not_grow_with_rows(sign_in, wrote, person):
    steps = [{"id": "", "text": f"Step {n}", "owner": str(person("director").pk)} for n in range(5)]
    client, counted = sign_in("organizer"), []
    for lights in (wrote(), wrote(steps=steps, success=[{"id": "", "text": "a"}, {"id": "", "text": "b"}])):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("edit", lights)).status_code == 200
        counted.append(sum(query["sql"].startswith("SELECT") for query in captured))
    assert counted[0] == counted[1] <= 12
