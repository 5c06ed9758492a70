"""Who came, when last, how often and to what, in the filters of the list; and each figure with its list."""

import pytest
from django.urls import reverse

from activities.models import Participation
from activities.skills import actions as skills
from members.models import Member
from tests.activities.conftest import came, days, planned, someone


@pytest.fixture
def found(sign_in, north):
    """`found("came-to=…")`: given names on the list of people by an address."""
    client = sign_in("director")

    def names(asked: str) -> list[str]:
        page = client.get(f"{reverse('members:list', args=['north'])}?{asked}&status=contact")
        return sorted(row["member"].given_name for row in page.context["rows"])

    return names


@pytest.fixture
def four(north, today, ana, ben):
    """Ana came twice, the last time lately; Ben once, long ago; Chidi was asked; Zoe knows nothing of it."""
    chidi = someone("Chidi")
    someone("Zoe")
    old, new = planned(today - days(200)), planned(today - days(195))
    came(old, ana, ben)
    came(new, ana)
    Participation.objects.create(activity=new, member=chidi, answer="invited")
    came(planned(today - days(3)), ana)
    return old, new


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("last-came.last=180", ["Ana"]),
        ("last-came.older=180", ["Ben"]),
        ("last-came.empty=", ["Chidi", "Zoe"]),
        ("times-came.is=3", ["Ana"]),
        ("times-came.under=2", ["Ben", "Chidi", "Zoe"]),
        ("times-came.is=0", ["Chidi", "Zoe"]),
        ("came-to={old}", ["Ana", "Ben"]),
        ("came-to={new}", ["Ana"]),
        ("first-at={old}", ["Ana", "Ben"]),
        ("first-at={new}", []),
        ("again-7={old}", ["Ana"]),
        ("again-30={new}", []),
        ("invited-to={new}", ["Chidi"]),
    ],
)
def test_list_keeps_who_came(found, four, asked, names):
    old, new = four
    assert found(asked.format(old=old.pk, new=new.pk)) == names


def test_skills_come_from_trainings_and_from_elsewhere(found, person, today, ana, ben):
    by = person("director")
    skill = skills.named("Runs a meeting", by=by)
    came(planned(today, "Training", kind="training", skill=skill), ana)
    skills.say(ben, name="RUNS a meeting", on=today, by=by)
    assert found(f"skill={skill.pk}") == ["Ana", "Ben"]
    assert found("skill.filled=") == ["Ana", "Ben"]

    other = skills.named("Facilitates", by=by)
    assert skills.rename(other, name="Runs a meeting", by=by) == skill
    assert Member.objects.filter(skills__skill=skill).count() == 1
