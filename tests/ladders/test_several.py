"""Several ladders: another one is made, one is the default, one is put away and used again; each with its colors."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from ladders import history, several
from ladders.actions import AssessmentRefused, assess
from ladders.levels import LevelsRefused, LevelText, color
from ladders.models import Ladder, Level, LevelSign, Place, Standing
from members.models import Member

type Make = Callable[..., Any]
TEXTS = [LevelText("Checks in", "Comes to training", ["Has been at one training"]),
         LevelText("Keeps watch", "", []), LevelText("Trains others", "", [])]  # fmt: skip


@pytest.fixture
def by(person: Make) -> Member:
    member: Member = person("director")
    return member


@pytest.fixture
def safety(ladder: Ladder, by: Member) -> Ladder:
    """A second ladder of three levels."""
    made: Ladder = several.make("Safety", levels=TEXTS, by=by)
    return made


def test_another_ladder_has_its_levels_and_leaves_the_default_alone(ladder: Ladder, safety: Ladder):
    assert [str(level) for level in safety.levels.all()] == ["1 Checks in", "2 Keeps watch", "3 Trains others"]
    assert list(LevelSign.objects.filter(level__ladder=safety).values_list("text", flat=True)) == [
        "Has been at one training"
    ]
    assert list(Ladder.objects.filter(is_default=True)) == [ladder]
    assert AuditEvent.objects.order_by("pk").last().fields == ["added"]


def test_the_first_ladder_of_all_is_the_default(ladder: Ladder, by: Member):
    ladder.delete()

    assert several.make("Safety", levels=TEXTS, by=by).is_default


def test_eight_in_use_are_the_most(safety: Ladder, by: Member):
    for n in range(several.MOST_LADDERS - 2):
        several.make(f"Ladder {n}", levels=TEXTS, by=by)

    with pytest.raises(LevelsRefused, match="at most 8 ladders"):
        several.make("One more", levels=TEXTS, by=by)

    several.put_away(safety, by=by)
    several.make("One more", levels=TEXTS, by=by)
    with pytest.raises(LevelsRefused, match="at most 8 ladders"):
        several.use_again(safety, by=by)


def test_the_default_changes_and_is_never_two(ladder: Ladder, safety: Ladder, by: Member):
    several.make_default(safety, by=by)

    assert list(Ladder.objects.filter(is_default=True)) == [safety]


def test_the_default_is_not_put_away_and_one_put_away_is_not_the_default(ladder: Ladder, safety: Ladder, by: Member):
    with pytest.raises(LevelsRefused, match="Make another ladder the default"):
        several.put_away(ladder, by=by)
    several.put_away(safety, by=by)
    with pytest.raises(LevelsRefused, match="Use it again first"):
        several.make_default(safety, by=by)


def test_nobody_is_placed_on_a_ladder_put_away_and_all_stand_where_they_stood_afterwards(
    safety: Ladder, by: Member, people: Make
):
    (member,), level = people(), safety.levels.first()
    words: dict[str, Any] = {"place": Place.LEVEL, "level": level, "on": date(2026, 1, 5), "evidence": "Came"}
    assess(member, ladder=safety, by=by, **words)

    several.put_away(safety, by=by)

    with pytest.raises(AssessmentRefused, match="put away"):
        assess(member, ladder=safety, by=by, **words)
    several.use_again(safety, by=by)
    assert Standing.objects.get(member=member, ladder=safety).level == level
    assert history.differences() == []


def test_colors_rise_from_the_bottom_and_stay_with_the_places(ladder: Ladder, by: Member):
    color(ladder, seen=0, colors=["1", "2", "2h", "3h", "5"], by=by)
    order = [level.pk for level in Level.objects.filter(ladder=ladder).order_by("position")][::-1]

    from ladders import levels

    levels.reorder(ladder, seen=1, order=order, by=by)
    turned = list(ladder.levels.order_by("position").values_list("color", flat=True))
    levels.add(ladder, seen=2, text=TEXTS[0], position=1, by=by)

    assert turned == ["1", "2", "2h", "3h", "5"]
    assert set(ladder.levels.values_list("color", flat=True)) == {""}


@pytest.mark.parametrize("colors", [["1", "1h", "2", "2", "5"], ["5", "4", "3", "2", "1"], ["1", "2", "3", "4"],
                                    ["1", "2", "3", "4", "9"]])  # fmt: skip
def test_colors_that_do_not_rise_are_refused(ladder: Ladder, by: Member, colors: list[str]):
    with pytest.raises(LevelsRefused):
        color(ladder, seen=0, colors=colors, by=by)

    assert set(ladder.levels.values_list("color", flat=True)) == {""}


def test_the_list_says_which_is_the_default_and_how_many_stand_on_each(
    ladder: Ladder, safety: Ladder, sign_in: Make, people: Make, said: Make
):
    for member in [*people(2), *people(1, status="staff"), *people(1, archived_at="2026-01-06T00:00Z")]:
        said(member, 1, "2026-01-05")
    history.rebuild()

    page = sign_in("director").get("/o/north/ladders/")

    assert [(each.name, each.n_people) for each in page.context["in_use"]] == [(ladder.name, 2), ("Safety", 0)]
    assert page.text.count("Make it the default") == 1


def test_pages_put_a_ladder_away_and_take_it_back(safety: Ladder, sign_in: Make, ladder: Ladder):
    client, url = sign_in("owner"), f"/o/north/ladders/{safety.pk}/"

    away = client.post(f"{url}put-away/", follow=True)
    there = client.get("/o/north/ladder/").text
    kept = client.get(url).text
    back = client.post(f"{url}use-again/", follow=True)

    assert "“Safety” is put away." in away.text
    assert f'action="{url}use-again/"' in away.text
    assert "Safety" not in there
    assert "This ladder was put away on" in kept
    assert "“Safety” is in use again" in back.text
    assert "Make another ladder the default" in client.post(f"/o/north/ladders/{ladder.pk}/put-away/", follow=True).text


def test_the_default_is_chosen_on_the_page(safety: Ladder, sign_in: Make):
    page = sign_in("owner").post(f"/o/north/ladders/{safety.pk}/default/", follow=True)

    assert "“Safety” is the default ladder now" in page.text
    assert "Checks in" in sign_in("viewer").get("/o/north/ladder/").text


NEW = {"name": "Safety", "start": "own", "names": "Checks in\n\n Keeps  watch \nTrains others"}


def test_a_new_ladder_of_our_own_is_named_and_then_described(ladder: Ladder, sign_in: Make):
    answer = sign_in("director").post("/o/north/ladders/new/", NEW)

    made = Ladder.objects.get(name="Safety")
    assert answer.url == f"/o/north/ladders/{made.pk}/levels/write/"
    assert [level.name for level in made.levels.all()] == ["Checks in", "Keeps watch", "Trains others"]


def test_a_new_ladder_from_a_ready_one_has_its_sentences_and_signs(ladder: Ladder, sign_in: Make):
    page = sign_in("director").post("/o/north/ladders/new/", {"name": "Shop", "start": "workplace"}, follow=True)

    assert "Moves coworkers" in page.text
    assert "Has signed a card or a petition" in page.text


@pytest.mark.parametrize(("given", "sentence"), [
    ({"name": ""}, "Give it a name"),
    ({"name": "leadership LADDER"}, "There is a ladder of this name already."),
    ({"start": ""}, "Choose where its levels come from."),
    ({"names": "One\nTwo"}, "at least three levels"),
    ({"names": "\n".join("abcdefgh")}, "at most seven levels"),
    ({"names": "One\nTwo\nONE"}, "the same name"),
    ({"names": f"One\nTwo\n{'a' * 61}"}, "longer than 60 letters"),
])  # fmt: skip
def test_a_new_ladder_that_does_not_fit_is_told_and_keeps_what_was_typed(
    ladder: Ladder, sign_in: Make, given: dict[str, str], sentence: str
):
    page = sign_in("director").post("/o/north/ladders/new/", NEW | given)

    assert page.status_code == 422
    assert sentence in page.text
    assert Ladder.objects.count() == 1


def test_a_ladder_may_keep_its_name_in_other_capitals_and_not_take_anothers(
    ladder: Ladder, safety: Ladder, sign_in: Make
):
    client, form = sign_in("owner"), {"version": 0, "quiet_after_days": 90, "holds_at_most": 5}
    url = f"/o/north/ladders/{ladder.pk}/settings/"

    assert client.post(url, form | {"name": "SAFETY"}).status_code == 422
    assert client.post(url, form | {"name": ladder.name.upper()}).status_code == 302


def colors_of(ladder: Ladder, *colors: str, **more: str) -> dict[str, Any]:
    levels = ladder.levels.order_by("position")
    return {"version": 0, **{f"color-{each.pk}": step for each, step in zip(levels, colors, strict=True)}, **more}


def test_colors_are_chosen_shown_and_spread_again(ladder: Ladder, sign_in: Make):
    client, url = sign_in("owner"), f"/o/north/ladders/{ladder.pk}/levels/colors/"

    shown = client.get(url)
    saved = client.post(url, colors_of(ladder, "1", "1h", "2", "2h", "4h"), follow=True)
    even = client.post(url, {"version": 1, "even": "1"}, follow=True)

    assert [field.value() for field, _looks in shown.context["form"].groups()] == ["5", "4", "3", "2", "1"]
    assert "The colors are saved." in saved.text
    assert "l5 of-5 c4h" in saved.text
    assert "spread evenly" in even.text
    assert "c4h" not in even.text


@pytest.mark.parametrize(("colors", "sentence"), [
    ({"colors": ["1", "3", "2", "4", "5"]}, "Choose a darker color than that of “Pitches in”"),
    ({"colors": ["1", "2", "3", "4", ""]}, "Choose a color for 5 Coaches leaders."),
    ({"colors": ["1", "2", "3", "4", "4h"], "version": "7"}, "Someone else changed this ladder"),
])  # fmt: skip
def test_colors_that_do_not_fit_are_told(ladder: Ladder, sign_in: Make, colors: dict[str, Any], sentence: str):
    form = colors_of(ladder, *colors.pop("colors"), **colors)

    page = sign_in("owner").post(f"/o/north/ladders/{ladder.pk}/levels/colors/", form)

    assert page.status_code == 422
    assert sentence in page.text


@pytest.mark.parametrize("role", ["director", "organizer", "coach", "viewer"])
def test_everyone_reads_what_the_levels_look_like_and_no_people(
    safety: Ladder, sign_in: Make, people: Make, said: Make, role: str
):
    said(people()[0], 1, "2026-01-05")
    history.rebuild()
    client = sign_in(role)

    default = client.get("/o/north/ladder/read/").text
    other = client.get(f"/o/north/ladders/{safety.pk}/read/").text

    assert "Has brought two or more people who had not come before" in default
    assert "Has been at one training" in other
    assert "Family" not in default
    assert "/people/" not in default.split("<main")[1]


def test_statements_of_the_list_are_the_same_for_one_ladder_and_for_several(ladder: Ladder, sign_in: Make, by: Member):
    client, found = sign_in("director"), []
    for n in (0, 1, 3):
        for at in range(n):
            several.make(f"Ladder {n}{at}", levels=TEXTS, by=by)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/o/north/ladders/").status_code == 200
        found.append(len(queries))

    assert found[0] == found[1] == found[2] <= 12


def test_a_column_shows_where_people_stand_on_other_ladders(
    safety: Ladder, sign_in: Make, people: Make, by: Member, said: Make
):
    (one, other), level = people(2), safety.levels.get(position=2)
    said(one, 1, "2026-01-05")
    history.rebuild()
    for member in (one, other):
        assess(member, ladder=safety, place=Place.LEVEL, level=level, on=date(2026, 1, 5), evidence="Came", by=by)
    client, asked = sign_in("director"), {"columns": "level,other-levels"}

    with CaptureQueriesContext(connection) as queries:
        page = client.get("/o/north/people/", asked)

    assert page.text.count("Safety:</small>") == 2
    assert len(queries) <= 12
    several.put_away(safety, by=by)
    assert "Safety:</small>" not in client.get("/o/north/people/", asked).text
