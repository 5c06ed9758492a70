"""Signs seen in somebody: kept with the word on them, a hint at a level, and what the next level looks like."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ladders import history, signs, spans
from ladders.actions import AssessmentRefused, assess, void
from ladders.models import Assessment, Ladder, Level, LevelSign, Place, SignSeen
from ladders.paths import levels_of, paths_of
from ladders.sign_lines import write
from members.models import Member

type Make = Callable[..., Any]


@pytest.fixture
def member(people: Make) -> Member:
    return people()[0]


@pytest.fixture
def sign(levels: list[Level]) -> Callable[[int, int], LevelSign]:
    """`sign(3, 1)`: the first sign of level 3."""
    return lambda level, position: levels[level - 1].signs.get(position=position)


@pytest.fixture
def say(member: Member, ladder: Ladder, levels: list[Level], person: Make) -> Make:
    def make(level: int, seen: dict[LevelSign, str], evidence: str = "", on: str = "2026-01-05") -> Assessment:
        return assess(
            member,
            ladder=ladder,
            place=Place.LEVEL,
            level=levels[level - 1],
            on=date.fromisoformat(on),
            evidence=evidence,
            seen=seen,
            by=person("organizer"),
        )

    return make


def ahead_of(member: Member) -> signs.Ahead | None:
    member.__dict__.pop("ladder_paths", None)
    ladder = next(each for each in paths_of(member) if each.is_default)
    return signs.ahead(levels_of(ladder), ladder.path, ladder.said)


def test_a_line_of_evidence_at_a_sign_is_enough_for_a_changed_level(say: Make, sign: Make):
    made = say(2, {sign(2, 1): " Set up the chairs, Jan 4 "})

    (seen,) = SignSeen.objects.filter(assessment=made)
    assert (seen.sign, seen.text, seen.evidence) == (sign(2, 1), sign(2, 1).text, "Set up the chairs, Jan 4")


def test_a_tick_without_a_line_is_refused_at_its_field_unless_the_word_has_one(say: Make, sign: Make):
    with pytest.raises(AssessmentRefused) as refusal:
        say(2, {sign(2, 1): " ", sign(1, 1): "Came on Jan 3"})

    assert refusal.value.field == f"seen-{sign(2, 1).pk}"
    assert not Assessment.objects.exists()
    assert say(2, {sign(2, 1): ""}, evidence="Set up the chairs").signs_seen.count() == 1


def test_the_database_refuses_the_same_sign_twice_and_takes_one_that_is_gone_again(say: Make, sign: Make):
    made = say(2, {sign(2, 1): "Set up the chairs"})

    for text in ("Once there", "Once there, too"):
        SignSeen.objects.create(assessment=made, sign=None, text=text)
    with pytest.raises(IntegrityError, match="ladders_signseen_once"), transaction.atomic():
        SignSeen.objects.create(assessment=made, sign=sign(2, 1), text="Again")


def test_a_sign_that_is_no_longer_in_use_is_refused(say: Make, sign: Make, levels: list[Level]):
    gone = sign(5, 1)
    Level.objects.filter(pk=levels[4].pk).update(retired_at=timezone.now())
    gone.refresh_from_db()

    with pytest.raises(AssessmentRefused, match="no longer in use"):
        say(2, {gone: "Coached"})


def test_ticked_signs_hint_at_a_level_and_decide_nothing(ladder: Ladder, sign: Make, say: Make, member: Member):
    levels = list(ladder.levels.prefetch_related("signs"))
    one = signs.ticked(levels, {sign(3, 1).pk, sign(3, 2).pk})
    two = signs.ticked(levels, {sign(3, 1).pk, sign(1, 1).pk})

    assert signs.suggestion(one) == "These signs are of level 3 Brings others (2 of 3). You decide."
    assert signs.suggestion(two) == (
        "These signs are of level 3 Brings others (1 of 3), and some of 1 Shows up (1 of 3). You decide."
    )
    assert signs.suggestion([]) == ""
    say(2, {sign(3, 1): "Brought Ana and Joe"})
    assert member.standings.get().level.position == 2


def test_the_next_level_shows_what_was_seen_of_it_and_what_not_yet(say: Make, sign: Make, member: Member):
    say(2, {sign(3, 1): "Brought Ana and Joe"})

    ahead = ahead_of(member)

    assert (ahead.level.position, ahead.is_return, ahead.n_met) == (3, False, 1)
    assert ahead.signs[0] == signs.Met(sign(3, 1).text, date(2026, 1, 5), "Brought Ana and Joe")
    assert [each.on for each in ahead.signs[1:]] == [None, None]


def test_a_sign_of_a_word_taken_back_is_not_seen(say: Make, sign: Make, member: Member, person: Make):
    say(2, {}, evidence="Set up the chairs")
    void(say(2, {sign(3, 1): "Brought Ana"}, on="2026-02-01"), reason="Another Ana", by=person("organizer"))

    assert ahead_of(member).n_met == 0


@pytest.mark.parametrize(("path", "expected"), [([], (1, False)), ([3], (4, False)), ([3, "quiet"], (3, True))])
def test_what_lies_ahead_follows_from_where_they_are(
    said: Make, member: Member, ladder: Ladder, path: list[Any], expected: Any
):
    for day, where in enumerate(path, start=1):
        said(member, where, f"2026-01-0{day}")
    history.follow(member, ladder)

    ahead = ahead_of(member)

    assert (ahead.level.position, ahead.is_return) == expected


def test_nothing_lies_ahead_of_the_top_or_of_a_ladder_of_one_level(said: Make, member: Member, ladder: Ladder):
    said(member, 5, "2026-01-05")
    history.follow(member, ladder)

    assert ahead_of(member) is None
    ladder.levels.exclude(position=5).update(retired_at=timezone.now())
    assert ahead_of(member) is None


def test_a_sign_keeps_what_was_seen_wherever_its_line_moves(say: Make, sign: Make, levels: list[Level]):
    texts = [each.text for each in levels[1].signs.order_by("position")]
    made = say(2, {sign(2, 2): "Stayed to the end", sign(2, 3): "Wrote beforehand"})

    write(levels[1], ["Brings a cake", texts[1], texts[0]])

    seen = {each.evidence: each for each in made.signs_seen.select_related("sign")}
    assert (seen["Stayed to the end"].sign.position, seen["Stayed to the end"].sign.text) == (2, texts[1])
    assert (seen["Wrote beforehand"].sign, seen["Wrote beforehand"].text) == (None, texts[2])
    assert [each.text for each in levels[1].signs.order_by("position")] == ["Brings a cake", texts[1], texts[0]]


def test_a_line_in_better_words_is_still_that_sign(say: Make, sign: Make, levels: list[Level]):
    texts = [each.text for each in levels[1].signs.order_by("position")]
    made = say(2, {sign(2, 1): "Set up the chairs"})

    write(levels[1], ["Says yes to a job, and does it", *texts[1:]])

    seen = made.signs_seen.select_related("sign").get()
    assert (seen.sign.text, seen.text) == ("Says yes to a job, and does it", texts[0])


def test_who_was_seen_with_what_a_line_said_before_is_not_seen_with_what_it_says_now(
    say: Make, sign: Make, levels: list[Level], member: Member
):
    texts = [each.text for each in levels[2].signs.order_by("position")]
    say(2, {sign(3, 1): "Brought Ana", sign(3, 2): "Rang the bells"}, on="2026-01-05")
    write(levels[2], ["Runs a meeting of fifty", *texts[1:]])

    ahead = ahead_of(member)

    was_else = signs.Met("Runs a meeting of fifty", date(2026, 1, 5), "Brought Ana", then=texts[0])
    assert (ahead.n_met, ahead.signs[0]) == (1, was_else)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "since today"), (1, "1 day"), (13, "13 days"), (35, "5 weeks"), (90, "3 months"), (365, "1 year"), (822, "2 years 3 months")],
)  # fmt: skip
def test_time_is_said_as_people_do(days: int, words: str):
    assert spans.in_words(days) == words


def test_time_on_a_level_adds_up_over_visits(said: Make, member: Member, ladder: Ladder):
    for where, on in ((2, "2025-01-01"), ("quiet", "2025-02-01"), (2, "2025-04-01"), (3, "2025-05-01")):
        said(member, where, on)
    history.follow(member, ladder)

    found = spans.on_levels(member.level_changes.select_related("level").order_by("on"), date(2025, 5, 11))

    assert [(span.level.position, span.days, span.is_now) for span in found] == [(2, 61, False), (3, 10, True)]


def test_person_page_shows_signs_time_and_what_comes_next(sign_in: Make, say: Make, sign: Make, member: Member):
    say(2, {sign(3, 1): "Brought <Ana> and Joe"})

    page = sign_in("director").get(f"/o/north/people/{member.pk}/").text

    assert "Time on each level" in page
    assert "What the next level looks like" in page
    assert (
        page.count("Brought &lt;Ana&gt; and Joe") == 4
    )  # at the drawing, in the table, as met, and with the word itself
