"""The pages on which a ladder is made a group's own: nothing is lost, nothing happens unseen."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladders import history, levels
from ladders.models import Ladder, Level, Standing
from ladders.ready import READY

type Make = Callable[..., Any]


@pytest.fixture
def url(ladder: Ladder) -> str:
    return f"/o/north/ladders/{ladder.pk}/levels/"


@pytest.fixture
def rungs(ladder: Ladder) -> list[Level]:
    return list(ladder.levels.order_by("position"))


@pytest.fixture
def placed(people: Make, said: Make) -> None:
    """Three people on level 3, one of them staff, and one on level 2."""
    for member, level in zip([*people(2), *people(1, status="staff"), *people(1)], (3, 3, 3, 2), strict=True):
        said(member, level, "2026-01-05")
    history.rebuild()


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def names(ladder: Ladder) -> list[str]:
    return [str(level) for level in Level.objects.active().filter(ladder=ladder).order_by("position")]


def typed(rungs: list[Level], **differs: str) -> dict[str, Any]:
    """The words as they stand, and what is typed instead: `name_1="…"` is the name of level 1."""
    form: dict[str, Any] = {"version": 0}
    for level in rungs:
        now = {"name": level.name, "sentence": level.sentence, "signs": "\n".join(s.text for s in level.signs.all())}
        form |= {f"{part}-{level.pk}": differs.get(f"{part}_{level.position}", value) for part, value in now.items()}
    return form


def test_the_page_shows_every_level_from_the_top_with_its_people(sign_in: Make, url: str, placed: Any):
    page = text(sign_in("director").get(url).text)

    assert re.findall(r"Level (\d) [\w ]+? (\d) (?:person|people)", page) == [
        ("5", "0"), ("4", "0"), ("3", "2"), ("2", "1"), ("1", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("director", 200), ("organizer", 403), ("data_lead", 403),
                                              ("coach", 403), ("viewer", 403)])  # fmt: skip
def test_who_may_edit_the_ladder(sign_in: Make, url: str, rungs: list[Level], role: str, status: int):
    client = sign_in(role)
    pages = [url, f"{url}write/", f"{url}add/", f"{url}ready/tenants/", f"{url}{rungs[0].pk}/retire/",
             url.replace("levels", "settings")]  # fmt: skip

    assert {client.get(page).status_code for page in pages} == {status}
    assert ("Edit the levels" in client.get("/o/north/ladder/").text) == (status == 200)


def test_the_other_organizations_ladder_is_not_there(sign_in: Make, south_ladder: Any, rungs: list[Level]):
    client, url = sign_in("owner"), f"/o/north/ladders/{south_ladder}/levels/"

    assert {client.get(f"{url}{page}").status_code for page in ("", "write/", "add/", "ready/tenants/")} == {404}
    assert client.post(f"{url}order/", {"order": "1"}).status_code == 404


@pytest.mark.parametrize("page", ["order/", "{level}/restore/"])
def test_what_changes_something_is_not_done_by_looking(sign_in: Make, url: str, rungs: list[Level], page: str):
    assert sign_in("owner").get(url + page.format(level=rungs[0].pk)).status_code == 405


def test_a_link_without_an_id_leads_to_the_default_ladder(sign_in: Make, url: str):
    assert sign_in("owner").get("/o/north/ladder/levels/").url == url


def test_an_order_is_tried_out_and_its_recount_shown_before_it_is_saved(
    sign_in: Make, url: str, placed: Any, ladder: Ladder
):
    page = sign_in("director").get(url, {"order": "1-3-2-4-5"}).text

    assert "2 levels would have another number. 3 people stand there and stay on the same level" in text(page)
    assert "Level 3 Pitches in 1 person was 2" in text(page)
    assert names(ladder)[1:3] == ["2 Pitches in", "3 Brings others"]


def test_saving_the_order_names_the_numbers(sign_in: Make, url: str, ladder: Ladder):
    page = sign_in("director").post(f"{url}order/", {"order": "1-3-2-4-5", "version": 0}, follow=True)

    assert "The order is saved: 2 levels have new numbers." in page.text
    assert names(ladder)[1:3] == ["2 Brings others", "3 Pitches in"]


@pytest.mark.parametrize("order", ["1-2", "1-1-2-3-4", "5-4-3-2-1-6", "x", "1-2-3-4-99"])
def test_an_order_of_other_levels_means_nothing(sign_in: Make, url: str, ladder: Ladder, order: str):
    client, before = sign_in("director"), names(ladder)

    assert client.get(url, {"order": order}).url == url
    assert "does not fit" in client.post(f"{url}order/", {"order": order, "version": 0}, follow=True).text
    assert names(ladder) == before


def test_an_order_from_an_old_page_is_refused(sign_in: Make, url: str, ladder: Ladder, person: Make):
    levels.write(ladder, seen=0, texts={}, by=person("owner"))

    page = sign_in("director").post(f"{url}order/", {"order": "1-3-2-4-5", "version": 0}, follow=True)

    assert "Someone else changed this ladder" in page.text
    assert names(ladder)[1] == "2 Pitches in"


def test_the_swap_equals_the_fresh_page(sign_in: Make, url: str, placed: Any):
    client, asked = sign_in("director"), {"HX-Request": "true", "HX-Target": "order"}

    page = client.get(url, {"order": "1-3-2-4-5"}).text
    swap = client.get(url, {"order": "1-3-2-4-5"}, headers=asked).text

    csrf = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert csrf.sub("", swap).strip() in csrf.sub("", page)
    assert "<!doctype" not in swap


def test_words_are_saved_all_at_once(sign_in: Make, url: str, rungs: list[Level], ladder: Ladder):
    given = typed(rungs, name_1="Comes along", signs_2="One\n\n  Two  \n")

    page = sign_in("director").post(f"{url}write/", given, follow=True)

    assert "Saved: 2 levels say something new." in page.text
    assert names(ladder)[0] == "1 Comes along"
    assert [sign.text for sign in rungs[1].signs.all()] == ["One", "Two"]


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"name_1": " "}, "Write what people on this level do"),
        ({"sentence_1": ""}, "Say in one sentence"),
        ({"name_1": "PITCHES  IN"}, "has this name already"),
        ({"signs_1": "\n".join("abcdefg")}, "six lines at most"),
        ({"signs_1": "a" * 201}, "longer than 200 letters"),
        ({"name_1": "a" * 61}, "at most 60"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_lost(
    sign_in: Make, url: str, rungs: list[Level], ladder: Ladder, differs: dict[str, str], sentence: str
):
    page = sign_in("director").post(f"{url}write/", typed(rungs, sentence_5="Typed a minute ago", **differs))

    assert page.status_code == 422
    assert sentence in page.text
    assert "Typed a minute ago" in page.text
    assert Ladder.objects.get(pk=ladder.pk).version == 0


def test_of_two_who_write_the_second_sees_the_first_and_may_insist(
    sign_in: Make, url: str, rungs: list[Level], ladder: Ladder, person: Make
):
    first = levels.LevelText("Turns up", "Comes once", [])
    levels.write(ladder, seen=0, texts={rungs[0].pk: first}, by=person("owner"))
    client, given = sign_in("director"), typed(rungs, name_1="Comes along")

    late = client.post(f"{url}write/", given)

    assert late.status_code == 422
    assert "Now it says “Turns up”: Comes once" in text(late.text)
    assert 'value="Comes along"' in late.text
    assert 'name="version" value="1"' in late.text
    assert client.post(f"{url}write/", given | {"version": 1}).status_code == 302
    assert names(ladder)[0] == "1 Comes along"


def test_a_level_added_meanwhile_is_not_emptied(
    sign_in: Make, url: str, rungs: list[Level], ladder: Ladder, person: Make
):
    text_ = levels.LevelText("Tries it out", "Comes once to see", [])
    levels.add(ladder, seen=0, text=text_, position=1, by=person("owner"))

    assert sign_in("director").post(f"{url}write/", typed(rungs) | {"version": 1}).status_code == 302
    assert names(ladder)[0] == "1 Tries it out"


def test_the_five_can_be_kept_as_they_are(sign_in: Make, url: str, ladder: Ladder):
    page = sign_in("director").post(f"{url}write/", {"version": 0}, follow=True)

    assert "Kept: the levels stay as they are." in page.text
    assert Ladder.objects.get(pk=ladder.pk).version == 1
    assert "Make it your own" not in page.text


def test_adding_a_level_says_which_ones_are_numbered_anew(sign_in: Make, url: str, ladder: Ladder):
    given = {"version": 0, "name": "Follows through", "sentence": "Does it twice", "signs": "", "position": 4}

    page = sign_in("director").post(f"{url}add/", given, follow=True)

    assert "“Follows through” is level 4 now. Numbered anew: 5 Leads a team, 6 Coaches leaders." in page.text
    assert names(ladder)[3] == "4 Follows through"


@pytest.mark.parametrize(("given", "sentence"), [({"name": "Shows up"}, "Another level has this name"),
                                                 ({"name": "New", "version": 7}, "Someone else changed this ladder")])  # fmt: skip
def test_adding_refuses_and_keeps_what_was_typed(sign_in: Make, url: str, given: dict[str, Any], sentence: str):
    form = {"version": 0, "sentence": "Typed before", "signs": "", "position": 4, **given}

    page = sign_in("director").post(f"{url}add/", form)

    assert page.status_code == 422
    assert sentence in page.text
    assert "Typed before" in page.text


def test_retiring_says_who_stands_there_and_what_would_be_then(
    sign_in: Make, url: str, rungs: list[Level], placed: Any
):
    page = text(sign_in("director").get(f"{url}{rungs[2].pk}/retire/").text)

    assert "2 people stand on it. 1 more is there and not counted" in page
    assert "All go to “Pitches in” 1 now, 3 then." in page


def test_retiring_moves_them_and_names_the_number(
    sign_in: Make, url: str, rungs: list[Level], placed: Any, ladder: Ladder
):
    given = {"version": 0, "expected": 3, "to": rungs[1].pk}

    page = sign_in("director").post(f"{url}{rungs[2].pk}/retire/", given, follow=True)

    assert "“Brings others” is retired; 3 people went to “Pitches in”." in page.text
    assert Standing.objects.filter(level=rungs[1]).count() == 4
    assert "Use again" in page.text


@pytest.mark.parametrize(("given", "sentence"), [({"expected": 2}, "Look at the figures again"),
                                                 ({"version": 5}, "Someone else changed"),
                                                 ({"to": str(uuid4())}, "not in use any more")])  # fmt: skip
def test_retiring_by_an_old_page_shows_the_figures_again(
    sign_in: Make, url: str, rungs: list[Level], placed: Any, given: dict[str, Any], sentence: str
):
    page = sign_in("director").post(f"{url}{rungs[2].pk}/retire/", {"version": 0, "expected": 3, "to": "", **given})

    assert page.status_code == 422
    assert sentence in page.text
    assert 'name="expected" value="3"' in page.text


def test_a_retired_level_is_used_again(sign_in: Make, url: str, rungs: list[Level], ladder: Ladder, person: Make):
    levels.retire(rungs[2], seen=0, to=None, expected=0, by=person("owner"))

    page = sign_in("director").post(f"{url}{rungs[2].pk}/restore/", follow=True)

    assert "“Brings others” is in use again." in page.text
    assert len(names(ladder)) == 5


@pytest.mark.parametrize("key", READY)
def test_a_ready_ladder_is_shown_whole_and_taken_over(sign_in: Make, url: str, ladder: Ladder, key: str):
    client = sign_in("director")

    shown = client.get(f"{url}ready/{key}/").text
    page = client.post(f"{url}ready/{key}/", {"version": 0}, follow=True)

    assert all(str(level.name) in shown and str(level.signs[0]) in shown for level in READY[key].levels)
    assert "These are your levels now." in page.text
    assert names(ladder) == [f"{n} {level.name}" for n, level in enumerate(READY[key].levels, start=1)]


def test_ready_ladders_are_not_offered_once_people_stand_there(sign_in: Make, url: str, placed: Any, ladder: Ladder):
    client, before = sign_in("director"), names(ladder)

    assert "Tenants and neighbors" not in client.get(url).text
    assert "Change its levels one by one" in client.post(f"{url}ready/tenants/", {"version": 0}, follow=True).text
    assert names(ladder) == before
    assert client.get(f"{url}ready/nothing/").status_code == 404


def test_how_it_works_is_saved_and_a_late_one_is_told(sign_in: Make, url: str, ladder: Ladder):
    client, page = sign_in("owner"), url.replace("levels", "settings")
    given = {"version": 0, "name": "Our stairs", "needs_review": "on", "quiet_after_days": 90, "holds_at_most": 9}

    assert client.post(page, given).status_code == 302
    row = Ladder.objects.get(pk=ladder.pk)
    assert (row.name, row.needs_review, row.has_unsure, row.holds_at_most) == ("Our stairs", True, False, 9)
    late = client.post(page, given | {"name": "Our steps"})
    assert late.status_code == 422
    assert 'value="Our steps"' in late.text


def test_statements_are_the_same_for_one_person_and_many(sign_in: Make, url: str, people: Make, said: Make):
    client, found = sign_in("director"), []
    for n in (1, 3):
        for member in people(n):
            said(member, n, "2026-01-05")
        history.rebuild()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        found.append(len(queries))

    assert found[0] == found[1] <= 12
