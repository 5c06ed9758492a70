"""Gone quiet: proposed when nothing has reached somebody, accepted all at once, taken back with one click."""

from datetime import timedelta

import pytest
from django.db.models import DateField, Value
from django.db.models.functions import Now

from ladders import actions, registry
from ladders.history import differences
from ladders.models import Assessment, Ladder, Place, Proposal, QuietRound, Standing
from ladders.proposing import deciding
from ladders.proposing.deciding import Decided
from members.merging.actions import merge
from members.models import Field, Member
from tests.ladders.proposing.conftest import fates, look, proposed

HIDDEN = "They fit a rule; its words are not for everyone."


@pytest.fixture
def ladder(ladder: Ladder) -> Ladder:
    Ladder.objects.filter(pk=ladder.pk).update(quiet_after_days=180)
    ladder.refresh_from_db()
    return ladder


@pytest.fixture
def silent(people, stands, ladder):
    """Three on a level whom nothing has reached for 200 days, and one who was assessed last week."""
    found = people(4)
    for member, days in zip(found, [200, 200, 200, 7], strict=True):
        stands(member, 2, days=days)
    look()
    return found[:3]


def accept_all(ladder, by, expected=3):
    return deciding.accept_all_quiet(ladder, Member.objects.people(), expected=expected, by=by)


def test_silence_is_counted_to_the_day(people, stands, ladder, today):
    late, on_the_day, early = people(3)
    for member, days in [(late, 181), (on_the_day, 180), (early, 179)]:
        stands(member, 1, days=days)

    look()

    assert {member for member, _place in proposed()} == {late, on_the_day}
    day = today - timedelta(days=181)
    assert Proposal.objects.get(member=late).reason == f"Nothing has reached them since {day:%b} {day.day}, {day.year}."


@pytest.mark.parametrize("where", ["unsure", "quiet", "off"])
def test_only_who_is_on_a_level_goes_quiet(people, stands, ladder, where):
    stands(people(1)[0], where, days=400)

    assert look() == 0


def test_nobody_goes_quiet_on_a_ladder_with_zero_days(people, stands, ladder):
    stands(people(1)[0], 1, days=400)
    Ladder.objects.update(quiet_after_days=0)

    assert look() == 0


def test_whom_a_list_put_there_counts_from_the_day_the_list_came(people, stands, ladder):
    member, old = people(2)
    stands(member, 1, days=400, source="import", created_at=Now())
    stands(old, 1, days=400, source="import", created_at=Now() - timedelta(days=190))

    look()

    assert proposed() == [(old, "quiet")]


def test_what_other_rooms_say_reached_somebody_counts(silent, today, monkeypatch):
    monkeypatch.setattr(registry, "reached", [lambda _ladder: Value(today, output_field=DateField())])

    look()

    assert fates(silent[0]) == ["reached"]
    assert proposed() == []


def test_dismissed_silence_is_not_asked_about_again(silent, person, stands):
    deciding.dismiss(Proposal.objects.get(member=silent[0]), because="On leave", by=person("organizer"))

    assert look() == 0
    # Something reached them, and then nothing for as long again.
    stands(silent[0], 2, days=185)
    Proposal.objects.filter(member=silent[0]).update(decided_at=Now() - timedelta(days=190))
    assert look() == 1


def test_accepting_one_needs_no_words_and_keeps_the_reason(silent, person):
    made = deciding.accept(Proposal.objects.get(member=silent[0]), evidence="", by=person("organizer"))

    assert (made.place, made.source) == ("quiet", "rule")
    assert made.evidence.startswith("Nothing has reached them since")
    assert Standing.objects.get(member=silent[0]).place == "quiet"


def test_all_are_accepted_at_once(silent, ladder, person):
    made = accept_all(ladder, person("director"))

    assert made.n_people == 3
    assert set(Standing.objects.filter(place="quiet").values_list("member", flat=True)) == {each.pk for each in silent}
    assert Proposal.objects.open().count() == 0
    assert differences() == []
    assert look() == 0


def test_all_at_once_is_refused_when_the_number_has_changed(silent, ladder, person):
    with pytest.raises(Decided, match="changed meanwhile"):
        accept_all(ladder, person("director"), expected=4)

    assert Standing.objects.filter(place="quiet").count() == 0
    assert QuietRound.objects.count() == 0


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize(("readers", "says"), [("everyone", "Record is open."), ("owners", HIDDEN)])
def test_words_about_a_field_that_not_everybody_sees_are_no_evidence(silent, ladder, person, together, readers, says):
    field = Field.objects.create(name="Record", folded="record", readers=readers)
    Proposal.objects.update(fields=["status", f"field-{field.pk}"], reason="Record is open.")

    if together:
        accept_all(ladder, person("director"))
    else:
        deciding.accept(Proposal.objects.get(member=silent[0]), evidence="", by=person("director"))

    assert set(Assessment.objects.filter(place="quiet").values_list("evidence", flat=True)) == {says}


def test_nobody_is_put_there_on_a_ladder_that_was_put_away(silent, ladder, person):
    Ladder.objects.filter(pk=ladder.pk).update(is_default=False, put_away_at=Now())

    with pytest.raises(Decided, match="was put away"):
        accept_all(ladder, person("director"))

    assert not QuietRound.objects.exists()


def test_all_are_taken_back_at_once_and_proposed_as_before(silent, ladder, person):
    before = set(Standing.objects.values_list("member", "place", "level", "since"))
    made = accept_all(ladder, person("director"))

    assert deciding.take_back(made, by=person("director")) == 3

    assert set(Standing.objects.values_list("member", "place", "level", "since")) == before
    assert len(proposed()) == 3
    assert Assessment.objects.filter(voided_at__isnull=False).count() == 3
    assert look() == 0
    with pytest.raises(Decided, match="already"):
        deciding.take_back(made, by=person("director"))


def test_who_came_back_in_between_keeps_that(silent, ladder, levels, person, today):
    made = accept_all(ladder, person("director"))
    actions.assess(
        silent[0], ladder=ladder, place=Place.LEVEL, level=levels[1], on=today, evidence="Was there", by=person("owner")
    )

    deciding.take_back(made, by=person("director"))

    assert Standing.objects.get(member=silent[0]).level == levels[1]
    assert {member for member, _place in proposed()} == set(silent[1:])


def test_two_who_were_put_together_meanwhile_are_proposed_once(silent, ladder, person):
    made = accept_all(ladder, person("director"))
    merge(silent[0], silent[1], by=person("director"))

    assert deciding.take_back(made, by=person("director")) == 3
    assert {member for member, _place in proposed()} == {silent[0], silent[2]}


def test_nothing_is_taken_back_after_thirty_days(silent, ladder, person):
    made = accept_all(ladder, person("director"))
    QuietRound.objects.update(at=Now() - timedelta(days=31))

    with pytest.raises(Decided, match="thirty days"):
        deciding.take_back(made, by=person("director"))
