"""Today says what one may do next, of every kind, in one statement."""

from datetime import timedelta

import pytest

from conversations.actions import log
from conversations.models import Conversation, OwnNumber
from ladders.models import DevelopmentPlan, Ladder, PlanStep, Proposal
from members.models import ContactPoint

pytestmark = pytest.mark.django_db
TODAY = "/o/north/today/"


def talked(person, who, on, by="organizer", **given):
    return log(by=person(by), members=[who], on=on, **{"story": "About the rent.", **given})


def titles(page):
    return [section.title for section in page.context["sections"]]


def section(page, title):
    return next((each for each in page.context["sections"] if each.title == title), None)


def names(page, title):
    found = section(page, title)
    return [item.title for item in found.items] if found else []


def planned(north, person, member, text, on):
    level = Ladder.objects.get(is_default=True).levels.earliest("position")
    plan = DevelopmentPlan.objects.create(
        member=member, ladder=level.ladder, aims_at=level, made_on=north.today(), made_by=person("organizer")
    )
    return PlanStep.objects.create(plan=plan, position=1, text=text, by_on=on)


def proposed(member):
    ladder = Ladder.objects.get(is_default=True)
    level = ladder.levels.earliest("position")
    return Proposal.objects.create(
        member=member, ladder=ladder, place="level", level=level, reason="Came twice.", from_place="off"
    )


def test_an_empty_day_is_warm_and_leads_on(sign_in, north):
    page = sign_in("organizer").get(TODAY)

    assert page.status_code == 200
    assert "Nothing is due today" in page.text
    assert "/o/north/people/" in page.text


def test_a_day_has_every_kind(sign_in, north, person, someone, owes, said_yes):
    quiet, planning = someone("Ana Ruiz"), someone("Gus Petrakis")
    owes("Send the agenda", member=quiet)
    said_yes("Bring two neighbors", days=-3, member=planning)
    planned(north, person, planning, "Run the meeting", north.today())
    proposed(planning)

    page = sign_in("organizer").get(TODAY)

    assert titles(page) == [
        "You said you would",
        "They said yes",
        "Not reached for a while",
        "Ready for a next step",
        "Proposals waiting",
    ]
    # Follow-ups, promises and steps have their day; the headline leaves lists without an end out.
    assert page.context["n"] == 3
    assert names(page, "Not reached for a while") == ["Gus Petrakis", "Ana Ruiz"]


def test_what_has_a_later_day_is_not_of_today_and_what_has_none_comes_back(sign_in, north, owes, said_yes):
    owes("Later", days=3)
    forgotten = owes("Some time", days=None)
    type(forgotten).objects.filter(pk=forgotten.pk).update(created_at=forgotten.created_at - timedelta(days=15))
    owes("Just now", days=None)
    said_yes("Later", days=1)

    page = sign_in("organizer").get(TODAY)

    assert [item.text.strip() for item in section(page, "You said you would").items] == ["Some time"]
    assert section(page, "They said yes") is None


def test_who_was_reached_is_left_out_and_who_tried_is_said(sign_in, north, person, someone):
    reached, tried = someone("Ana Ruiz"), someone("Gus Petrakis")
    talked(person, reached, north.today() - timedelta(days=2), by="director")
    talked(person, tried, north.today() - timedelta(days=40))
    talked(person, tried, north.today(), by="director", outcome="no_answer", story="")
    ContactPoint.objects.create(member=tried, kind="phone", value="+15035550163", normal="+15035550163")

    page = sign_in("organizer").get(TODAY)

    [item] = section(page, "Not reached for a while").items
    assert item.title == "Gus Petrakis"
    assert item.text == f"Last talked with 40 days ago. {person('director')} tried today."
    assert item.presses[0].url == "tel:+15035550163"


def test_only_ones_own_day_is_shown(sign_in, north, person, someone, owes, said_yes):
    owes("Not yours", by="director")
    said_yes("Not yours", days=-1, member=someone(organizer=None), asked_by=person("director"))

    page = sign_in("organizer").get(TODAY)

    assert {"You said you would", "They said yes"} & set(titles(page)) == set()


def test_a_name_out_of_reach_is_not_said(sign_in, north, person, someone, owes):
    owes("Bring the keys", member=someone("Rosa Delgado", organizer=None))

    [item] = section(sign_in("organizer").get(TODAY), "You said you would").items
    assert (item.title, item.url) == ("Bring the keys", "")


def test_the_week_counts_ones_own_one_to_ones_and_no_number_is_given(sign_in, north, person, someone):
    for who in (someone("Ana Ruiz"), someone("Gus Petrakis")):
        talked(person, who, north.today())
    talked(person, someone(), north.today(), kind="text")
    talked(person, someone(), north.today() - timedelta(days=8))
    client = sign_in("organizer")

    assert client.get(TODAY).context["week"][1:] == (2, None)
    assert client.post(f"{TODAY}number/", {"n": "3"}).url == TODAY
    assert client.get(TODAY).context["week"][1:] == (2, 3)
    assert client.post(f"{TODAY}number/", {"n": "none"}).status_code == 422
    assert client.post(f"{TODAY}number/", {"n": ""}).url == TODAY
    assert not OwnNumber.objects.exists()


def test_it_takes_the_same_few_statements_with_one_and_with_many(sign_in, north, person, someone, owes, statements):
    client = sign_in("organizer")
    client.get(TODAY)
    before = statements(client, TODAY)
    for name in ("Ana Ruiz", "Gus Petrakis", "Wendell Tsosie"):
        who = someone(name)
        owes("Call", member=who)
        proposed(who)
        planned(north, person, who, "Run it", north.today())

    assert statements(client, TODAY) == before
    assert before <= 12


@pytest.mark.parametrize(("role", "first"), [("organizer", "/o/north/today/"), ("director", "/o/north/ladder/")])
def test_a_visit_begins_where_the_role_begins(sign_in, north, role, first):
    assert sign_in(role).get("/o/north/").url == first


def test_the_person_page_says_who_reached_them_last(sign_in, north, person, someone):
    who = someone("Ana Ruiz")
    talked(person, who, north.today() - timedelta(days=2), by="director")

    page = sign_in("organizer").get(f"/o/north/people/{who.pk}/").text

    assert f"{person('director')} talked with them 2 days ago." in page
    Conversation.objects.update(on=north.today() - timedelta(days=60))
    assert "talked with them" not in sign_in("organizer").get(f"/o/north/people/{who.pk}/").text


def test_a_goal_is_a_quiet_line_that_no_headline_counts(sign_in, north):
    later, ladder = north.today() + timedelta(days=30), Ladder.objects.get(is_default=True)
    for whose in ("everyone", "unit"):
        ladder.goals.create(whose=whose, wanted=9, due=later, baseline=0, baseline_on=north.today())

    page = sign_in("organizer").get(TODAY)

    assert names(page, "Goals") == ["On any level, Everyone"]
    assert page.context["n"] == 0
    assert "/dashboards/goals/" in page.text
