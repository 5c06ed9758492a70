"""What can go wrong with words on people: each a defined outcome and a sentence, and nothing typed is lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ladders import history, levels
from ladders.actions import AssessmentRefused, assess, confirm, void
from ladders.models import Assessment, Ladder, Level, LevelChange, Place, Standing
from ladders.movement import Kind, movement
from ladders.queries import distribution
from members.merging.actions import merge
from members.models import Member

type Make = Callable[..., Any]
GONE = "archived, or put together with someone else"


@pytest.fixture
def by(person: Make) -> Member:
    member: Member = person("director")
    return member


@pytest.fixture
def rungs(ladder: Ladder) -> list[Level]:
    """Its levels from the bottom."""
    return list(ladder.levels.order_by("position"))


@pytest.fixture
def say(ladder: Ladder, rungs: list[Level], by: Member) -> Make:
    """`say(member, 3, "01-05")`: somebody says so on a page, on that day of 2026."""

    def said(member: Member, number: int, day: str, **more: Any) -> Assessment:
        words = {"evidence": "Ran the meeting", "by": by, "on": date.fromisoformat(f"2026-{day}")} | more
        return assess(member, ladder=ladder, place=Place.LEVEL, level=rungs[number - 1], **words)

    return said


def path(member: Member) -> list[tuple[str, int | None]]:
    found = LevelChange.objects.filter(member=member).order_by("on").values_list("on", "level__position")
    return [(f"{on:%m-%d}", position) for on, position in found]


def test_words_out_of_order_stand_in_the_order_of_their_days(people: Make, say: Make):
    (member,) = people()
    say(member, 3, "03-05")
    say(member, 1, "01-05")
    say(member, 2, "02-05")
    say(member, 4, "02-05")

    assert path(member) == [("01-05", 1), ("02-05", 4), ("03-05", 3)]
    assert history.differences() == []


def test_a_word_taken_back_in_the_middle_joins_what_stood_around_it(people: Make, say: Make, by: Member):
    (member,) = people()
    say(member, 2, "01-05")
    middle = say(member, 3, "02-05")
    say(member, 2, "03-05")

    void(middle, reason="The wrong Given0", by=by)

    assert path(member) == [("01-05", 2)]
    assert Standing.objects.get(member=member).since == date(2026, 1, 5)


@pytest.mark.parametrize("fields", [
    {"archived_at": timezone.now()},
    {"erased_at": timezone.now(), "given_name": "", "family_name": "", "folded": ""},
], ids=["archived", "erased"])  # fmt: skip
def test_of_whom_is_no_longer_here_nothing_new_is_said_and_all_is_kept(people: Make, say: Make, fields: dict[str, Any]):
    (member,) = people()
    say(member, 2, "01-05")
    Member.objects.filter(pk=member.pk).update(**fields)

    with pytest.raises(AssessmentRefused, match=GONE):
        say(member, 3, "02-05")

    assert path(member) == [("01-05", 2)]


def test_whom_somebody_put_together_meanwhile_is_assessed_on_their_one_page(people: Make, say: Make, by: Member):
    survivor, merged = people(2)
    say(survivor, 1, "01-05")
    say(merged, 3, "02-05")
    merge(survivor, merged, by=by)

    with pytest.raises(AssessmentRefused, match=GONE):
        say(merged, 4, "03-05")

    assert path(survivor) == [("01-05", 1), ("02-05", 3)]
    assert not Standing.objects.filter(member=merged).exists()


def test_who_becomes_staff_leaves_the_figures_and_keeps_the_path(people: Make, say: Make, ladder: Ladder):
    (member,) = people()
    say(member, 2, "01-05")
    Member.objects.filter(pk=member.pk).update(status="staff")

    say(member, 3, "02-05")

    assert distribution(Member.objects.people(), ladder).on_ladder == 0
    Member.objects.filter(pk=member.pk).update(status="member")
    assert [each.people for each in distribution(Member.objects.people(), ladder).levels] == [0, 0, 1, 0, 0]
    assert path(member) == [("01-05", 2), ("02-05", 3)]


def form(level: Level, on: date, **more: str) -> dict[str, str]:
    return {"where": f"level-{level.pk}", "evidence": "Ran the meeting", "confidence": "clear", "on": f"{on}", **more}


def test_a_level_retired_while_a_page_is_open_is_told_and_what_was_typed_stays(
    people: Make, sign_in: Make, ladder: Ladder, rungs: list[Level], by: Member
):
    (member,), client = people(), sign_in("director")
    url = f"/o/north/ladders/{ladder.pk}/assess/{member.pk}/"
    assert client.get(url).status_code == 200
    levels.retire(rungs[2], seen=0, to=None, expected=0, by=by)

    page = client.post(url, form(rungs[2], date(2026, 1, 5)))

    assert page.status_code == 422
    assert "This level is not in use on the ladder. Choose another one." in page.text
    assert "Ran the meeting" in page.text


def test_an_order_saved_while_a_page_is_open_keeps_the_level_that_was_meant(
    people: Make, sign_in: Make, ladder: Ladder, rungs: list[Level], by: Member
):
    (member,), client = people(), sign_in("director")
    levels.reorder(ladder, seen=0, order=[rungs[at].pk for at in (0, 2, 1, 3, 4)], by=by)

    url = f"/o/north/ladders/{ladder.pk}/assess/{member.pk}/"
    page = client.post(url, form(rungs[1], date(2026, 1, 5)), follow=True)

    assert "3 Pitches in from Jan 5, 2026 on." in page.text
    assert Standing.objects.get(member=member).level == rungs[1]


def test_nobody_agrees_to_their_own_word(people: Make, say: Make, by: Member):
    Ladder.objects.update(needs_review=True)
    (member,) = people()
    waiting = assess(
        member, ladder=Ladder.objects.get(), place=Place.LEVEL, level=Level.objects.get(position=1),
        on=date(2026, 1, 5), evidence="Came", by=by,
    )  # fmt: skip

    with pytest.raises(AssessmentRefused, match="You assessed this yourself"):
        confirm(waiting, by=by)

    assert path(member) == []


@pytest.mark.parametrize(
    ("gone", "says"), [("ladder", "This ladder was put away"), ("level", "This level was retired")]
)
def test_nobody_agrees_to_a_place_that_went_out_of_use_while_it_waited(
    people: Make, say: Make, ladder: Ladder, rungs: list[Level], person: Make, gone: str, says: str
):
    Ladder.objects.update(needs_review=True)
    ladder.refresh_from_db()
    (member,) = people()
    waiting = say(member, 3, "01-05")
    if gone == "ladder":
        Ladder.objects.filter(pk=ladder.pk).update(is_default=False, put_away_at=timezone.now())
    else:
        Level.objects.filter(pk=rungs[2].pk).update(retired_at=timezone.now())

    with pytest.raises(AssessmentRefused, match=says):
        confirm(waiting, by=person("owner"))

    assert path(member) == []


@pytest.fixture
def short(ladder: Ladder) -> Ladder:
    """A ladder of one level, as it may stand in an old database: pages make none of fewer than three."""
    made: Ladder = Ladder.objects.create(name="Short")
    Level.objects.create(ladder=made, position=1, name="Comes along")
    return made


def test_a_ladder_of_one_level_is_shown_assessed_on_and_counted(short: Ladder, people: Make, sign_in: Make, by: Member):
    (member,), client = people(), sign_in("director")
    level = short.levels.get()

    page = client.post(f"/o/north/ladders/{short.pk}/assess/{member.pk}/", form(level, date(2026, 1, 5)), follow=True)

    assert "1 Comes along from Jan 5, 2026 on." in page.text
    for url in ("", "levels/", "levels/colors/", "levels/write/", "settings/", "read/"):
        assert client.get(f"/o/north/ladders/{short.pk}/{url}").status_code == 200
    found = movement(Member.objects.all(), short, date(2026, 1, 1), date(2026, 2, 1))
    assert (found.kinds[Kind.JOINED], found.after[level.pk]) == (1, 1)
    retire = client.get(f"/o/north/ladders/{short.pk}/levels/{level.pk}/retire/")
    assert "A ladder has at least three levels." in retire.text


def test_switching_the_place_for_unsure_off_says_who_is_there_and_keeps_them(
    people: Make, said: Make, sign_in: Make, ladder: Ladder
):
    for member in people(2):
        said(member, "unsure", "2026-01-05")
    history.rebuild()
    client, url = sign_in("owner"), f"/o/north/ladders/{ladder.pk}/settings/"

    page = client.post(
        url, {"version": 0, "name": ladder.name, "quiet_after_days": 90, "holds_at_most": 5}, follow=True
    )
    people_there = client.get("/o/north/people/", {"place": "unsure"})

    assert "2 people are “not sure yet” and stay there until someone says where they stand." in page.text
    assert "Level is Not sure yet" in people_there.text
    assert people_there.context["page"].paginator.count == 2
    assert "Not sure yet" in client.get("/o/north/ladder/").text


def test_a_day_to_come_is_refused(people: Make, say: Make, north: Any):
    with pytest.raises(AssessmentRefused, match="today or a day before"):
        say(people()[0], 1, "01-05", on=north.today() + timedelta(days=1))
