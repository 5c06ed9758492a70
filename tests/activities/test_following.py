"""Two who turn out to be one, taken apart again; and somebody erased."""

from activities import door, newcomers
from activities.models import Activity, HasSkill, Participation
from activities.skills import actions as skills
from conversations import first_times
from conversations.models import FollowUp
from conversations.promises import actions as promises
from members.erasing import erase
from members.merging import actions as merging
from tests.activities.conftest import came, days, planned, stands


def test_of_two_rows_the_further_state_wins_and_parting_gives_it_back(person, today, meeting, ana, ben):
    by, other = person("data_lead"), planned(today)
    Participation.objects.create(activity=meeting, member=ana, answer="yes")
    came(meeting, ben, role="Cooked")
    came(other, ben)

    made = merging.merge(ana, ben, by=by)

    row = meeting.people.get(member=ana)
    assert (row.answer, row.outcome, row.role) == ("yes", "came", "Cooked")
    assert [each.people.came().count() for each in (meeting, other)] == [1, 1]
    merging.unmerge(made, by=by)
    assert stands(meeting) == [("Ana", "yes", ""), ("Ben", "", "came")]
    assert stands(other) == [("Ben", "", "came")]


def test_who_gets_in_touch_stays_with_who_is_kept(person, today, meeting, ana, ben):
    by = person("director")
    row = door.check_in(meeting, ben, today=today, by=by).row
    newcomers.follow_up(row, who=by, by_on=None, by=by)
    came(meeting, ana)
    promises.do(FollowUp.objects.get(), by=by)

    made = merging.merge(ana, ben, by=person("data_lead"))
    kept = meeting.people.get(member=ana)
    assert (kept.follow_up_by, kept.follow_up_on, kept.checked_in_by) == (by, today + days(3), by)
    assert first_times.done([kept]) == {kept.pk}

    merging.unmerge(made, by=person("data_lead"))
    kept.refresh_from_db()
    assert (kept.follow_up_by, kept.checked_in_at, first_times.done([kept])) == (None, None, set())


def test_parting_leaves_what_somebody_changed_since(person, meeting, ana, ben):
    by = person("data_lead")
    Participation.objects.create(activity=meeting, member=ana, answer="invited")
    came(meeting, ben)
    made = merging.merge(ana, ben, by=by)
    meeting.people.filter(member=ana).update(role="Spoke")
    merging.unmerge(made, by=by)
    assert stands(meeting) == [("Ana", "invited", "came"), ("Ben", "", "came")]


def test_erased_person_is_counted_still_without_a_word(person, today, meeting, ana, ben):
    by, other = person("owner"), planned(today, "House meeting at Ana Ito’s", place="Ana Ito’s kitchen")
    came(meeting, ana, role="Told of Ana Ito’s landlord")
    Participation.objects.create(activity=other, member=ana, answer="yes")
    skills.say(ana, name="Interprets", on=today, by=by)
    erase(ana, by=by)

    assert meeting.people.came().count() == 1
    assert Participation.objects.get().role == ""
    assert not HasSkill.objects.exists()
    other = Activity.objects.get(pk=other.pk)
    assert ["Ana" in text for text in (other.name, other.folded, other.place)] == [False] * 3
