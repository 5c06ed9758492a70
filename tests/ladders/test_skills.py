"""Skills from trainings, where signs and steps of plans name them: they are told, and decide nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from activities.models import Skill
from activities.skills import actions as skills
from activities.skills.queries import Known
from ladders import levels as editing
from ladders import signs
from ladders.models import Ladder, Level, LevelSign, PlanStep, SignSeen
from ladders.paths import levels_of, paths_of
from ladders.planning import actions as plans
from ladders.planning.suggesting import suggestions
from ladders.ready import TENANTS
from members.models import Member
from organizations.models import Organization
from tests.activities.conftest import came, planned

type Make = Callable[..., Any]
TRAINING = "Lead & listen"


@pytest.fixture
def member(people: Make, person: Make) -> Member:
    return people(organizer=person("organizer"))[0]


@pytest.fixture
def skill(person: Make) -> Skill:
    return skills.named("Runs a meeting", by=person("director"))


@pytest.fixture
def sign(levels: list[Level], skill: Skill) -> LevelSign:
    """The first sign of the lowest level, which names the skill."""
    found = levels[0].signs.first()
    LevelSign.objects.filter(pk=found.pk).update(skill=skill)
    return found


@pytest.fixture
def learned(north: Organization, skill: Skill, member: Member) -> Known:
    """They came to a training 40 days ago, and somebody said so later."""
    on = north.today() - timedelta(days=40)
    came(planned(on, TRAINING, kind="training", skill=skill), member)
    skills.say(member, name="Runs a meeting", on=north.today(), by=None)
    return Known(skill.name, on, TRAINING)


def url(name: str, *keys: Any) -> str:
    return reverse(name, args=["north", *keys])


def test_a_tick_without_a_word_stands_on_the_training(
    sign_in: Make, member: Member, ladder: Ladder, levels: list[Level], sign: LevelSign, learned: Known
):
    client, page = sign_in("organizer"), url("ladders:assess", ladder.pk, member.pk)
    shown = client.get(page).text
    said = {"where": f"level-{levels[0].pk}", "on": learned.on.isoformat()}
    refused = client.post(page, said)

    assert f"Has “Runs a meeting” since {learned.on:%B %Y}, from “Lead &amp; listen”" in shown
    assert shown.count("Ticked without a word of yours") == 1
    # It never decides by itself: unticked it is no evidence.
    assert refused.status_code == 422
    assert client.post(page, said | {f"sign-{sign.pk}": "on"}).status_code == 302
    assert SignSeen.objects.get().evidence == learned.line
    own = said | {f"sign-{sign.pk}": "on", f"seen-{sign.pk}": "Chaired on Monday"}
    assert client.post(page, own).status_code == 302
    assert SignSeen.objects.order_by("pk").last().evidence == "Chaired on Monday"


@pytest.mark.usefixtures("sign")
def test_the_next_level_tells_of_it_and_does_not_count_it(sign_in: Make, member: Member, learned: Known):
    ladder = next(each for each in paths_of(member) if each.is_default)
    ahead = signs.ahead(levels_of(ladder), ladder.path, ladder.said)

    assert (ahead.n_met, [each.known for each in ahead.signs]) == (0, [learned, None, None])
    for page in (url("members:detail", member.pk), url("ladders:together", member.pk)):
        assert "Lead &amp; listen" in sign_in("organizer").get(page).text


def test_the_editor_of_a_level_names_skills(sign_in: Make, ladder: Ladder, levels: list[Level], skill: Skill):
    client, page = sign_in("director"), url("ladders:write", ladder.pk)
    form = client.get(page).context["form"]
    first, second, _third = levels[0].signs.all()
    given = {**form.initial, f"skill-{first.pk}": str(skill.pk)}
    # One line goes from before it: the skill stays with its words.
    given[f"signs-{levels[0].pk}"] = f"{second.text}\n{first.text}"

    assert "1 level says something new" in client.post(page, given, follow=True).text
    assert [(each.text, each.skill) for each in levels[0].signs.all()] == [(second.text, None), (first.text, skill)]
    assert skill.name in client.get(url("ladders:levels", ladder.pk)).text
    again = {**client.get(page).context["form"].initial, f"skill-{first.pk}": str(first.pk)}
    assert "Choose it anew" in client.post(page, again).text


def test_two_skills_made_one_keep_what_names_them_and_a_ready_ladder_names_none(
    member: Member, ladder: Ladder, levels: list[Level], sign: LevelSign, skill: Skill, person: Make
):
    by = person("director")
    plan = plans.begin(member, ladder=ladder, aims_at=levels[0], is_shared=True, by=by)
    step = plans.add_step(plan, text="Chair in May", kind="skill", skill=skill, by=by)
    other = skills.named("Chairs", by=by)

    assert skills.rename(skill, name="CHAIRS", by=by) == other
    assert LevelSign.objects.get(skill=other) == sign
    assert PlanStep.objects.get(skill=other) == step
    plan.delete()
    editing.adopt(ladder, seen=ladder.version, ready=TENANTS, by=by)
    assert not LevelSign.objects.filter(skill__isnull=False).exists()


def test_a_plan_offers_trainings_and_tells_when_it_is_learned(
    sign_in: Make, north: Organization, member: Member, levels: list[Level], sign: LevelSign, skill: Skill, person: Make
):
    plan = plans.begin(member, ladder=levels[0].ladder, aims_at=levels[0], is_shared=True, by=person("director"))
    client, tab, today = sign_in("organizer"), url("plans:plan", member.pk), north.today()
    offered = next(each for each in suggestions(member, [plan]) if each.text == sign.text)
    assert (offered.kind, offered.skill) == ("skill", skill.pk)
    bare = client.post(url("plans:add", plan.pk), {"text": "Chair", "kind": "skill", "skill": skill.pk}, follow=True)
    planned(today + timedelta(days=9), TRAINING, kind="training", skill=skill)
    planned(today + timedelta(days=9), "Another meeting", skill=skill)

    assert "No training for “Runs a meeting” is planned" in bare.text
    coming = client.get(tab).text
    assert "Lead &amp; listen, " in coming
    assert "Another meeting" not in coming
    came(planned(today, TRAINING, kind="training", skill=skill), member)
    (step,) = client.get(tab).context["open_plans"][0].ahead
    assert (
        f'name="note" value="Learned on {today:%b} {today.day}, {today.year} at “Lead &amp; listen”"'
        in client.get(tab).text
    )
    client.post(url("plans:settle", step.step.pk), {"outcome": "done", "note": step.known.line})
    assert PlanStep.objects.get().note == step.known.line


def test_a_skill_goes_with_something_to_learn(
    sign_in: Make, member: Member, levels: list[Level], skill: Skill, person: Make
):
    plan = plans.begin(member, ladder=levels[0].ladder, aims_at=levels[0], is_shared=True, by=person("director"))
    typed = {"text": "Chair", "kind": "experience", "skill": skill.pk}

    refused = sign_in("director").post(url("plans:add", plan.pk), typed)
    assert refused.status_code == 422
    assert "A skill is learned" in refused.text
    with pytest.raises(IntegrityError, match="skill_is_learned"), transaction.atomic():
        PlanStep.objects.create(plan=plan, position=1, text="Chair", kind="experience", skill=skill)
