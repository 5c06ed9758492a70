"""Writing an experiment and changing it: every way it read is kept, and nobody's words are lost."""

import pytest
from django.db import IntegrityError, transaction

from experiments.models import Experiment, Sign
from experiments.questions import actions as questions
from experiments.writing import actions, saying
from experiments.writing import content as page
from experiments.writing.actions import ChangedMeanwhile
from members.models import Member

pytestmark = pytest.mark.django_db
STEPS = [
    {"id": "", "text": "Ask forty doors", "who": "Buddy pairs", "children": [{"id": "", "text": "Alder Street"}]},
    {"id": "", "text": "Print the cards", "due": "2026-03-05"},
]


@pytest.fixture
def lights(wrote, ask, person):
    return wrote(
        hypothesis="If we leave a light on, then neighbors knock.",
        starts_on="2026-03-01",
        ends_on="2026-04-01",
        accountable=str(person("organizer").pk),
        questions=[str(ask("How might we grow?").pk)],
        steps=STEPS,
        success=[{"id": "", "text": "15 lights", "how": "Counted on Fridays"}],
        failure=[{"id": "", "text": "Only staff"}],
        team=[{"id": "", "member": str(person("director").pk), "part": "cards"}, {"id": "", "name": "two interns"}],
        documents=[{"id": "", "name": "Plan", "url": "https://example.org/plan"}],
    )


def changed(experiment, **parts):
    return page.of(experiment) | parts


def test_all_that_was_written_is_there(lights, person, django_assert_num_queries):
    with django_assert_num_queries(5):
        found = page.of(lights)

    assert (found["title"], found["starts_on"], found["accountable"]) == (
        "Porch lights", "2026-03-01", str(person("organizer").pk),
    )  # fmt: skip
    assert [(step["text"], step["who"], step["due"]) for step in found["steps"]] == [
        ("Ask forty doors", "Buddy pairs", ""), ("Print the cards", "", "2026-03-05"),
    ]  # fmt: skip
    assert [step["text"] for step in found["steps"][0]["children"]] == ["Alder Street"]
    assert [sign["text"] for sign in found["success"] + found["failure"]] == ["15 lights", "Only staff"]
    assert [(one["name"], one["part"]) for one in found["team"]] == [("", "cards"), ("two interns", "")]
    assert (lights.status, lights.version, lights.revisions.get().content) == ("idea", 1, found)


def test_editing_keeps_what_is_said_of_rows_that_stay(lights, person):
    step, sign = lights.steps.get(text="Print the cards"), lights.signs.get(kind="success")
    saying.tick(step, today="2026-03-04", by=person("director"))
    saying.say(sign, verdict=Sign.Verdict.MET, words="17 lights", today="2026-03-06", by=person("director"))
    content = page.of(lights)
    content["steps"] = [content["steps"][1] | {"text": "Print 80 cards"}]
    content["success"] = [content["success"][0] | {"text": "At least 15 lights"}]

    assert actions.edit(lights, content, since=1, by=person("organizer")) == ["steps", "success"]

    step.refresh_from_db()
    sign.refresh_from_db()
    assert (step.text, step.done_by) == ("Print 80 cards", person("director"))
    assert (sign.text, sign.verdict, lights.steps.count()) == ("At least 15 lights", "met", 1)


def test_nothing_changed_is_no_revision(lights, person):
    assert actions.edit(lights, page.of(lights), since=1, by=person("organizer")) == []
    assert lights.revisions.count() == 1


def test_two_people_who_change_different_parts_are_both_kept(lights, person):
    mine, theirs = changed(lights, title="Lights on"), changed(lights, hypothesis="Because nobody likes to be first.")

    actions.edit(lights, mine, since=1, by=person("organizer"))
    actions.edit(lights, theirs, since=1, by=person("director"))

    assert (lights.title, lights.hypothesis) == ("Lights on", "Because nobody likes to be first.")
    assert [(one.number, one.made_by) for one in lights.revisions.all()] == [
        (3, person("director")), (2, person("organizer")), (1, person("organizer")),
    ]  # fmt: skip


def test_two_people_who_change_the_same_part_are_told(lights, person):
    mine, theirs = changed(lights, title="Lights on"), changed(lights, title="Lights out", hypothesis="Mine")
    actions.edit(lights, mine, since=1, by=person("organizer"))

    with pytest.raises(ChangedMeanwhile) as caught:
        actions.edit(lights, theirs, since=1, by=person("director"))

    assert (caught.value.fields, caught.value.newest.content["title"]) == (["title"], "Lights on")
    lights.refresh_from_db()
    assert (lights.title, lights.version) == ("Lights on", 2)
    # Both wrote the same: that is no quarrel.
    assert actions.edit(lights, mine, since=1, by=person("director")) == []


def test_going_back_brings_all_of_it_and_loses_nothing(lights, person):
    first = lights.revisions.get()
    before = page.of(lights)
    emptied = page.empty() | {"title": "Something else"}
    actions.edit(lights, emptied, since=1, by=person("organizer"))
    assert (lights.steps.count(), lights.signs.count(), lights.starts_on) == (0, 0, None)

    actions.go_back(lights, to=first, by=person("organizer"))

    assert [actions._bare(page.of(lights), field) for field in actions.FIELDS] == [
        actions._bare(before, field) for field in actions.FIELDS
    ]
    assert [one.number for one in lights.revisions.all()] == [3, 2, 1]


def test_going_back_finds_who_and_what_was_put_into_another(lights, ask, person):
    first, director = lights.revisions.get(), person("director")
    other, into = Member.objects.create(given_name="Bo"), ask("How might we win?")
    actions.edit(lights, page.empty() | {"title": "Something else"}, since=1, by=director)
    questions.merge(questions.Question.objects.exclude(pk=into.pk).get(), into=into, by=director)
    Member.objects.filter(pk=person("organizer").pk).update(merged_into=other)

    actions.go_back(lights, to=first, by=director)

    assert (lights.accountable, list(lights.questions.all())) == (other, [into])


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"title": ""}, "has_title"),
        ({"starts_on": "2026-03-02", "ends_on": "2026-03-01"}, "ends_after_start"),
        ({"success": [{"id": "", "text": ""}]}, "sign_has_text"),
        ({"steps": [{"id": "", "text": ""}]}, "step_has_text"),
        ({"documents": [{"id": "", "name": "x", "url": "javascript:alert(1)"}]}, "leads_to_a_page"),
        ({"team": [{"id": "", "name": ""}]}, None),
    ],
)
def test_database_refuses_nonsense(wrote, parts, name):
    if name is None:
        # Whom an old page names and nobody knows any more is still somebody.
        assert wrote(**parts).team.get().name == "…"
        return
    with pytest.raises(IntegrityError, match=f"experiments_.*{name}"), transaction.atomic():
        wrote(**parts)


def test_verdict_of_the_other_kind_is_refused_twice(lights, person):
    sign = lights.signs.get(kind="failure")

    with pytest.raises(saying.VerdictRefused, match="one of failure happens or not"):
        saying.say(sign, verdict=Sign.Verdict.MET, words="", today="2026-03-06", by=person("director"))
    with pytest.raises(IntegrityError, match="verdict_of_its_kind"), transaction.atomic():
        Sign.objects.filter(pk=sign.pk).update(verdict="met", said_on="2026-03-06")


def test_ticked_once_stays_with_who_did_it(lights, person):
    step = lights.steps.get(text="Print the cards")
    saying.tick(step, today="2026-03-04", by=person("director"))
    saying.tick(step, today="2026-03-05", by=person("organizer"))

    step.refresh_from_db()
    assert (str(step.done_on), step.done_by) == ("2026-03-04", person("director"))
    saying.untick(step, by=person("organizer"))
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (None, None)


def test_learning_stays_when_there_is_no_experiment(lights, person):
    saying.learn(text="Cards beat texts", on="2026-04-01", by=person("organizer"))
    kept = saying.learn(text="Fridays", on="2026-04-01", by=person("organizer"), experiment=lights)
    saying.decide(lights, text="Keep the cards", kind="keep", on="2026-04-01", by=person("organizer"))
    Experiment.objects.get(pk=lights.pk).delete()

    kept.refresh_from_db()
    assert (kept.experiment, kept.text) == (None, "Fridays")
