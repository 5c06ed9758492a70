"""The pages of plans: the tab, forms that keep what was typed, paper without notes, plans to look after."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from ladders.models import DevelopmentPlan, Ladder, Level, PlanStep, Responsibility
from ladders.planning import actions
from members.models import Member, Relationship


@pytest.fixture
def dolores(north, person) -> Member:
    return Member.objects.create(given_name="Dolores", family_name="Ankrah", organizer=person("organizer"))


@pytest.fixture
def plan(dolores, levels, person) -> DevelopmentPlan:
    level = levels[3]
    return actions.begin(dolores, ladder=level.ladder, aims_at=level, is_shared=True, by=person("director"))


@pytest.fixture
def step(plan, person) -> PlanStep:
    supporter = person("organizer")
    return actions.add_step(plan, text="Run the March meeting", by=plan.made_by, supporter=supporter)


def url(name, *args):
    return reverse(f"plans:{name}", args=["north", *args])


def test_a_plan_from_beginning_to_end(sign_in, dolores, levels, said, person):
    said(dolores, 2, "2026-01-05")
    client = sign_in("organizer")
    begun = client.post(url("begin", dolores.pk), {"aims_at": levels[2].pk, "is_shared": "on"}, follow=True)
    plan = DevelopmentPlan.objects.get()
    typed = {"text": "Run a meeting", "kind": "experience", "by_on": "2026-03-14", "supporter": person("organizer").pk}
    added = client.post(url("add", plan.pk), typed, follow=True)
    step = PlanStep.objects.get()
    done = client.post(url("settle", step.pk), {"outcome": "done"}, follow=True)
    back = client.post(url("unsettle", step.pk), follow=True)
    dropped = client.post(url("settle", step.pk), {"outcome": "dropped", "note": "The hall burned"}, follow=True)
    closed = client.post(url("close", plan.pk), {"how_it_went": "She leads it now"}, follow=True)

    assert "Made together with Organizer North River" in begun.text
    assert "Was for Mar 14" in added.text
    assert f'action="{url("unsettle", step.pk)}"' in done.text
    assert "The step is open again" in back.text
    assert "The hall burned" in dropped.text
    assert "She leads it now" in closed.text
    assert "It is open again, as it was." in client.post(url("open_again", plan.pk), follow=True).text
    assert AuditEvent.objects.filter(action="plan.edit", object_id=plan.pk).count() == 7


def test_what_is_missing_is_said_and_what_was_typed_stays(sign_in, dolores, plan, step):
    client = sign_in("director")
    answers = [
        client.post(url("begin", dolores.pk), {"aims_at": "7"}),
        client.post(url("begin", dolores.pk), {"aims_at": str(plan.aims_at_id)}),
        client.post(url("aim", plan.pk), {}),
        client.post(url("add", plan.pk), {"text": "", "kind": "skill", "by_on": "soon"}),
        client.post(url("change", step.pk), {"text": "Kept <b>words", "kind": "skill", "supporter": dolores.pk}),
        client.post(url("settle", step.pk), {"outcome": "dropped"}),
        client.post(url("close", plan.pk), {"how_it_went": " "}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 7
    sentences = ["not in use any more", "There is an open plan already", "Choose a level", "Say what the step is",
                 "Kept &lt;b&gt;words", "Say in a line why", "Say in a line how it went"]  # fmt: skip
    assert [sentence for sentence, answer in zip(sentences, answers, strict=True) if sentence not in answer.text] == []
    assert "Choose a day, as 2026-03-14" in answers[3].text
    assert "Choose somebody else" in answers[4].text


def test_change_move_and_aim(sign_in, plan, step, levels):
    client, later = sign_in("director"), actions.add_step(plan, text="Later", by=plan.made_by)
    assert 'value="Run the March meeting"' in client.get(url("change", step.pk)).text
    client.post(url("change", step.pk), {"text": "Run it", "kind": "skill"})
    client.post(url("move", later.pk, "up"))
    client.post(url("aim", plan.pk), {"aims_at": levels[4].pk})

    plan.refresh_from_db()
    assert [str(each) for each in plan.steps.all()] == ["Later", "Run it"]
    assert (plan.aims_at, plan.is_shared) == (levels[4], False)
    assert "Not yet talked about together" in client.get(url("plan", plan.member_id)).text


def test_tab_and_overview_show_the_next_step(sign_in, dolores, plan, step):
    client = sign_in("organizer")

    overview = client.get(reverse("members:detail", args=["north", dolores.pk])).text
    tab = client.get(url("plan", dolores.pk)).text

    assert "Run the March meeting" in overview
    assert "Organizer North River supports." in overview
    assert "Run the March meeting" in tab
    assert "What could come next" in tab


def test_overview_offers_a_plan_and_data_leads_only_read(sign_in, dolores, plan):
    page = reverse("members:detail", args=["north", dolores.pk])
    assert "The plan has no step ahead" in sign_in("organizer").get(page).text
    read = sign_in("data_lead").get(url("plan", dolores.pk)).text
    assert "Add a step" not in read
    actions.close(plan, how_it_went="Well", by=plan.made_by)

    assert "Agree on one small step together" in sign_in("organizer").get(page).text
    assert "Agree on one small step" not in sign_in("data_lead").get(page).text


def test_of_who_was_archived_the_tab_is_read_only(sign_in, dolores, plan, step):
    Member.objects.filter(pk=dolores.pk).update(archived_at=Now())

    page = sign_in("director").get(url("plan", dolores.pk))

    assert "Run the March meeting" in page.text
    assert "Add a step" not in page.text
    assert sign_in("director").post(url("settle", step.pk), {"outcome": "done"}).status_code == 404


def test_tab_says_how_many_they_coach_and_brought(sign_in, dolores, people):
    one, two, three = people(3)
    Relationship.objects.create(member=dolores, other=one, kind="coach_of")
    Relationship.objects.create(member=two, other=dolores, kind="recruited_by")
    Relationship.objects.create(member=three, other=two, kind="recruited_by")

    page = sign_in("director").get(url("plan", dolores.pk)).text

    assert "Coaches 1 person</a>." in page
    assert "Brought 1 person</a>, who brought 1 more." in page
    assert "Nobody coaches them yet." in page


def test_paper_has_no_notes_and_nobody_else(sign_in, plan, step, dolores):
    done = actions.add_step(plan, text="Call five", by=plan.made_by)
    actions.settle(done, outcome="done", note="Cried on the stairs", by=plan.made_by)
    gone = actions.add_step(plan, text="Sing", by=plan.made_by)
    actions.settle(gone, outcome="dropped", note="Hoarse", by=plan.made_by)

    page = sign_in("director").get(url("paper", plan.pk)).text.split("<main")[1]

    assert "Run the March meeting" in page
    assert "Call five" in page
    assert [word for word in ("Cried", "Hoarse", "Sing", "Made together") if word in page] == []


def test_paper_of_a_plan_not_talked_about_yet_says_so(sign_in, plan, step):
    DevelopmentPlan.objects.update(is_shared=False)

    page = sign_in("director").get(url("paper", plan.pk)).text

    assert "Ideas to talk about with Dolores Ankrah" in page
    assert [word for word in ("said yes", "Next step") if word in page.split("<main")[1]] == []


def test_a_step_whose_responsibility_was_put_away_can_be_changed(sign_in, plan, step):
    carried = Responsibility.objects.create(name="Door", folded="door", put_away_at=Now())
    PlanStep.objects.update(responsibility=carried)

    typed = {"text": "Hold it in March", "kind": "responsibility", "responsibility": carried.pk}
    assert sign_in("director").post(url("change", step.pk), typed).status_code == 303

    step.refresh_from_db()
    assert (step.text, step.responsibility) == ("Hold it in March", carried)
    assert sign_in("director").post(url("add", plan.pk), typed).status_code == 422


def test_beginning_a_plan_offers_ladders_in_use_only(sign_in, dolores, levels):
    Level.objects.create(ladder=Ladder.objects.create(name="Old", put_away_at=Now()), position=1, name="Came once")

    page = sign_in("director").get(url("begin", dolores.pk)).text

    assert (levels[2].name in page, "Came once" in page) == (True, False)


def test_plans_to_look_after_come_by_day(sign_in, plan, step, people, levels, person, north):
    coached, other = people(2, organizer=person("organizer"))
    soon, far = (begin(member, levels[2], person("director")) for member in (coached, other))
    actions.add_step(soon, text="Soon", by_on=north.today() + timedelta(days=1), by=soon.made_by)
    actions.add_step(far, text="Long ago", by_on=date(2026, 1, 5), by=far.made_by)
    Member.objects.filter(pk=other.pk).update(archived_at=Now())
    Relationship.objects.create(member=person("owner"), other=coached, kind="coach_of")

    def seen(role, **asked):
        return [str(each.member) for each in sign_in(role).get(url("mine"), asked).context["plans"]]

    assert seen("organizer") == [str(coached), "Dolores Ankrah"]
    assert seen("owner") == [str(coached)]
    assert seen("owner", whose="all") == [str(coached), "Dolores Ankrah"]
    DevelopmentPlan.objects.update(closed_at=Now(), how_it_went="Over")
    assert "No open plan here" in sign_in("owner").get(url("mine")).text


def begin(member, level, by):
    return actions.begin(member, ladder=level.ladder, aims_at=level, is_shared=True, by=by)


def test_ladder_page_has_doors_with_what_is_late(sign_in, plan, person):
    actions.add_step(plan, text="Late", by_on=date(2026, 1, 5), supporter=person("director"), by=plan.made_by)

    page = sign_in("director").get("/o/north/ladder/").text

    assert [name for name in ("Plans", "Who coaches whom", "Who brought whom") if name not in page] == []


def test_refusals(sign_in, dolores, plan, step):
    for address in (url("plan", dolores.pk), url("mine"), url("add", plan.pk), url("settle", step.pk)):
        assert Client().get(address).status_code == 302
        assert sign_in("viewer").get(address).status_code == 403
        assert sign_in("owner", "south").get(address).status_code == 404
    assert sign_in("director").get(url("move", step.pk, "up")).status_code == 405
    Member.objects.filter(pk=dolores.pk).update(organizer=None)
    assert sign_in("organizer").get(url("plan", dolores.pk)).status_code == 404
    assert sign_in("organizer").post(url("settle", step.pk), {"outcome": "done"}).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("name", "role", "most"), [("plan", "director", 11), ("plan", "organizer", 12), ("mine", "organizer", 8)])  # fmt: skip
def test_pages_take_the_same_statements_for_one_and_three(sign_in, dolores, plan, person, people, name, role, most, n):
    for at in range(n):
        actions.add_step(plan, text=f"Step {at}", supporter=person("organizer"), by=plan.made_by)
        begin(people(organizer=person("organizer"))[0], plan.aims_at, plan.made_by)
    client = sign_in(role)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(url(name, *([dolores.pk] if name == "plan" else []))).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == most
