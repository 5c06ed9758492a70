"""Assessing, agreeing and taking back, with every refusal."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from ladders import history
from ladders.actions import AssessmentRefused, assess, confirm, void
from ladders.models import Assessment, Ladder, Level, LevelChange, Place, Standing
from organizations.models import Organization

type Make = Callable[..., Any]


@pytest.fixture
def by(person):
    return person("organizer")


@pytest.fixture
def member(people: Make):
    return people()[0]


@pytest.fixture
def say(north: Organization, member, ladder: Ladder, levels: list[Level], by) -> Make:
    """`say(3)`: assess the member on level 3 today, with evidence; keywords replace."""

    def make(number: int | None = 1, **fields: Any) -> Assessment:
        level = levels[number - 1] if number else None
        given = {"place": Place.LEVEL, "level": level, "on": north.today(), "evidence": "Brought two friends"}
        return assess(member, **{"ladder": ladder, "by": by, **given, **fields})

    return make


def standing(member):
    row = Standing.objects.select_related("level").get(member=member)
    return row.level.position if row.level else row.place


def test_assess_counts_at_once(say: Make, member, by):
    made = say(2)

    assert standing(member) == 2
    assert (made.assessed_by, made.source, made.waits) == (by, "page", False)
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.object_id, event.actor_id) == ("assessment.make", made.pk, by.pk)


def test_assess_same_level_again_needs_no_evidence(say: Make, member):
    say(2)

    again = say(2, evidence="")

    assert Standing.objects.get(member=member).assessment == again
    assert LevelChange.objects.filter(member=member).count() == 1


def test_assess_backdated_changes_history_from_that_day(say: Make, north: Organization, member):
    day = north.today()
    say(3)

    say(1, on=day - timedelta(days=30))

    assert standing(member) == 3
    assert list(LevelChange.objects.order_by("on").values_list("on", flat=True)) == [day - timedelta(days=30), day]


@pytest.mark.parametrize("place", [Place.QUIET, Place.OFF])
def test_assess_quiet_and_off_need_no_evidence(say: Make, member, place: Place):
    say(2)

    say(None, place=place, evidence="")

    assert standing(member) == place


def test_assess_unsure_keeps_the_day_to_look_again(say: Make, north: Organization, member):
    made = say(None, place=Place.UNSURE, review_on=north.today())

    assert (standing(member), made.review_on) == ("unsure", north.today())


def refused(call: Callable[[], Any]) -> tuple[str, str | None]:
    with pytest.raises(AssessmentRefused) as caught:
        call()
    return str(caught.value), caught.value.field


def test_assess_refuses_future(say: Make, north: Organization):
    sentence, field = refused(lambda: say(1, on=north.today() + timedelta(days=1)))

    assert (sentence, field) == ("Choose today or a day before: nobody knows where people will stand.", "on")


def test_assess_refuses_level_of_another_ladder(say: Make):
    other = Level.objects.create(ladder=Ladder.objects.create(name="Safety"), position=1, name="Knows exits")

    sentence, field = refused(lambda: say(None, level=other))

    assert (sentence, field) == ("This level is not in use on the ladder. Choose another one.", "place")


def test_assess_refuses_retired_level(say: Make, levels: list[Level]):
    levels[4].retired_at = timezone.now()

    assert refused(lambda: say(5))[1] == "place"


@pytest.mark.parametrize("fields", [{"number": None}, {"number": 1, "place": Place.QUIET}, {"place": "gone"}])
def test_assess_refuses_place_without_its_level(say: Make, fields: dict[str, Any]):
    assert refused(lambda: say(**fields)) == ("Choose a level, or one of the places outside the levels.", "place")


def test_assess_refuses_unsure_where_the_ladder_has_none(say: Make, ladder: Ladder, north: Organization):
    ladder.has_unsure = False

    assert refused(lambda: say(None, place=Place.UNSURE, review_on=north.today()))[1] == "place"


def test_assess_refuses_changed_level_without_evidence(say: Make):
    say(1)

    sentence, field = refused(lambda: say(2, evidence="  "))

    assert (sentence, field) == ("Say what you saw: a changed level needs one line of evidence.", "evidence")
    assert Assessment.objects.count() == 1


def test_assess_refuses_unsure_without_reason_or_day(say: Make, north: Organization):
    unsure = {"number": None, "place": Place.UNSURE}

    assert refused(lambda: say(**unsure, evidence="", review_on=north.today()))[1] == "evidence"
    assert refused(lambda: say(**unsure))[1] == "review_on"
    assert refused(lambda: say(**unsure, review_on=north.today() - timedelta(days=1)))[1] == "review_on"
    assert refused(lambda: say(1, review_on=north.today()))[1] == "review_on"


def test_import_needs_no_evidence_and_never_waits(say: Make, ladder: Ladder, member):
    ladder.needs_review = True

    made = say(3, source=Assessment.Source.IMPORT, evidence="")

    assert (made.waits, standing(member)) == (False, 3)


@pytest.fixture
def reviewed(ladder: Ladder) -> Ladder:
    ladder.needs_review = True
    ladder.save()
    return ladder


def test_changed_level_waits_where_a_second_person_agrees(reviewed: Ladder, say: Make, member):
    made = say(2)

    assert made.waits
    assert not LevelChange.objects.exists()
    assert not Standing.objects.exists()


def test_same_level_does_not_wait(reviewed: Ladder, say: Make, person):
    confirm(say(2), by=person("director"))

    assert not say(2, evidence="").waits


@pytest.mark.parametrize("place", [Place.QUIET, Place.OFF, Place.UNSURE])
def test_places_outside_the_levels_never_wait(reviewed: Ladder, say: Make, north: Organization, place: Place):
    review_on = north.today() if place == Place.UNSURE else None

    assert not say(None, place=place, review_on=review_on).waits


def test_confirm_counts_from_the_day_of_the_assessment(reviewed: Ladder, say: Make, person, north: Organization):
    day = north.today() - timedelta(days=9)

    settled = confirm(say(2, on=day), by=person("director"))

    assert (settled.confirmed_by, settled.waits) == (person("director"), False)
    assert LevelChange.objects.get().on == day
    assert AuditEvent.objects.latest("seq").action == "assessment.confirm"


def test_confirm_refuses_own(reviewed: Ladder, say: Make, by):
    made = say(2)

    assert refused(lambda: confirm(made, by=by))[0] == "You assessed this yourself. Someone else has to agree."
    assert not Standing.objects.exists()


def test_confirm_refuses_second_time(reviewed: Ladder, say: Make, person):
    made = say(2)
    confirm(made, by=person("director"))

    sentence, _field = refused(lambda: confirm(made, by=person("owner")))

    assert sentence == "Director North River was quicker and has agreed already. It counts, and nothing is left to do."
    assert Assessment.objects.get().confirmed_by == person("director")


def test_confirm_refuses_voided(reviewed: Ladder, say: Make, person, by):
    made = void(say(2), reason="Wrong person", by=by)

    assert refused(lambda: confirm(made, by=person("owner")))[0] == (
        "Organizer North River has taken it back meanwhile: Wrong person. There is nothing left to agree to."
    )


def test_void_takes_it_out_of_history(say: Make, member, person, north: Organization):
    say(1, on=north.today() - timedelta(days=9))
    wrong = say(4)

    voided = void(wrong, reason="Wrong person", by=person("director"))

    assert (voided.voided_by, voided.void_reason, standing(member)) == (person("director"), "Wrong person", 1)
    assert history.differences() == []


def test_void_refuses_without_reason_and_twice(say: Make, by):
    made = say(1)

    assert refused(lambda: void(made, reason=" ", by=by)) == ("Say why it does not count.", "reason")
    void(made, reason="Wrong person", by=by)
    assert refused(lambda: void(made, reason="Again", by=by))[0] == "Someone has taken this back already."


def test_refused_assessment_leaves_no_event(say: Make):
    before = AuditEvent.objects.count()

    refused(lambda: say(1, on=date(2999, 1, 1)))

    assert AuditEvent.objects.count() == before
