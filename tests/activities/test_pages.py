"""The pages: planned, changed, called off; invited from the list; a person's own page and past."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities import queries
from activities.models import Activity, Participation, Skill
from members.models import ChangeSet, Member, SavedView
from tests.activities.conftest import came, days, planned, someone, stands, url

BLANK = dict.fromkeys(("begins", "ends", "place", "about", "unit", "team", "expected", "skill", "every"), "")


def test_meeting_is_planned_changed_and_called_off(sign_in, today):
    client, on = sign_in("organizer"), (today + days(1)).isoformat()
    wrong = client.post(url("add"), {**BLANK, "kind": "meeting", "name": "", "on": on, "ends": "20:00"})
    assert (wrong.status_code, "Write what it is called." in wrong.text) == (422, True)
    given = {**BLANK, "kind": "training", "name": "Asking", "on": on, "begins": "18:30", "ends": "20:00"}
    page = client.post(url("add"), {**given, "skill": "Makes asks", "every": "week"}, follow=True)
    made = Activity.objects.filter(on=today + days(1)).get()
    assert "Tomorrow, 6:30 p.m. to 8:00 p.m." in page.text
    assert (made.skill.name, made.series.activities.count()) == ("Makes asks", 8)

    client.post(url("edit", made), {**given, "on": (today + days(2)).isoformat(), "place": "Hall"})
    assert "It was to be on" in client.get(url("activity", made)).text
    done = client.post(url("cancel", made), {"because": "Storm"}, follow=True)
    assert "Cancelled. Who was invited stands there still" in done.text
    assert "It takes place after all." in client.post(url("bring_back", made), follow=True).text
    assert "No more of them are made. 7 to come" in client.post(url("end_series", made), follow=True).text


def test_list_shows_what_comes_and_what_was_by_kind(sign_in, today):
    planned(today + days(3), "Assembly")
    planned(today - days(3), "Rally", kind="action")
    client = sign_in("data_lead")
    coming, past = client.get(url("list")).text, client.get(url("list"), {"when": "past"}).text
    assert [name in coming for name in ("Assembly", "Rally")] == [True, False]
    assert [name in past for name in ("Assembly", "Rally")] == [False, True]
    assert "None of this kind or place." in client.get(url("list"), {"when": "past", "kind": "canvass"}).text


@pytest.mark.parametrize("answer", ["invited", "yes", "host"])
def test_people_are_found_ticked_and_put_down(sign_in, meeting, ana, ben, answer):
    client = sign_in("director")
    assert "Ana Ito" in client.post(url("find", meeting), {"words": "ito", "answer": answer}).text
    assert client.post(url("people", meeting), {"words": "ito", "answer": answer}).status_code == 422
    page = client.post(url("people", meeting), {"who": [ana.pk, ben.pk], "answer": answer}, follow=True)
    assert "2 people stand there now." in page.text
    said = "" if answer == "host" else answer
    assert stands(meeting) == [("Ana", said, ""), ("Ben", said, "")]
    rows = "&".join(f"row={row.pk}" for row in meeting.people.all())
    assert "Undone: 2 people." in client.post(f"{url('take_back', meeting)}?{rows}", follow=True).text


def test_a_view_is_invited_from_the_page_and_taken_back(sign_in, person, today, ana, ben):
    meeting, client = planned(today + days(4)), sign_in("director")
    view = SavedView.objects.create(owner=person("director"), name="All", folded="all", filters={})
    assert str(view.pk) in client.get(url("activity", meeting)).text
    bulk = reverse("members:bulk", args=["north"])
    asked = client.get(bulk, {"do": "invite", "which": meeting.pk, "view": view.pk})
    n = asked.context["n"]
    given = {"do": "invite", "value": meeting.pk, "sure": "1", "n": n, "everyone": "1", "view": view.pk}
    client.post(f"{bulk}?view={view.pk}", given)
    assert meeting.people.filter(answer="invited").count() == n == Member.objects.people().count()

    ours = meeting.people.get(member=ana)
    client.post(url("person", meeting, ours), {"answer": "yes", "role": ""})
    client.post(reverse("members:bulk_undo", args=["north", ChangeSet.objects.get().pk]))
    assert stands(meeting) == [("Ana", "yes", "")]


def test_person_page_tells_what_they_came_to_and_can_do(sign_in, today, meeting, ana):
    client = sign_in("director")
    skill = Skill.objects.create(name="Makes asks", folded="makes asks")
    came(planned(today - days(9), "Asking", kind="training", skill=skill), ana, role="Practiced")
    Participation.objects.create(activity=meeting, member=ana, answer="yes")
    tab = reverse("activities:of_person", args=["north", ana.pk])
    page = client.get(tab).text
    assert [text in page for text in ("Came 1 time", "Practiced", "Makes asks", "Said yes")] == [True] * 4
    client.post(reverse("activities:skill_say", args=["north", ana.pk]), {"name": "Interprets"})
    mine = ana.skills.get()
    assert "Interprets" in client.get(tab).text
    client.post(reverse("activities:skill_off", args=["north", ana.pk, mine.pk]))
    assert not ana.skills.exists()
    past = client.get(reverse("members:history", args=["north", ana.pk])).text
    assert "Came to the training “Asking”: Practiced" in past
    assert "Was invited to the meeting “General meeting”" in past


@pytest.mark.parametrize("page", ["activity", "door", "attendance"])
def test_statements_do_not_grow_with_people(sign_in, meeting, ana, page):
    client = sign_in("organizer")
    came(meeting, ana)
    counted = []
    for more in (0, 3):
        came(meeting, *(someone(f"Person {n}") for n in range(more)))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(page, meeting)).status_code == 200
        counted.append(sum(query["sql"].startswith("SELECT") for query in captured))
    assert counted[0] == counted[1] <= 12


def test_organizer_reads_names_at_an_activity_and_opens_their_own_people(sign_in, person, meeting, ana, ben):
    Member.objects.filter(pk=ana.pk).update(organizer=person("organizer"))
    came(meeting, ana, ben)
    page = sign_in("organizer").get(url("activity", meeting)).text
    links = [reverse("members:detail", args=["north", each.pk]) in page for each in (ana, ben)]
    assert (links, "Ben Ito" in page) == ([True, False], True)


def test_host_late_in_the_names_stands_on_a_full_page(sign_in, meeting, ana, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    zoe, ben = someone("Zoe"), someone("Ben")
    came(meeting, ana, ben)
    came(meeting, zoe, is_host=True)
    page = sign_in("organizer").get(url("activity", meeting))
    assert [str(row.member) for row in page.context["hosts"]] == ["Zoe Ito"]
    assert [str(row.member) for row in page.context["people"]] == ["Ana Ito", "Zoe Ito"]
