"""Who came to what, as lists name it: handed over, said twice, and taken back with the list."""

from activities import inviting
from activities.models import Activity, Participation
from imports import aside, attendance_named
from imports.models import KeptAside
from members.models import Member
from tests.imports.conftest import Bring, bring_in, row
from tests.imports.undoing import everything, take_back

LIST = (
    "name,phone,Steward training 3/14/2026,4/2/2026,Potluck\n"
    "Maria Lopez,503-555-0101,x,x,\n"
    "Omar Haddad,503-555-0102,x,,x\n"
)
MAPPED = {"Steward training 3/14/2026": "attendance", "4/2/2026": "attendance", "Potluck": "attendance"}


def hand_over(person) -> int:
    return aside.hand_over(attendance_named.ROOM, by=person("data_lead"))


def came() -> list[tuple[str, str, str]]:
    rows = Participation.objects.came().order_by("activity__on", "member__given_name")
    return [(str(each.activity.on), each.activity.name, each.member.given_name) for each in rows]


def test_meetings_are_made_of_headings_and_one_without_a_day_stays(north, person):
    bring_in(LIST, MAPPED, date_order="mdy")
    assert hand_over(person) == 1
    assert came() == [("2026-03-14", "Steward training", "Maria"), ("2026-04-02", "Meeting", "Maria")]
    assert Activity.objects.get(name="Steward training").kind == "training"
    assert list(KeptAside.objects.values_list("member__given_name", flat=True)) == ["Omar"]


def test_said_twice_it_stands_once_and_who_was_invited_came(north, person):
    activity = Activity.objects.create(name="steward TRAINING", folded="steward training", on="2026-03-14")
    bring_in(LIST, MAPPED, date_order="mdy")
    maria = Member.objects.get(given_name="Maria")
    Participation.objects.create(activity=activity, member=maria, answer="invited")
    hand_over(person)
    bring_in(LIST, MAPPED, date_order="mdy")
    hand_over(person)
    assert (Activity.objects.count(), len(came())) == (2, 2)
    assert activity.people.get().outcome == "came"


def test_list_takes_back_what_it_said(north, person, bring: Bring):
    before = everything()
    batch = bring(LIST.replace(",Potluck", "").replace("x,\n", "x\n").replace(",,x", ","), MAPPED, date_order="mdy")
    hand_over(person)
    KeptAside.objects.all().delete()
    take_back(batch, by=person("director"))
    assert everything() == before
    assert not Activity.objects.exists()


def test_who_is_to_come_has_not_come(north, person, bring: Bring):
    batch = bring(LIST.replace("4/2/2026", "4/2/2126"), MAPPED | {"4/2/2126": "attendance"}, date_order="mdy")
    hand_over(person)
    assert came() == [("2026-03-14", "Steward training", "Maria")]
    assert "still to come" in row(batch, 2).problems[0]["reason"]


def test_what_somebody_put_right_outlives_the_list(north, person, bring: Bring):
    by = person("director")
    batch = bring(LIST, MAPPED, date_order="mdy")
    hand_over(person)
    put_right, touched = Participation.objects.filter(member__given_name="Maria").order_by("activity__on")
    inviting.say(put_right, answer="", outcome="absent", role="", is_host=False, by=by)
    take_back(batch, by=by)
    assert Participation.objects.filter(pk__in=[put_right.pk, touched.pk]).get().outcome == "absent"
