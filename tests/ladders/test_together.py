"""The page that is turned round to the member: what is theirs, and nobody else's."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ladders import history, registry, several
from ladders.actions import assess
from ladders.levels import LevelText
from ladders.models import DevelopmentPlan, Ladder, OwnWord, Place, PlanStep
from members.models import Member, Relationship

type Make = Callable[..., Any]
SEEN = "Was late twice, and cried on the stairs"


@pytest.fixture
def member(people: Make, person: Make) -> Member:
    return people(organizer=person("organizer"))[0]


@pytest.fixture
def url(member: Member) -> str:
    return reverse("ladders:together", args=["north", member.pk])


@pytest.fixture
def path(member: Member, said: Make, ladder: Ladder, person: Make) -> None:
    """Two levels, then gone quiet, then one that waits; each with what somebody wrote down."""
    for where, on in ((1, "2025-01-05"), (2, "2025-06-05"), ("quiet", "2026-01-05")):
        said(member, where, on, evidence=SEEN, assessed_by=person("director"))
    said(member, 4, "2026-02-05", evidence=SEEN, assessed_by=person("owner"), waits_for_review=True)
    history.follow(member, ladder)


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other rooms tell of a member: in place of theirs, so that the test knows it."""
    monkeypatch.setattr(registry, "said_yes", [lambda _member: [registry.Yes("Call four neighbors", is_done=True)]])
    step = registry.NextStep("Run the meeting", date(2026, 12, 2), "Teodoro")
    monkeypatch.setattr(registry, "next_steps", [lambda _member: None, lambda _member: step])
    monkeypatch.setattr(registry, "carried", [lambda _member: [registry.Carried("Phone tree", date(2026, 6, 1))]])


@pytest.mark.usefixtures("path")
def test_it_shows_no_note_no_place_without_a_level_and_nobody_who_wrote(sign_in: Make, url: str):
    page = sign_in("organizer").get(url).text

    for hidden in (SEEN, "Gone quiet", "Waiting", "</span>4 Leads a team", "Director North River", "Owner North River"):
        assert hidden not in page, hidden
    assert "2 Pitches in" in page
    assert "Where you can pick it up" in page
    assert "<nav" not in page


@pytest.mark.usefixtures("path", "rooms")
def test_it_shows_what_other_rooms_know_and_who_stands_by_them(
    sign_in: Make, url: str, member: Member, people: Make, person: Make
):
    coach, archived, stranger = people(3)
    for each in (coach, archived):
        Relationship.objects.create(member=each, other=member, kind="coach_of")
    Relationship.objects.create(member=stranger, other=member, kind="family")
    Member.objects.filter(pk=archived.pk).update(archived_at="2026-01-01T00:00Z")

    response = sign_in("director").get(url)

    assert response.context["supporters"] == [str(person("organizer")), str(coach)]
    assert str(stranger) not in response.text
    for shown in ("Call four neighbors", "Run the meeting", "Teodoro stands beside you.", "Phone tree"):
        assert shown in response.text, shown


def test_who_supports_a_step_planned_with_them_stands_by_them_too(
    sign_in: Make, url: str, member: Member, people: Make, person: Make, levels: Any
):
    beside, unspoken = people(2)
    for supporter, is_shared, level in ((beside, True, levels[2]), (unspoken, False, levels[3])):
        plan = DevelopmentPlan.objects.create(
            member=member, ladder=level.ladder, aims_at=level, is_shared=is_shared, made_on="2026-01-05"
        )
        PlanStep.objects.create(plan=plan, position=1, text="Run the meeting", supporter=supporter)

    assert sign_in("director").get(url).context["supporters"] == [str(person("organizer")), str(beside)]


def test_another_ladder_has_its_own_path_and_words(
    sign_in: Make, url: str, member: Member, person: Make, ladder: Ladder
):
    texts = [LevelText(name, "", []) for name in ("Checks in", "Keeps watch", "Trains others")]
    safety = several.make("Safety", levels=texts, by=person("director"))
    client = sign_in("organizer")
    alone = client.get(url).text
    second, by = safety.levels.get(position=2), person("director")
    assess(member, ladder=safety, place=Place.LEVEL, level=second, on=date(2026, 2, 1), evidence=SEEN, by=by)

    page = client.get(url, {"ladder": str(safety.pk)})
    kept = client.post(f"{url}?ladder={safety.pk}", {"words": "I like this one"})

    assert "Safety" not in alone
    assert page.context["level"] == second
    assert [each.name for each in page.context["ladders"]] == [ladder.name, "Safety"]
    assert kept.headers["Location"] == f"{url}?ladder={safety.pk}"
    assert OwnWord.objects.get().ladder == safety
    assert client.get(url, {"ladder": "of no group"}).status_code == 404


def test_their_words_are_kept_with_the_day_and_who_held_the_phone(
    sign_in: Make, url: str, member: Member, person: Make, levels: Any, north: Any
):
    client = sign_in("organizer")

    response = client.post(url, {"words": "I can do more", "level": levels[1].pk, "on": "1999-01-01"})

    word = OwnWord.objects.get()
    assert response.headers["Location"] == url
    assert (word.words, word.level, word.on, word.written_by) == (
        "I can do more",
        levels[1],
        north.today(),
        person("organizer"),
    )
    assert "I can do more" in client.get(url).text
    assert client.post(url, {"words": ""}).status_code == 422


def test_somebody_new_begins_here(sign_in: Make, url: str):
    page = sign_in("director").get(url).text

    assert "It begins here." in page
    assert "What could come next" in page


@pytest.mark.parametrize("n", [1, 3])
def test_statements_do_not_grow(
    sign_in: Make, url: str, member: Member, said: Make, people: Make, ladder: Ladder, django_assert_num_queries: Any, n: int
):  # fmt: skip
    for day in range(n):
        said(member, day + 1, f"2026-01-0{day + 1}")
        Relationship.objects.create(member=people()[0], other=member, kind="coach_of")
        OwnWord.objects.create(member=member, ladder=ladder, words="Yes", on="2026-01-05")
    history.rebuild()
    client = sign_in("director")

    with django_assert_num_queries(12):
        assert client.get(url).status_code == 200
